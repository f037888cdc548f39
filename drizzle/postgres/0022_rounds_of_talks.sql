CREATE TABLE "talk" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"round_id" text NOT NULL,
	"child_id" text NOT NULL,
	"status" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"place" text NOT NULL,
	"room" text,
	"video_address" text,
	"with_child" boolean,
	"fixed" boolean DEFAULT false NOT NULL,
	"interpreter" text,
	"interpreter_id" text,
	"interpreter_by" text,
	"interpreter_found_at" timestamp (3) with time zone,
	"changed_by" text NOT NULL,
	"changed_by_id" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"reminded_day_at" timestamp (3) with time zone,
	"reminded_hour_at" timestamp (3) with time zone,
	"on_our_way_at" timestamp (3) with time zone,
	"came" boolean,
	"next_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "talk_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_address" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"address" text NOT NULL,
	"hint" text,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "talk_address_pk" PRIMARY KEY("school_id","round_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "talk_agreement" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"talk_id" text NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"done_by" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"school_done_at" timestamp (3) with time zone,
	"family_done_at" timestamp (3) with time zone,
	CONSTRAINT "talk_agreement_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_answer" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"round_id" text NOT NULL,
	"question_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"child_id" text NOT NULL,
	"text" text,
	"choice" integer,
	"language" text NOT NULL,
	"voice_id" text,
	"answered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "talk_answer_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_guardian" (
	"school_id" text NOT NULL,
	"talk_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"round_id" text NOT NULL,
	"child_id" text NOT NULL,
	CONSTRAINT "talk_guardian_pk" PRIMARY KEY("school_id","talk_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "talk_interpreter" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"round_id" text NOT NULL,
	"name" text NOT NULL,
	"languages" jsonb NOT NULL,
	"by_phone" boolean NOT NULL,
	"times" jsonb NOT NULL,
	CONSTRAINT "talk_interpreter_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_proposal" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"proposal" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" text NOT NULL,
	CONSTRAINT "talk_proposal_pk" PRIMARY KEY("school_id","round_id")
);
--> statement-breakpoint
CREATE TABLE "talk_question" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"round_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"text" text,
	"form" text NOT NULL,
	"choices" jsonb,
	"asks" text NOT NULL,
	CONSTRAINT "talk_question_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_reminder" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"which" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "talk_reminder_pk" PRIMARY KEY("school_id","round_id","guardian_id","which")
);
--> statement-breakpoint
CREATE TABLE "talk_reply" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"answer" text NOT NULL,
	"together" boolean NOT NULL,
	"apart" boolean DEFAULT false NOT NULL,
	"with_child" boolean,
	"place" text,
	"interpreter" text,
	"may_ask_parent" boolean DEFAULT false NOT NULL,
	"by_staff_id" text,
	"replied_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "talk_reply_pk" PRIMARY KEY("school_id","round_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "talk_round" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"kind" text NOT NULL,
	"way" text NOT NULL,
	"title" text,
	"note" text,
	"places" jsonb NOT NULL,
	"child" text NOT NULL,
	"minutes" integer NOT NULL,
	"pause_minutes" integer NOT NULL,
	"in_a_row" integer,
	"walk_minutes" integer NOT NULL,
	"wait_minutes" integer NOT NULL,
	"apart_minutes" integer NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"interpreter_offered" boolean NOT NULL,
	"opens_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"change_hours_before" integer NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"ticket" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "talk_round_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_round_group" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"group_id" text NOT NULL,
	CONSTRAINT "talk_round_group_pk" PRIMARY KEY("school_id","round_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "talk_run" (
	"school_id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"run_id" text NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"beat_at" timestamp (3) with time zone NOT NULL,
	"progress" jsonb,
	"stop_at" timestamp (3) with time zone,
	"refusal" text
);
--> statement-breakpoint
CREATE TABLE "talk_session" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"round_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"room" text,
	CONSTRAINT "talk_session_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_staff" (
	"school_id" text NOT NULL,
	"talk_id" text NOT NULL,
	"staff_id" text NOT NULL,
	CONSTRAINT "talk_staff_pk" PRIMARY KEY("school_id","talk_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "talk_teacher" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"video_address" text,
	CONSTRAINT "talk_teacher_pk" PRIMARY KEY("school_id","round_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "talk_team" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"group_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"team" integer NOT NULL,
	CONSTRAINT "talk_team_pk" PRIMARY KEY("school_id","round_id","group_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "talk_time" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"round_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"preferred" boolean NOT NULL,
	CONSTRAINT "talk_time_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "talk_visit_day" (
	"school_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"day" date NOT NULL,
	"back_by" text NOT NULL,
	"note" text,
	"back_at" timestamp (3) with time zone,
	CONSTRAINT "talk_visit_day_pk" PRIMARY KEY("school_id","staff_id","day")
);
--> statement-breakpoint
ALTER TABLE "talk" ADD CONSTRAINT "talk_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk" ADD CONSTRAINT "talk_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk" ADD CONSTRAINT "talk_interpreter_fk" FOREIGN KEY ("school_id","interpreter_id") REFERENCES "public"."talk_interpreter"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_address" ADD CONSTRAINT "talk_address_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_address" ADD CONSTRAINT "talk_address_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_agreement" ADD CONSTRAINT "talk_agreement_talk_fk" FOREIGN KEY ("school_id","talk_id") REFERENCES "public"."talk"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_answer" ADD CONSTRAINT "talk_answer_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_answer" ADD CONSTRAINT "talk_answer_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_answer" ADD CONSTRAINT "talk_answer_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_answer" ADD CONSTRAINT "talk_answer_question_fk" FOREIGN KEY ("school_id","question_id") REFERENCES "public"."talk_question"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_guardian" ADD CONSTRAINT "talk_guardian_talk_fk" FOREIGN KEY ("school_id","talk_id") REFERENCES "public"."talk"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_guardian" ADD CONSTRAINT "talk_guardian_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_interpreter" ADD CONSTRAINT "talk_interpreter_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_proposal" ADD CONSTRAINT "talk_proposal_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_question" ADD CONSTRAINT "talk_question_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_reminder" ADD CONSTRAINT "talk_reminder_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_reminder" ADD CONSTRAINT "talk_reminder_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_reply" ADD CONSTRAINT "talk_reply_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_reply" ADD CONSTRAINT "talk_reply_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_round" ADD CONSTRAINT "talk_round_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_round" ADD CONSTRAINT "talk_round_staff_fk" FOREIGN KEY ("school_id","created_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_round_group" ADD CONSTRAINT "talk_round_group_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_round_group" ADD CONSTRAINT "talk_round_group_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_run" ADD CONSTRAINT "talk_run_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_session" ADD CONSTRAINT "talk_session_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_session" ADD CONSTRAINT "talk_session_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_staff" ADD CONSTRAINT "talk_staff_talk_fk" FOREIGN KEY ("school_id","talk_id") REFERENCES "public"."talk"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_staff" ADD CONSTRAINT "talk_staff_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_teacher" ADD CONSTRAINT "talk_teacher_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_teacher" ADD CONSTRAINT "talk_teacher_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_team" ADD CONSTRAINT "talk_team_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_team" ADD CONSTRAINT "talk_team_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_team" ADD CONSTRAINT "talk_team_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_time" ADD CONSTRAINT "talk_time_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_time" ADD CONSTRAINT "talk_time_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_visit_day" ADD CONSTRAINT "talk_visit_day_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "talk_round_ix" ON "talk" USING btree ("school_id","round_id","starts_at");--> statement-breakpoint
CREATE INDEX "talk_child_ix" ON "talk" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "talk_starts_ix" ON "talk" USING btree ("school_id","starts_at");--> statement-breakpoint
CREATE INDEX "talk_interpreter_ix" ON "talk" USING btree ("school_id","interpreter_id");--> statement-breakpoint
CREATE INDEX "talk_address_guardian_ix" ON "talk_address" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_agreement_talk_ix" ON "talk_agreement" USING btree ("school_id","talk_id");--> statement-breakpoint
CREATE UNIQUE INDEX "talk_answer_once_ux" ON "talk_answer" USING btree ("school_id","question_id","guardian_id","child_id");--> statement-breakpoint
CREATE INDEX "talk_answer_round_ix" ON "talk_answer" USING btree ("school_id","round_id","child_id");--> statement-breakpoint
CREATE INDEX "talk_answer_guardian_ix" ON "talk_answer" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_answer_child_ix" ON "talk_answer" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE UNIQUE INDEX "talk_guardian_once_ux" ON "talk_guardian" USING btree ("school_id","round_id","child_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_guardian_guardian_ix" ON "talk_guardian" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_interpreter_round_ix" ON "talk_interpreter" USING btree ("school_id","round_id");--> statement-breakpoint
CREATE UNIQUE INDEX "talk_question_place_ux" ON "talk_question" USING btree ("school_id","round_id","position");--> statement-breakpoint
CREATE INDEX "talk_reminder_guardian_ix" ON "talk_reminder" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_reply_guardian_ix" ON "talk_reply" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_round_year_ix" ON "talk_round" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "talk_round_staff_ix" ON "talk_round" USING btree ("school_id","created_by");--> statement-breakpoint
CREATE INDEX "talk_round_group_group_ix" ON "talk_round_group" USING btree ("school_id","group_id");--> statement-breakpoint
CREATE INDEX "talk_run_round_ix" ON "talk_run" USING btree ("school_id","round_id");--> statement-breakpoint
CREATE INDEX "talk_session_round_ix" ON "talk_session" USING btree ("school_id","round_id","starts_at");--> statement-breakpoint
CREATE INDEX "talk_session_staff_ix" ON "talk_session" USING btree ("school_id","staff_id","starts_at");--> statement-breakpoint
CREATE INDEX "talk_staff_staff_ix" ON "talk_staff" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "talk_teacher_staff_ix" ON "talk_teacher" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "talk_team_staff_ix" ON "talk_team" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "talk_team_group_ix" ON "talk_team" USING btree ("school_id","group_id");--> statement-breakpoint
CREATE INDEX "talk_time_round_ix" ON "talk_time" USING btree ("school_id","round_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_time_guardian_ix" ON "talk_time" USING btree ("school_id","guardian_id");