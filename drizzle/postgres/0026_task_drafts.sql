CREATE TABLE "task_draft" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"template" text NOT NULL,
	"form" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"created_by" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_draft_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "task_draft" ADD CONSTRAINT "task_draft_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_draft" ADD CONSTRAINT "task_draft_staff_fk" FOREIGN KEY ("school_id","created_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_draft" ADD CONSTRAINT "task_draft_changed_fk" FOREIGN KEY ("school_id","changed_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "task_draft_year_ix" ON "task_draft" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "task_draft_staff_ix" ON "task_draft" USING btree ("school_id","created_by");--> statement-breakpoint
CREATE INDEX "task_draft_changed_ix" ON "task_draft" USING btree ("school_id","changed_by");