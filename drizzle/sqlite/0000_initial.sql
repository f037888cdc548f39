CREATE TABLE `acknowledgement` (
	`school_id` text NOT NULL,
	`card_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `card_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`card_id`) REFERENCES `info_card`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `attendance` (
	`school_id` text NOT NULL,
	`sign_up_id` text NOT NULL,
	`came` integer NOT NULL,
	`marked_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `sign_up_id`),
	FOREIGN KEY (`school_id`,`sign_up_id`) REFERENCES `sign_up`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `audit_line` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`about` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `audit_line_at_ix` ON `audit_line` (`school_id`,`at`);--> statement-breakpoint
CREATE TABLE `child` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`edex_key` text,
	`given_name` text NOT NULL,
	`prefix` text,
	`surname` text,
	`initials` text,
	`birth_date` text,
	`year_group` text,
	`sort_key` text NOT NULL,
	`starts_on` text,
	`left_on` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `child_edex_ux` ON `child` (`school_id`,`edex_key`);--> statement-breakpoint
CREATE TABLE `column_mapping` (
	`school_id` text NOT NULL,
	`header_key` text NOT NULL,
	`mapping` text NOT NULL,
	`used_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `header_key`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `contact` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`child_id` text,
	`group_id` text,
	`staff_id` text NOT NULL,
	`substitute_id` text,
	`topics` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `contact_child_ix` ON `contact` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `contact_group_ix` ON `contact` (`school_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `day_off` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `day_off_year_ix` ON `day_off` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE TABLE `decline` (
	`school_id` text NOT NULL,
	`moment_id` text NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `moment_id`, `child_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`moment_id`) REFERENCES `moment`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `decline_guardian_ix` ON `decline` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `delivery` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`notice_id` text,
	`channel` text NOT NULL,
	`target` text NOT NULL,
	`content` text,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_until` integer,
	`lease_owner` text,
	`sent_at` integer,
	`failure` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`notice_id`) REFERENCES `notice`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `delivery_due_ix` ON `delivery` (`state`,`channel`,`due_at`);--> statement-breakpoint
CREATE INDEX `delivery_notice_ix` ON `delivery` (`school_id`,`notice_id`);--> statement-breakpoint
CREATE TABLE `email_code` (
	`id` text PRIMARY KEY NOT NULL,
	`browser_hash` text NOT NULL,
	`purpose` text NOT NULL,
	`email_key` text NOT NULL,
	`code_hash` text NOT NULL,
	`school_id` text,
	`guardian_id` text,
	`wrong_tries` integer DEFAULT 0 NOT NULL,
	`proved_at` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `email_code_email_ix` ON `email_code` (`email_key`,`created_at`);--> statement-breakpoint
CREATE INDEX `email_code_expires_ix` ON `email_code` (`expires_at`);--> statement-breakpoint
CREATE TABLE `school_group` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`edex_key` text,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`year_groups` text NOT NULL,
	`sort_key` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `school_group_edex_ux` ON `school_group` (`school_id`,`school_year_id`,`edex_key`);--> statement-breakpoint
CREATE TABLE `group_child` (
	`school_id` text NOT NULL,
	`group_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `group_id`, `child_id`),
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `group_child_child_ix` ON `group_child` (`school_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `group_teacher` (
	`school_id` text NOT NULL,
	`group_id` text NOT NULL,
	`staff_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `group_id`, `staff_id`),
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `group_teacher_staff_ix` ON `group_teacher` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE TABLE `guardian` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text,
	`email` text,
	`email_key` text,
	`email_confirmed_at` integer,
	`email_is_own` integer DEFAULT false NOT NULL,
	`phone` text,
	`locale` text,
	`written_language` text,
	`spoken_language` text,
	`listed_language` text,
	`language_chosen_at` integer,
	`likes_listening` integer DEFAULT false NOT NULL,
	`needs_interpreter` integer DEFAULT false NOT NULL,
	`entered_at` integer,
	`told_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `guardian_email_ix` ON `guardian` (`email_key`);--> statement-breakpoint
CREATE TABLE `guardianship` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`child_id` text NOT NULL,
	`level` text NOT NULL,
	`ground` text,
	`position` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`, `child_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `guardianship_child_ix` ON `guardianship` (`school_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `hand_over` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`token_hash` text NOT NULL,
	`guardian_id` text NOT NULL,
	`staff_id` text,
	`session_id` text,
	`strength` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`session_id`) REFERENCES `session`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `hand_over_token_ix` ON `hand_over` (`token_hash`);--> statement-breakpoint
CREATE TABLE `import_draft` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`content` text NOT NULL,
	`staff_id` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `info_card` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`version` integer NOT NULL,
	`sections` text NOT NULL,
	`published_at` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `info_card_version_ux` ON `info_card` (`school_id`,`school_year_id`,`version`);--> statement-breakpoint
