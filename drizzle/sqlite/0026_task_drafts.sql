CREATE TABLE `task_draft` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`template` text NOT NULL,
	`form` text NOT NULL,
	`revision` integer NOT NULL,
	`created_by` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`created_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`,`changed_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_draft_year_ix` ON `task_draft` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE INDEX `task_draft_staff_ix` ON `task_draft` (`school_id`,`created_by`);--> statement-breakpoint
CREATE INDEX `task_draft_changed_ix` ON `task_draft` (`school_id`,`changed_by`);