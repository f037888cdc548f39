CREATE TABLE `lost_way` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`since` integer NOT NULL,
	`last_at` integer NOT NULL,
	`failure` text NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`, `channel`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reach_step` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`step` text NOT NULL,
	`staff_id` text,
	`planned_by` text,
	`planned_at` integer NOT NULL,
	`done_at` integer,
	`done_by` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reach_step_guardian_ix` ON `reach_step` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `reach_step_staff_ix` ON `reach_step` (`school_id`,`staff_id`);--> statement-breakpoint
ALTER TABLE `notice` ADD `path` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `notice` ADD `opened_at` integer;--> statement-breakpoint
ALTER TABLE `notice` ADD `in_dutch` text;--> statement-breakpoint
ALTER TABLE `notice` ADD `search_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `notice` ADD `emptied` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `notice_path_ix` ON `notice` (`school_id`,`path`);