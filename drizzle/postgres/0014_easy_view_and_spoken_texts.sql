ALTER TABLE "guardian" ADD COLUMN "easy_view" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stored_file" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "stored_file" ADD COLUMN "says_of" text;