CREATE TABLE "certificate" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"seen_on" date NOT NULL,
	"seen_by" text,
	"until" date NOT NULL,
	CONSTRAINT "certificate_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "task_interest" (
	"school_id" text NOT NULL,
	"task_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_interest_pk" PRIMARY KEY("school_id","task_id","guardian_id")
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "hand_hash" text;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_staff_fk" FOREIGN KEY ("school_id","seen_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_interest" ADD CONSTRAINT "task_interest_task_fk" FOREIGN KEY ("school_id","task_id") REFERENCES "public"."task"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_interest" ADD CONSTRAINT "task_interest_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificate_staff_ix" ON "certificate" USING btree ("school_id","seen_by");--> statement-breakpoint
CREATE INDEX "certificate_until_ix" ON "certificate" USING btree ("school_id","until");--> statement-breakpoint
CREATE INDEX "task_interest_guardian_ix" ON "task_interest" USING btree ("school_id","guardian_id");