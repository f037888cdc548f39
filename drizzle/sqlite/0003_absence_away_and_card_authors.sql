CREATE TABLE `absence_settings` (
	`school_id` text PRIMARY KEY NOT NULL,
	`sick_reports` integer DEFAULT false NOT NULL,
	`report_until` text DEFAULT '09:00' NOT NULL,
	`seen_by` text DEFAULT '09:30' NOT NULL,
	`leave_requests` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `away_period` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`staff_id` text NOT NULL,
	`substitute_id` text,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `away_period_last_day_ix` ON `away_period` (`school_id`,`last_day`);--> statement-breakpoint
CREATE TABLE `leave_request` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`ground` text NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`created_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	`answered_by` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `leave_request_child_ix` ON `leave_request` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `leave_request_day_ix` ON `leave_request` (`school_id`,`first_day`);--> statement-breakpoint
CREATE TABLE `sick_report` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`day` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer,
	`seen_by` text,
	`entered_at` integer,
	`entered_by` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sick_report_day_ux` ON `sick_report` (`school_id`,`day`,`child_id`,`guardian_id`);--> statement-breakpoint
ALTER TABLE `contact` ADD `for_topic` text;--> statement-breakpoint
ALTER TABLE `info_card` ADD `changed_by` text;--> statement-breakpoint
ALTER TABLE `info_card` ADD `published_by` text;