CREATE TABLE `moment_child` (
	`school_id` text NOT NULL,
	`moment_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `moment_id`, `child_id`),
	FOREIGN KEY (`school_id`,`moment_id`) REFERENCES `moment`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `moment_child_child_ix` ON `moment_child` (`school_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `moment_template` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`plan` text NOT NULL,
	`saved_by` text,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`saved_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `moment_template_name_ux` ON `moment_template` (`school_id`,`name`);--> statement-breakpoint
CREATE INDEX `moment_template_staff_ix` ON `moment_template` (`school_id`,`saved_by`);--> statement-breakpoint
ALTER TABLE `moment` ADD `meetings` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `moment` ADD `every_weeks` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `moment` ADD `named` integer DEFAULT false NOT NULL;