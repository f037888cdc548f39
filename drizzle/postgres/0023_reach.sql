CREATE TABLE "lost_way" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"failure" text NOT NULL,
	CONSTRAINT "lost_way_pk" PRIMARY KEY("school_id","guardian_id","channel")
);
--> statement-breakpoint
CREATE TABLE "reach_step" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"step" text NOT NULL,
	"staff_id" text,
	"planned_by" text,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"done_by" text,
	CONSTRAINT "reach_step_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "path" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "in_dutch" jsonb;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "emptied" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "lost_way" ADD CONSTRAINT "lost_way_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reach_step" ADD CONSTRAINT "reach_step_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reach_step" ADD CONSTRAINT "reach_step_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reach_step_guardian_ix" ON "reach_step" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "reach_step_staff_ix" ON "reach_step" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "notice_path_ix" ON "notice" USING btree ("school_id","path");