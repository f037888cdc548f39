CREATE TABLE `claim` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`shift_id` text NOT NULL,
	`task_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`status` text NOT NULL,
	`ticket` integer NOT NULL,
	`created_at` integer NOT NULL,
	`offered_at` integer,
	`offer_closed_at` integer,
	`helped` integer,
	`thanked_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`shift_id`) REFERENCES `shift`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_once_ux` ON `claim` (`school_id`,`shift_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `claim_guardian_ix` ON `claim` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `claim_task_ix` ON `claim` (`school_id`,`task_id`);--> statement-breakpoint
CREATE TABLE `shift` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`task_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`capacity` integer NOT NULL,
	`taken` integer DEFAULT 0 NOT NULL,
	`waiting` integer DEFAULT 0 NOT NULL,
	`ticket` integer DEFAULT 0 NOT NULL,
	`reminded_day_at` integer,
	`reminded_hour_at` integer,
	`cancelled_at` integer,
	`helped` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`task_id`) REFERENCES `task`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "shift_counts_ck" CHECK("shift"."taken" >= 0 and "shift"."waiting" >= 0 and "shift"."capacity" >= 0)
);
--> statement-breakpoint
CREATE INDEX `shift_task_ix` ON `shift` (`school_id`,`task_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `shift_starts_ix` ON `shift` (`school_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `task` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`template` text NOT NULL,
	`whole_school` integer DEFAULT false NOT NULL,
	`title` text,
	`place` text,
	`note` text,
	`marks` text NOT NULL,
	`seats` integer,
	`languages` text NOT NULL,
	`contact_id` text,
	`step_back_hours` integer NOT NULL,
	`flexible` integer DEFAULT false NOT NULL,
	`created_by` text,
	`published_at` integer NOT NULL,
	`closed_at` integer,
	`cancelled_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`created_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`contact_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_year_ix` ON `task` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE INDEX `task_staff_ix` ON `task` (`school_id`,`created_by`);--> statement-breakpoint
CREATE INDEX `task_contact_ix` ON `task` (`school_id`,`contact_id`);--> statement-breakpoint
CREATE TABLE `task_ask` (
	`school_id` text NOT NULL,
	`task_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `task_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`task_id`) REFERENCES `task`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_ask_guardian_ix` ON `task_ask` (`school_id`,`guardian_id`,`asked_at`);--> statement-breakpoint
CREATE TABLE `task_group` (
	`school_id` text NOT NULL,
	`task_id` text NOT NULL,
	`group_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `task_id`, `group_id`),
	FOREIGN KEY (`school_id`,`task_id`) REFERENCES `task`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_group_group_ix` ON `task_group` (`school_id`,`group_id`);