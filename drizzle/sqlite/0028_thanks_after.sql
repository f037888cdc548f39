CREATE TABLE `thanks` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`what` text NOT NULL,
	`day` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`, `about_kind`, `about_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `thanks_about_ix` ON `thanks` (`school_id`,`about_kind`,`about_id`);--> statement-breakpoint
CREATE INDEX `thanks_year_ix` ON `thanks` (`school_id`,`school_year_id`);