CREATE TABLE `talk_interpreter_parent` (
	`school_id` text NOT NULL,
	`interpreter_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `interpreter_id`),
	FOREIGN KEY (`school_id`,`interpreter_id`) REFERENCES `talk_interpreter`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_interpreter_parent_guardian_ix` ON `talk_interpreter_parent` (`school_id`,`guardian_id`);