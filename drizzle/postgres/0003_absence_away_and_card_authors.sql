CREATE TABLE "absence_settings" (
	"school_id" text PRIMARY KEY NOT NULL,
	"sick_reports" boolean DEFAULT false NOT NULL,
	"report_until" text DEFAULT '09:00' NOT NULL,
	"seen_by" text DEFAULT '09:30' NOT NULL,
	"leave_requests" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "away_period" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"staff_id" text NOT NULL,
	"substitute_id" text,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "away_period_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "leave_request" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"child_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"ground" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" text,
	CONSTRAINT "leave_request_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "sick_report" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"child_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"day" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"seen_by" text,
	"entered_at" timestamp (3) with time zone,
	"entered_by" text,
	CONSTRAINT "sick_report_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "for_topic" text;--> statement-breakpoint
ALTER TABLE "info_card" ADD COLUMN "changed_by" text;--> statement-breakpoint
ALTER TABLE "info_card" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "absence_settings" ADD CONSTRAINT "absence_settings_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "away_period" ADD CONSTRAINT "away_period_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave_request" ADD CONSTRAINT "leave_request_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave_request" ADD CONSTRAINT "leave_request_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sick_report" ADD CONSTRAINT "sick_report_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sick_report" ADD CONSTRAINT "sick_report_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "away_period_last_day_ix" ON "away_period" USING btree ("school_id","last_day");--> statement-breakpoint
CREATE INDEX "leave_request_child_ix" ON "leave_request" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "leave_request_day_ix" ON "leave_request" USING btree ("school_id","first_day");--> statement-breakpoint
CREATE UNIQUE INDEX "sick_report_day_ux" ON "sick_report" USING btree ("school_id","day","child_id","guardian_id");