CREATE TABLE `consent` (
	`school_id` text NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`kind` text NOT NULL,
	`purpose` text NOT NULL,
	`given` integer NOT NULL,
	`answered_at` integer NOT NULL,
	`way` text NOT NULL,
	`staff_id` text,
	PRIMARY KEY(`school_id`, `child_id`, `guardian_id`, `kind`, `purpose`),
	FOREIGN KEY (`school_id`,`guardian_id`,`child_id`) REFERENCES `guardianship`(`school_id`,`guardian_id`,`child_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `consent_guardian_ix` ON `consent` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `import_run` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`staff_id` text,
	`changes` text,
	`counts` text NOT NULL,
	`applied_at` integer NOT NULL,
	`undone_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_run_at_ix` ON `import_run` (`school_id`,`applied_at`);--> statement-breakpoint
ALTER TABLE `child` ADD `search_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `group_teacher` ADD `days` text;--> statement-breakpoint
ALTER TABLE `guardian` ADD `search_key` text DEFAULT '' NOT NULL;