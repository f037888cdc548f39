CREATE TABLE `translation_outside` (
	`school_id` text NOT NULL,
	`kind` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `kind`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `notice` ADD `waits_for` text;