CREATE TABLE `staff_invitation` (
	`school_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	PRIMARY KEY(`school_id`, `staff_id`),
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `staff_invitation_token_ix` ON `staff_invitation` (`token_hash`);--> statement-breakpoint
CREATE TABLE `substitute_day` (
	`school_id` text NOT NULL,
	`day` text NOT NULL,
	`group_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `day`, `group_id`, `staff_id`),
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `passkey` ADD `email_key` text;--> statement-breakpoint
ALTER TABLE `session` ADD `email_key` text;--> statement-breakpoint
ALTER TABLE `session` ADD `switch_id` text;--> statement-breakpoint
ALTER TABLE `session` ADD `can_switch` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `session_switch_ix` ON `session` (`switch_id`);