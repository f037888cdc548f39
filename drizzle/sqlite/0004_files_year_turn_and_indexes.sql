CREATE TABLE `stored_file` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`name` text NOT NULL,
	`width` integer,
	`height` integer,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`added_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stored_file_owner_ix` ON `stored_file` (`school_id`,`owner_kind`,`owner_id`);--> statement-breakpoint
CREATE INDEX `stored_file_hash_ix` ON `stored_file` (`school_id`,`hash`);--> statement-breakpoint
CREATE TABLE `upload` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`by_actor` text NOT NULL,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `upload_actor_ix` ON `upload` (`school_id`,`by_actor`);--> statement-breakpoint
CREATE TABLE `year_turn` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`from_year_id` text NOT NULL,
	`to_year_id` text,
	`choices` text NOT NULL,
	`outcomes` text NOT NULL,
	`started_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`from_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`to_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`started_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `year_turn_once_ux` ON `year_turn` (`school_id`,`from_year_id`);--> statement-breakpoint
CREATE INDEX `year_turn_to_ix` ON `year_turn` (`school_id`,`to_year_id`);--> statement-breakpoint
CREATE INDEX `year_turn_staff_ix` ON `year_turn` (`school_id`,`started_by`);--> statement-breakpoint
CREATE INDEX `acknowledgement_guardian_ix` ON `acknowledgement` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `away_period_staff_ix` ON `away_period` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `contact_staff_ix` ON `contact` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `decline_child_ix` ON `decline` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `hand_over_guardian_ix` ON `hand_over` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `hand_over_session_ix` ON `hand_over` (`school_id`,`session_id`);--> statement-breakpoint
CREATE INDEX `import_draft_staff_ix` ON `import_draft` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `leave_request_guardian_ix` ON `leave_request` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `moment_staff_ix` ON `moment` (`school_id`,`created_by`);--> statement-breakpoint
CREATE INDEX `moment_year_ix` ON `moment` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE INDEX `notice_child_ix` ON `notice` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `notice_staff_ix` ON `notice` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `passkey_guardian_ix` ON `passkey` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `passkey_staff_ix` ON `passkey` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `push_subscription_session_ix` ON `push_subscription` (`school_id`,`session_id`);--> statement-breakpoint
CREATE INDEX `sick_report_child_ix` ON `sick_report` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `sick_report_guardian_ix` ON `sick_report` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `sign_up_child_ix` ON `sign_up` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `substitute_day_group_ix` ON `substitute_day` (`school_id`,`group_id`);--> statement-breakpoint
CREATE INDEX `substitute_day_staff_ix` ON `substitute_day` (`school_id`,`staff_id`);