CREATE TABLE `interpreter_ask` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`sign_up_id` text NOT NULL,
	`slot_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`language` text NOT NULL,
	`by_phone` integer NOT NULL,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`by_staff_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`sign_up_id`) REFERENCES `sign_up`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `interpreter_ask_once_ux` ON `interpreter_ask` (`school_id`,`sign_up_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `interpreter_ask_guardian_ix` ON `interpreter_ask` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `interpreter_ask_slot_ix` ON `interpreter_ask` (`school_id`,`slot_id`);--> statement-breakpoint
CREATE TABLE `interpreter_offer` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`languages` text NOT NULL,
	`with_school` text NOT NULL,
	`at_school` integer NOT NULL,
	`by_phone` integer NOT NULL,
	`offered_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `interpreter_offer_year_ix` ON `interpreter_offer` (`school_id`,`school_year_id`);--> statement-breakpoint
ALTER TABLE `sign_up` ADD `interpreter_by` text;--> statement-breakpoint
ALTER TABLE `sign_up` ADD `may_ask_parent` integer DEFAULT false NOT NULL;