CREATE TABLE `installation` (
	`id` text PRIMARY KEY NOT NULL,
	`made_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invitation` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`wrong_tries` integer DEFAULT 0 NOT NULL,
	`closed_at` integer,
	`closed_because` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `invitation_code_ix` ON `invitation` (`code_hash`);--> statement-breakpoint
CREATE INDEX `invitation_guardian_ix` ON `invitation` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `job_lease` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `moment` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`kind` text NOT NULL,
	`whole_school` integer DEFAULT false NOT NULL,
	`title` text,
	`place` text,
	`note` text,
	`adults_per_child` integer NOT NULL,
	`slots_per_child` integer NOT NULL,
	`interpreter_offered` integer NOT NULL,
	`closes_hours_before` integer NOT NULL,
	`share_token` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`published_at` integer,
	`cancelled_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`created_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `moment_share_ix` ON `moment` (`share_token`);--> statement-breakpoint
CREATE INDEX `moment_whole_ix` ON `moment` (`school_id`,`whole_school`);--> statement-breakpoint
CREATE TABLE `moment_group` (
	`school_id` text NOT NULL,
	`moment_id` text NOT NULL,
	`group_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `moment_id`, `group_id`),
	FOREIGN KEY (`school_id`,`moment_id`) REFERENCES `moment`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `moment_group_group_ix` ON `moment_group` (`school_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `notice` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text,
	`staff_id` text,
	`child_id` text,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	`route` text NOT NULL,
	`once_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_once_ux` ON `notice` (`school_id`,`once_key`);--> statement-breakpoint
CREATE INDEX `notice_guardian_ix` ON `notice` (`school_id`,`guardian_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text,
	`staff_id` text,
	`credential_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`strength` text NOT NULL,
	`device` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkey_credential_ix` ON `passkey` (`credential_id`);--> statement-breakpoint
CREATE TABLE `passkey_challenge` (
	`id` text PRIMARY KEY NOT NULL,
	`browser_hash` text NOT NULL,
	`challenge` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `passkey_challenge_expires_ix` ON `passkey_challenge` (`expires_at`);--> statement-breakpoint
CREATE TABLE `place_offer` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`slot_id` text NOT NULL,
	`sign_up_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`closed_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`sign_up_id`) REFERENCES `sign_up`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `place_offer_once_ux` ON `place_offer` (`school_id`,`sign_up_id`);--> statement-breakpoint
CREATE INDEX `place_offer_slot_ix` ON `place_offer` (`school_id`,`slot_id`);--> statement-breakpoint
CREATE TABLE `preference` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`push` integer DEFAULT true NOT NULL,
	`email` integer DEFAULT true NOT NULL,
	`discreet` integer DEFAULT true NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `push_subscription` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text,
	`staff_id` text,
	`session_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`endpoint_hash` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_sent_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`session_id`) REFERENCES `session`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscription_endpoint_ux` ON `push_subscription` (`school_id`,`endpoint_hash`);--> statement-breakpoint
CREATE INDEX `push_subscription_guardian_ix` ON `push_subscription` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `school` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`brin` text,
	`region` text NOT NULL,
	`time_zone` text NOT NULL,
	`street` text,
	`postcode` text,
	`city` text,
	`phone` text,
	`email` text,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `school_year` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `school_year_name_ux` ON `school_year` (`school_id`,`name`);--> statement-breakpoint
CREATE TABLE `session` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`guardian_id` text,
	`staff_id` text,
	`strength` text NOT NULL,
	`passkey` integer DEFAULT false NOT NULL,
	`device` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `session_guardian_ix` ON `session` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `session_staff_ix` ON `session` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE TABLE `sign_up` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`slot_id` text NOT NULL,
	`moment_id` text NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`status` text NOT NULL,
	`ticket` integer NOT NULL,
	`adults` integer NOT NULL,
	`places` integer NOT NULL,
	`interpreter` text,
	`interpreter_found_at` integer,
	`note` text,
	`by_staff_id` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`slot_id`) REFERENCES `slot`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_up_once_ux` ON `sign_up` (`school_id`,`slot_id`,`child_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `sign_up_guardian_ix` ON `sign_up` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `sign_up_moment_ix` ON `sign_up` (`school_id`,`moment_id`);--> statement-breakpoint
CREATE INDEX `sign_up_queue_ix` ON `sign_up` (`school_id`,`slot_id`,`status`,`ticket`);--> statement-breakpoint
CREATE TABLE `slot` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`moment_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`capacity` integer NOT NULL,
	`taken` integer DEFAULT 0 NOT NULL,
	`waiting` integer DEFAULT 0 NOT NULL,
	`ticket` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`reminded_day_at` integer,
	`reminded_hour_at` integer,
	`cancelled_at` integer,
	`came` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`moment_id`) REFERENCES `moment`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "slot_counts_ck" CHECK("slot"."taken" >= 0 and "slot"."waiting" >= 0 and "slot"."capacity" >= 0)
);
--> statement-breakpoint
CREATE INDEX `slot_moment_ix` ON `slot` (`school_id`,`moment_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `slot_starts_ix` ON `slot` (`school_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `staff_member` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`edex_key` text,
	`name` text NOT NULL,
	`called_name` text,
	`said_as` text,
	`job_title` text,
	`email` text,
	`email_key` text,
	`phone` text,
	`languages` text NOT NULL,
	`languages_a_little` text,
	`days` text NOT NULL,
	`call_from` text,
	`call_till` text,
	`gate_from` text,
	`gate_till` text,
	`email_shown` integer DEFAULT false NOT NULL,
	`phone_shown` integer DEFAULT false NOT NULL,
	`photo` text,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_member_edex_ux` ON `staff_member` (`school_id`,`edex_key`);--> statement-breakpoint
CREATE INDEX `staff_member_email_ix` ON `staff_member` (`email_key`);--> statement-breakpoint
CREATE TABLE `staff_role` (
	`school_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`role` text NOT NULL,
	`given_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `staff_id`, `role`),
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
