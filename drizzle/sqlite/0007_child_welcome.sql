CREATE TABLE `child_welcome` (
	`school_id` text NOT NULL,
	`child_id` text NOT NULL,
	`sent_at` integer NOT NULL,
	`sent_by` text NOT NULL,
	`told` integer NOT NULL,
	PRIMARY KEY(`school_id`, `child_id`),
	FOREIGN KEY (`school_id`,`child_id`) REFERENCES `child`(`school_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `guardian` ADD `without_child_since` text;