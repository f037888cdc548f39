CREATE TABLE "kept_outcome" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text,
	"staff_id" text,
	"asks" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"outcome" jsonb,
	CONSTRAINT "kept_outcome_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "kept_outcome" ADD CONSTRAINT "kept_outcome_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_outcome" ADD CONSTRAINT "kept_outcome_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kept_outcome_guardian_ix" ON "kept_outcome" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "kept_outcome_staff_ix" ON "kept_outcome" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "kept_outcome_started_ix" ON "kept_outcome" USING btree ("school_id","started_at");