CREATE TABLE `thanks_picture` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`about_kind` text NOT NULL,
	`about_id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`kind` text NOT NULL,
	`shows` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `thanks_picture_about_ux` ON `thanks_picture` (`school_id`,`about_kind`,`about_id`);--> statement-breakpoint
CREATE INDEX `thanks_picture_year_ix` ON `thanks_picture` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE TABLE `thanks_picture_child` (
	`school_id` text NOT NULL,
	`picture_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `picture_id`, `child_id`),
	FOREIGN KEY (`school_id`,`picture_id`) REFERENCES `thanks_picture`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `thanks_picture_child_child_ix` ON `thanks_picture_child` (`school_id`,`child_id`);