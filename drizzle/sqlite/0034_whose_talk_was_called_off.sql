CREATE TABLE `talk_called_off` (
	`school_id` text NOT NULL,
	`talk_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `talk_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`talk_id`) REFERENCES `talk`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_called_off_guardian_ix` ON `talk_called_off` (`school_id`,`guardian_id`);