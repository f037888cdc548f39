CREATE TABLE `certificate` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`seen_on` text NOT NULL,
	`seen_by` text,
	`until` text NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`seen_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certificate_staff_ix` ON `certificate` (`school_id`,`seen_by`);--> statement-breakpoint
CREATE INDEX `certificate_until_ix` ON `certificate` (`school_id`,`until`);--> statement-breakpoint
CREATE TABLE `task_interest` (
	`school_id` text NOT NULL,
	`task_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `task_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`task_id`) REFERENCES `task`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_interest_guardian_ix` ON `task_interest` (`school_id`,`guardian_id`);--> statement-breakpoint
ALTER TABLE `claim` ADD `hand_hash` text;