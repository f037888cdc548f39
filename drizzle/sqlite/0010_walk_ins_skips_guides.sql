CREATE TABLE `moment_guide` (
	`school_id` text NOT NULL,
	`moment_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `moment_id`, `child_id`),
	FOREIGN KEY (`school_id`,`moment_id`) REFERENCES `moment`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `moment_guide_child_ix` ON `moment_guide` (`school_id`,`child_id`);--> statement-breakpoint
ALTER TABLE `sign_up` ADD `at_door` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sign_up` ADD `skips_at` integer;