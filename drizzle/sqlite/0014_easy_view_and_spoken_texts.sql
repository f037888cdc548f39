ALTER TABLE `guardian` ADD `easy_view` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `stored_file` ADD `language` text;--> statement-breakpoint
ALTER TABLE `stored_file` ADD `says_of` text;