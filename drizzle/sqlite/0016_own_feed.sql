CREATE TABLE `own_feed` (
	`school_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`school_id`, `guardian_id`),
	FOREIGN KEY (`school_id`,`guardian_id`) REFERENCES `guardian`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `own_feed_token_ix` ON `own_feed` (`token_hash`);