ALTER TABLE `delivery` ADD `digest` text;--> statement-breakpoint
ALTER TABLE `notice` ADD `sort` text;--> statement-breakpoint
ALTER TABLE `notice` ADD `pace` text DEFAULT 'now' NOT NULL;--> statement-breakpoint
ALTER TABLE `preference` ADD `unwanted` text;--> statement-breakpoint
ALTER TABLE `preference` ADD `quiet` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `preference` ADD `quiet_from` text DEFAULT '21:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `preference` ADD `quiet_until` text DEFAULT '07:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `preference` ADD `quiet_sundays` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `preference` ADD `digest_at` text;