CREATE TABLE "buddy_apart" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"other_id" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "buddy_apart_pk" PRIMARY KEY("school_id","guardian_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "buddy_block" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "buddy_block_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "buddy_check" (
	"school_id" text NOT NULL,
	"match_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"round" integer NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "buddy_check_pk" PRIMARY KEY("school_id","match_id","guardian_id","round")
);
--> statement-breakpoint
CREATE TABLE "buddy_match" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"newcomer_id" text NOT NULL,
	"buddy_id" text NOT NULL,
	"state" text NOT NULL,
	"fixed" boolean DEFAULT false NOT NULL,
	"by_hand" boolean DEFAULT false NOT NULL,
	"language" text NOT NULL,
	"why" jsonb NOT NULL,
	"points" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"answer_by" timestamp (3) with time zone,
	"matched_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text,
	CONSTRAINT "buddy_match_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "buddy_meeting" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"match_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"place" text NOT NULL,
	"slot_id" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	CONSTRAINT "buddy_meeting_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "buddy_profile" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"offers" boolean NOT NULL,
	"wishes" boolean NOT NULL,
	"languages" jsonb NOT NULL,
	"topics" jsonb NOT NULL,
	"times" jsonb NOT NULL,
	"area" text,
	"capacity" integer NOT NULL,
	"circle" text,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "buddy_profile_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "buddy_report" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"match_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	CONSTRAINT "buddy_report_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "buddy_side" (
	"school_id" text NOT NULL,
	"match_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"shares" text,
	"phone" text,
	"goes_on" boolean DEFAULT false NOT NULL,
	CONSTRAINT "buddy_side_pk" PRIMARY KEY("school_id","match_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "buddy_suggestion" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"role" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "buddy_suggestion_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
ALTER TABLE "buddy_apart" ADD CONSTRAINT "buddy_apart_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_apart" ADD CONSTRAINT "buddy_apart_other_fk" FOREIGN KEY ("school_id","other_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_block" ADD CONSTRAINT "buddy_block_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_check" ADD CONSTRAINT "buddy_check_match_fk" FOREIGN KEY ("school_id","match_id") REFERENCES "public"."buddy_match"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_check" ADD CONSTRAINT "buddy_check_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_match" ADD CONSTRAINT "buddy_match_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_match" ADD CONSTRAINT "buddy_match_newcomer_fk" FOREIGN KEY ("school_id","newcomer_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_match" ADD CONSTRAINT "buddy_match_buddy_fk" FOREIGN KEY ("school_id","buddy_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_meeting" ADD CONSTRAINT "buddy_meeting_match_fk" FOREIGN KEY ("school_id","match_id") REFERENCES "public"."buddy_match"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_meeting" ADD CONSTRAINT "buddy_meeting_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_profile" ADD CONSTRAINT "buddy_profile_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_profile" ADD CONSTRAINT "buddy_profile_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_report" ADD CONSTRAINT "buddy_report_match_fk" FOREIGN KEY ("school_id","match_id") REFERENCES "public"."buddy_match"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_report" ADD CONSTRAINT "buddy_report_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_report" ADD CONSTRAINT "buddy_report_staff_fk" FOREIGN KEY ("school_id","closed_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_side" ADD CONSTRAINT "buddy_side_match_fk" FOREIGN KEY ("school_id","match_id") REFERENCES "public"."buddy_match"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_side" ADD CONSTRAINT "buddy_side_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_suggestion" ADD CONSTRAINT "buddy_suggestion_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "buddy_apart_other_ix" ON "buddy_apart" USING btree ("school_id","other_id");--> statement-breakpoint
CREATE INDEX "buddy_check_guardian_ix" ON "buddy_check" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "buddy_match_newcomer_ix" ON "buddy_match" USING btree ("school_id","newcomer_id");--> statement-breakpoint
CREATE INDEX "buddy_match_buddy_ix" ON "buddy_match" USING btree ("school_id","buddy_id");--> statement-breakpoint
CREATE INDEX "buddy_match_year_ix" ON "buddy_match" USING btree ("school_id","school_year_id","state");--> statement-breakpoint
CREATE INDEX "buddy_meeting_match_ix" ON "buddy_meeting" USING btree ("school_id","match_id");--> statement-breakpoint
CREATE INDEX "buddy_meeting_guardian_ix" ON "buddy_meeting" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "buddy_profile_year_ix" ON "buddy_profile" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "buddy_report_match_ix" ON "buddy_report" USING btree ("school_id","match_id");--> statement-breakpoint
CREATE INDEX "buddy_report_guardian_ix" ON "buddy_report" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "buddy_report_staff_ix" ON "buddy_report" USING btree ("school_id","closed_by");--> statement-breakpoint
CREATE INDEX "buddy_side_guardian_ix" ON "buddy_side" USING btree ("school_id","guardian_id");