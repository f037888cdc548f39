CREATE TABLE `family_call` (
	`school_id` text NOT NULL,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `about_kind`, `about_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `family_call_guardian_ix` ON `family_call` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `message` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`child_id` text,
	`parts` text NOT NULL,
	`text` text,
	`language` text NOT NULL,
	`form_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`waits_for_words` integer DEFAULT false NOT NULL,
	`sent_at` integer,
	`told` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `message_form_ux` ON `message` (`school_id`,`form_key`);--> statement-breakpoint
CREATE INDEX `message_about_ix` ON `message` (`school_id`,`about_kind`,`about_id`);--> statement-breakpoint
CREATE INDEX `message_child_ix` ON `message` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `message_by_ix` ON `message` (`school_id`,`by_staff_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `message_due_ix` ON `message` (`sent_at`,`due_at`);--> statement-breakpoint
CREATE TABLE `message_recipient` (
	`school_id` text NOT NULL,
	`message_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `message_id`, `guardian_id`, `child_id`),
	FOREIGN KEY (`school_id`,`message_id`) REFERENCES `message`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `message_recipient_guardian_ix` ON `message_recipient` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `message_recipient_child_ix` ON `message_recipient` (`school_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `phrase_favourite` (
	`school_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`phrase_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `staff_id`, `phrase_id`),
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `notice` ADD `needs_say` integer DEFAULT false NOT NULL;