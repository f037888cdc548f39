CREATE TABLE `buddy_apart` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`other_id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`, `other_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`other_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `buddy_apart_other_ix` ON `buddy_apart` (`school_id`,`other_id`);--> statement-breakpoint
CREATE TABLE `buddy_block` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `buddy_check` (
	`school_id` text NOT NULL,
	`match_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`round` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	PRIMARY KEY(`school_id`, `match_id`, `guardian_id`, `round`),
	FOREIGN KEY (`school_id`,`match_id`) REFERENCES `buddy_match`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `buddy_check_guardian_ix` ON `buddy_check` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `buddy_match` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`newcomer_id` text NOT NULL,
	`buddy_id` text NOT NULL,
	`state` text NOT NULL,
	`fixed` integer DEFAULT false NOT NULL,
	`by_hand` integer DEFAULT false NOT NULL,
	`language` text NOT NULL,
	`why` text NOT NULL,
	`points` integer NOT NULL,
	`created_at` integer NOT NULL,
	`asked_at` integer,
	`answer_by` integer,
	`matched_at` integer,
	`ended_at` integer,
	`ended_because` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`newcomer_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`buddy_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `buddy_match_newcomer_ix` ON `buddy_match` (`school_id`,`newcomer_id`);--> statement-breakpoint
CREATE INDEX `buddy_match_buddy_ix` ON `buddy_match` (`school_id`,`buddy_id`);--> statement-breakpoint
CREATE INDEX `buddy_match_year_ix` ON `buddy_match` (`school_id`,`school_year_id`,`state`);--> statement-breakpoint
CREATE TABLE `buddy_meeting` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`match_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`place` text NOT NULL,
	`slot_id` text,
	`starts_at` integer NOT NULL,
	`proposed_at` integer NOT NULL,
	`accepted_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`match_id`) REFERENCES `buddy_match`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `buddy_meeting_match_ix` ON `buddy_meeting` (`school_id`,`match_id`);--> statement-breakpoint
CREATE INDEX `buddy_meeting_guardian_ix` ON `buddy_meeting` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `buddy_profile` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`offers` integer NOT NULL,
	`wishes` integer NOT NULL,
	`languages` text NOT NULL,
	`topics` text NOT NULL,
	`times` text NOT NULL,
	`area` text,
	`capacity` integer NOT NULL,
	`circle` text,
	`since` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `buddy_profile_year_ix` ON `buddy_profile` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE TABLE `buddy_report` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`match_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	`closed_by` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`match_id`) REFERENCES `buddy_match`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`closed_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `buddy_report_match_ix` ON `buddy_report` (`school_id`,`match_id`);--> statement-breakpoint
CREATE INDEX `buddy_report_guardian_ix` ON `buddy_report` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `buddy_report_staff_ix` ON `buddy_report` (`school_id`,`closed_by`);--> statement-breakpoint
CREATE TABLE `buddy_side` (
	`school_id` text NOT NULL,
	`match_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`answer` text,
	`answered_at` integer,
	`shares` text,
	`phone` text,
	`goes_on` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`school_id`, `match_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`match_id`) REFERENCES `buddy_match`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `buddy_side_guardian_ix` ON `buddy_side` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `buddy_suggestion` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`role` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
