CREATE TABLE `talk_draw` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`seed` text NOT NULL,
	`seal` text NOT NULL,
	`last_number` integer DEFAULT 0 NOT NULL,
	`record` text,
	PRIMARY KEY(`school_id`, `round_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `talk_lot` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`number` integer NOT NULL,
	`place` integer,
	`wish` integer,
	`with_number` integer,
	`given_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `talk_lot_number_ux` ON `talk_lot` (`school_id`,`round_id`,`number`);--> statement-breakpoint
CREATE INDEX `talk_lot_guardian_ix` ON `talk_lot` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE TABLE `talk_wish` (
	`school_id` text NOT NULL,
	`round_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`rank` integer NOT NULL,
	`child_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`staff_ids` text NOT NULL,
	PRIMARY KEY(`school_id`, `round_id`, `guardian_id`, `rank`, `child_id`),
	FOREIGN KEY (`school_id`,`round_id`) REFERENCES `talk_round`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `talk_wish_guardian_ix` ON `talk_wish` (`school_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `talk_wish_child_ix` ON `talk_wish` (`school_id`,`child_id`);--> statement-breakpoint
ALTER TABLE `talk_round` ADD `draws_at` integer;--> statement-breakpoint
ALTER TABLE `talk_round` ADD `drawn_at` integer;