CREATE TABLE `talk` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`round_id` text NOT NULL,
	`child_id` text NOT NULL,
	`status` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`place` text NOT NULL,
	`room` text,
	`video_address` text,
	`with_child` integer,
	`fixed` integer DEFAULT false NOT NULL,
	`interpreter` text,
	`interpreter_id` text,
	`interpreter_by` text,
	`interpreter_found_at` integer,
	`changed_by` text NOT NULL,
	`changed_by_id` text,
	`changed_at` integer NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`reminded_day_at` integer,
	`reminded_hour_at` integer,
	`on_our_way_at` integer,
	`came` integer,
	`next_on` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`interpreter_id`) REFERENCES `talk_interpreter`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `talk_round_ix` ON `talk` (`school_id`,`round_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `talk_child_ix` ON `talk` (`school_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `talk_starts_ix` ON `talk` (`school_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `talk_interpreter_ix` ON `talk` (`school_id`,`interpreter_id`);--> statement-breakpoint
CREATE TABLE `talk_address` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`address` text NOT NULL,
	`hint` text,
	`given_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_address_guardian_ix` ON `talk_address` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `talk_agreement` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`talk_id` text NOT NULL,
	`text` text NOT NULL,
	`language` text NOT NULL,
	`done_by` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`school_done_at` integer,
	`family_done_at` integer,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`talk_id`) REFERENCES `talk`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_agreement_talk_ix` ON `talk_agreement` (`school_id`,`talk_id`);--> statement-breakpoint
CREATE TABLE `talk_answer` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`round_id` text NOT NULL,
	`question_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`child_id` text NOT NULL,
	`text` text,
	`choice` integer,
	`language` text NOT NULL,
	`voice_id` text,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`question_id`) REFERENCES `talk_question`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `talk_answer_once_ux` ON `talk_answer` (`school_id`,`question_id`,`guardian_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `talk_answer_round_ix` ON `talk_answer` (`school_id`,`round_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `talk_answer_guardian_ix` ON `talk_answer` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `talk_answer_child_ix` ON `talk_answer` (`school_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `talk_guardian` (
	`school_id` text NOT NULL,
	`talk_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`round_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `talk_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`talk_id`) REFERENCES `talk`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `talk_guardian_once_ux` ON `talk_guardian` (`school_id`,`round_id`,`child_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `talk_guardian_guardian_ix` ON `talk_guardian` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `talk_interpreter` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`round_id` text NOT NULL,
	`name` text NOT NULL,
	`languages` text NOT NULL,
	`by_phone` integer NOT NULL,
	`times` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_interpreter_round_ix` ON `talk_interpreter` (`school_id`,`round_id`);--> statement-breakpoint
CREATE TABLE `talk_proposal` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`proposal` text NOT NULL,
	`revision` integer NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` text NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `talk_question` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`round_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`text` text,
	`form` text NOT NULL,
	`choices` text,
	`asks` text NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `talk_question_place_ux` ON `talk_question` (`school_id`,`round_id`,`position`);--> statement-breakpoint
CREATE TABLE `talk_reminder` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`which` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`, `guardian_id`, `which`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_reminder_guardian_ix` ON `talk_reminder` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `talk_reply` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`answer` text NOT NULL,
	`together` integer NOT NULL,
	`apart` integer DEFAULT false NOT NULL,
	`with_child` integer,
	`place` text,
	`interpreter` text,
	`may_ask_parent` integer DEFAULT false NOT NULL,
	`by_staff_id` text,
	`replied_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_reply_guardian_ix` ON `talk_reply` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `talk_round` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`school_year_id` text NOT NULL,
	`kind` text NOT NULL,
	`way` text NOT NULL,
	`title` text,
	`note` text,
	`places` text NOT NULL,
	`child` text NOT NULL,
	`minutes` integer NOT NULL,
	`pause_minutes` integer NOT NULL,
	`in_a_row` integer,
	`walk_minutes` integer NOT NULL,
	`wait_minutes` integer NOT NULL,
	`apart_minutes` integer NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`interpreter_offered` integer NOT NULL,
	`opens_at` integer,
	`closes_at` integer NOT NULL,
	`change_hours_before` integer NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`published_at` integer,
	`closed_at` integer,
	`cancelled_at` integer,
	`sent_at` integer,
	`ticket` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`school_year_id`) REFERENCES `school_year`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`created_by`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `talk_round_year_ix` ON `talk_round` (`school_id`,`school_year_id`);--> statement-breakpoint
CREATE INDEX `talk_round_staff_ix` ON `talk_round` (`school_id`,`created_by`);--> statement-breakpoint
CREATE TABLE `talk_round_group` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`group_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`, `group_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_round_group_group_ix` ON `talk_round_group` (`school_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `talk_run` (
	`school_id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`run_id` text NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`beat_at` integer NOT NULL,
	`progress` text,
	`stop_at` integer,
	`refusal` text,
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_run_round_ix` ON `talk_run` (`school_id`,`round_id`);--> statement-breakpoint
CREATE TABLE `talk_session` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`round_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`room` text,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_session_round_ix` ON `talk_session` (`school_id`,`round_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `talk_session_staff_ix` ON `talk_session` (`school_id`,`staff_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `talk_staff` (
	`school_id` text NOT NULL,
	`talk_id` text NOT NULL,
	`staff_id` text NOT NULL,
	PRIMARY KEY(`school_id`, `talk_id`, `staff_id`),
	FOREIGN KEY (`school_id`,`talk_id`) REFERENCES `talk`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_staff_staff_ix` ON `talk_staff` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE TABLE `talk_teacher` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`video_address` text,
	PRIMARY KEY(`school_id`, `round_id`, `staff_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_teacher_staff_ix` ON `talk_teacher` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE TABLE `talk_team` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`group_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`team` integer NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`, `group_id`, `staff_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`group_id`) REFERENCES `school_group`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_team_staff_ix` ON `talk_team` (`school_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `talk_team_group_ix` ON `talk_team` (`school_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `talk_time` (
	`school_id` text NOT NULL,
	`id` text NOT NULL,
	`round_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`preferred` integer NOT NULL,
	PRIMARY KEY(`school_id`, `id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_time_round_ix` ON `talk_time` (`school_id`,`round_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `talk_time_guardian_ix` ON `talk_time` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `talk_visit_day` (
	`school_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`day` text NOT NULL,
	`back_by` text NOT NULL,
	`note` text,
	`back_at` integer,
	PRIMARY KEY(`school_id`, `staff_id`, `day`),
	FOREIGN KEY (`school_id`,`staff_id`) REFERENCES `staff_member`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
