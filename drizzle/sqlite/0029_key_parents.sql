CREATE TABLE `key_parent` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`state` text NOT NULL,
	`asked_by_staff_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`answered_at` integer,
	`relation` text NOT NULL,
	`languages` text NOT NULL,
	`phone` text,
	`code` text NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `key_parent_year_ix` ON `key_parent` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE TABLE `key_parent_came` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`moment_id` text NOT NULL,
	`came` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`, `moment_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `key_parent`(`school_id`,`guardian_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `key_parent_note` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`by_staff_id` text,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `key_parent`(`school_id`,`guardian_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `key_parent_note_ix` ON `key_parent_note` (`school_id`,`guardian_id`,`at`);