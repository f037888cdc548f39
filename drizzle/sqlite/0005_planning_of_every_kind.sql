CREATE TABLE `moment_message` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`moment_id` text NOT NULL,
	`batch_id` text NOT NULL,
	`what` text NOT NULL,
	`guardian_id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`moment_id`) REFERENCES `moment`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `moment_message_moment_ix` ON `moment_message` (`school_id`,`moment_id`,`at`);--> statement-breakpoint
CREATE INDEX `moment_message_guardian_ix` ON `moment_message` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `moment_topic` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`moment_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`text` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	`hidden_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`moment_id`) REFERENCES `moment`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `moment_topic_moment_ix` ON `moment_topic` (`school_id`,`moment_id`);--> statement-breakpoint
CREATE INDEX `moment_topic_guardian_ix` ON `moment_topic` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `staff_feed` (
	`school_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `staff_id`),
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `staff_feed_token_ix` ON `staff_feed` (`token_hash`);--> statement-breakpoint
CREATE TABLE `topic_second` (
	`school_id` text NOT NULL,
	`topic_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `topic_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`topic_id`) REFERENCES `moment_topic`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `topic_second_guardian_ix` ON `topic_second` (`school_id`,`guardian_id`);--> statement-breakpoint
ALTER TABLE `moment` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `moment` ADD `open_for_all_at` integer;--> statement-breakpoint
ALTER TABLE `moment` ADD `sign_up_closes_at` integer;--> statement-breakpoint
ALTER TABLE `moment` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `moment` ADD `changed_by` text;