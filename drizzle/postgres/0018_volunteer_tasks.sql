CREATE TABLE "claim" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"shift_id" text NOT NULL,
	"task_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"status" text NOT NULL,
	"ticket" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"offered_at" timestamp (3) with time zone,
	"offer_closed_at" timestamp (3) with time zone,
	"helped" boolean,
	"thanked_at" timestamp (3) with time zone,
	CONSTRAINT "claim_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"task_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"ticket" integer DEFAULT 0 NOT NULL,
	"reminded_day_at" timestamp (3) with time zone,
	"reminded_hour_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"helped" integer,
	CONSTRAINT "shift_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "shift_counts_ck" CHECK ("shift"."taken" >= 0 and "shift"."waiting" >= 0 and "shift"."capacity" >= 0)
);
--> statement-breakpoint
CREATE TABLE "task" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"template" text NOT NULL,
	"whole_school" boolean DEFAULT false NOT NULL,
	"title" text,
	"place" text,
	"note" text,
	"marks" jsonb NOT NULL,
	"seats" integer,
	"languages" jsonb NOT NULL,
	"contact_id" text,
	"step_back_hours" integer NOT NULL,
	"flexible" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"published_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "task_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "task_ask" (
	"school_id" text NOT NULL,
	"task_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_ask_pk" PRIMARY KEY("school_id","task_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "task_group" (
	"school_id" text NOT NULL,
	"task_id" text NOT NULL,
	"group_id" text NOT NULL,
	CONSTRAINT "task_group_pk" PRIMARY KEY("school_id","task_id","group_id")
);
--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_shift_fk" FOREIGN KEY ("school_id","shift_id") REFERENCES "public"."shift"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift" ADD CONSTRAINT "shift_task_fk" FOREIGN KEY ("school_id","task_id") REFERENCES "public"."task"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_staff_fk" FOREIGN KEY ("school_id","created_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_contact_fk" FOREIGN KEY ("school_id","contact_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_ask" ADD CONSTRAINT "task_ask_task_fk" FOREIGN KEY ("school_id","task_id") REFERENCES "public"."task"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_ask" ADD CONSTRAINT "task_ask_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_group" ADD CONSTRAINT "task_group_task_fk" FOREIGN KEY ("school_id","task_id") REFERENCES "public"."task"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_group" ADD CONSTRAINT "task_group_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "claim_once_ux" ON "claim" USING btree ("school_id","shift_id","guardian_id");--> statement-breakpoint
CREATE INDEX "claim_guardian_ix" ON "claim" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "claim_task_ix" ON "claim" USING btree ("school_id","task_id");--> statement-breakpoint
CREATE INDEX "shift_task_ix" ON "shift" USING btree ("school_id","task_id","starts_at");--> statement-breakpoint
CREATE INDEX "shift_starts_ix" ON "shift" USING btree ("school_id","starts_at");--> statement-breakpoint
CREATE INDEX "task_year_ix" ON "task" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "task_staff_ix" ON "task" USING btree ("school_id","created_by");--> statement-breakpoint
CREATE INDEX "task_contact_ix" ON "task" USING btree ("school_id","contact_id");--> statement-breakpoint
CREATE INDEX "task_ask_guardian_ix" ON "task_ask" USING btree ("school_id","guardian_id","asked_at");--> statement-breakpoint
CREATE INDEX "task_group_group_ix" ON "task_group" USING btree ("school_id","group_id");