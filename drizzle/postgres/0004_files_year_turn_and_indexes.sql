CREATE TABLE "stored_file" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"name" text NOT NULL,
	"width" integer,
	"height" integer,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"added_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stored_file_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"by_actor" text NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "upload_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "year_turn" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"from_year_id" text NOT NULL,
	"to_year_id" text,
	"choices" jsonb NOT NULL,
	"outcomes" jsonb NOT NULL,
	"started_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "year_turn_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_turn" ADD CONSTRAINT "year_turn_from_fk" FOREIGN KEY ("school_id","from_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_turn" ADD CONSTRAINT "year_turn_to_fk" FOREIGN KEY ("school_id","to_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "year_turn" ADD CONSTRAINT "year_turn_staff_fk" FOREIGN KEY ("school_id","started_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stored_file_owner_ix" ON "stored_file" USING btree ("school_id","owner_kind","owner_id");--> statement-breakpoint
CREATE INDEX "stored_file_hash_ix" ON "stored_file" USING btree ("school_id","hash");--> statement-breakpoint
CREATE INDEX "upload_actor_ix" ON "upload" USING btree ("school_id","by_actor");--> statement-breakpoint
CREATE UNIQUE INDEX "year_turn_once_ux" ON "year_turn" USING btree ("school_id","from_year_id");--> statement-breakpoint
CREATE INDEX "year_turn_to_ix" ON "year_turn" USING btree ("school_id","to_year_id");--> statement-breakpoint
CREATE INDEX "year_turn_staff_ix" ON "year_turn" USING btree ("school_id","started_by");--> statement-breakpoint
CREATE INDEX "acknowledgement_guardian_ix" ON "acknowledgement" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "away_period_staff_ix" ON "away_period" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "contact_staff_ix" ON "contact" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "decline_child_ix" ON "decline" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "hand_over_guardian_ix" ON "hand_over" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "hand_over_session_ix" ON "hand_over" USING btree ("school_id","session_id");--> statement-breakpoint
CREATE INDEX "import_draft_staff_ix" ON "import_draft" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "leave_request_guardian_ix" ON "leave_request" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "moment_staff_ix" ON "moment" USING btree ("school_id","created_by");--> statement-breakpoint
CREATE INDEX "moment_year_ix" ON "moment" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "notice_child_ix" ON "notice" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "notice_staff_ix" ON "notice" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "passkey_guardian_ix" ON "passkey" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "passkey_staff_ix" ON "passkey" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "push_subscription_session_ix" ON "push_subscription" USING btree ("school_id","session_id");--> statement-breakpoint
CREATE INDEX "sick_report_child_ix" ON "sick_report" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "sick_report_guardian_ix" ON "sick_report" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "sign_up_child_ix" ON "sign_up" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "substitute_day_group_ix" ON "substitute_day" USING btree ("school_id","group_id");--> statement-breakpoint
CREATE INDEX "substitute_day_staff_ix" ON "substitute_day" USING btree ("school_id","staff_id");