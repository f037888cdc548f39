CREATE TABLE "consent" (
	"school_id" text NOT NULL,
	"child_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"kind" text NOT NULL,
	"purpose" text NOT NULL,
	"given" boolean NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"way" text NOT NULL,
	"staff_id" text,
	CONSTRAINT "consent_pk" PRIMARY KEY("school_id","child_id","guardian_id","kind","purpose")
);
--> statement-breakpoint
CREATE TABLE "import_run" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"staff_id" text,
	"changes" jsonb,
	"counts" jsonb NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "import_run_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "child" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "group_teacher" ADD COLUMN "days" jsonb;--> statement-breakpoint
ALTER TABLE "guardian" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_guardianship_fk" FOREIGN KEY ("school_id","guardian_id","child_id") REFERENCES "public"."guardianship"("school_id","guardian_id","child_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_guardian_ix" ON "consent" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "import_run_at_ix" ON "import_run" USING btree ("school_id","applied_at");