CREATE TABLE `kept_outcome` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text,
	`staff_id` text,
	`asks` text NOT NULL,
	`started_at` integer NOT NULL,
	`outcome` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `kept_outcome_guardian_ix` ON `kept_outcome` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `kept_outcome_staff_ix` ON `kept_outcome` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `kept_outcome_started_ix` ON `kept_outcome` (`school_id`,`started_at`);