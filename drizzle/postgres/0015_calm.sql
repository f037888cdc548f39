ALTER TABLE "delivery" ADD COLUMN "digest" text;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "sort" text;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "pace" text DEFAULT 'now' NOT NULL;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "unwanted" jsonb;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "quiet" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "quiet_from" text DEFAULT '21:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "quiet_until" text DEFAULT '07:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "quiet_sundays" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "digest_at" text;