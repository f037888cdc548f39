ALTER TABLE `claim` ADD `thanks` text;--> statement-breakpoint
ALTER TABLE `shift` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `shift` ADD `moved_at` integer;