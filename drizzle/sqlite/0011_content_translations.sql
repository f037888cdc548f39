CREATE TABLE `translation` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`field` text NOT NULL,
	`language` text NOT NULL,
	`state` text NOT NULL,
	`text` text NOT NULL,
	`of` text NOT NULL,
	`from` text NOT NULL,
	`by_staff_id` text,
	`provider` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `translation_about_ux` ON `translation` (`school_id`,`about_kind`,`about_id`,`field`,`language`,`state`);--> statement-breakpoint
CREATE TABLE `translation_wish` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`field` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	`from` text NOT NULL,
	`tries` integer NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `translation_wish_about_ux` ON `translation_wish` (`school_id`,`about_kind`,`about_id`,`field`,`language`);--> statement-breakpoint
CREATE INDEX `translation_wish_due_ix` ON `translation_wish` (`due_at`);