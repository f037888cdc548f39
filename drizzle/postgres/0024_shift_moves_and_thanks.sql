ALTER TABLE "claim" ADD COLUMN "thanks" text;--> statement-breakpoint
ALTER TABLE "shift" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "shift" ADD COLUMN "moved_at" timestamp (3) with time zone;