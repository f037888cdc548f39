CREATE TABLE "acknowledgement" (
	"school_id" text NOT NULL,
	"card_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "acknowledgement_pk" PRIMARY KEY("school_id","card_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"school_id" text NOT NULL,
	"sign_up_id" text NOT NULL,
	"came" boolean NOT NULL,
	"marked_by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attendance_pk" PRIMARY KEY("school_id","sign_up_id")
);
--> statement-breakpoint
CREATE TABLE "audit_line" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"about" jsonb NOT NULL,
	CONSTRAINT "audit_line_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "child" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"edex_key" text,
	"given_name" text NOT NULL,
	"prefix" text,
	"surname" text,
	"initials" text,
	"birth_date" date,
	"year_group" text,
	"sort_key" text NOT NULL,
	"starts_on" date,
	"left_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "child_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "column_mapping" (
	"school_id" text NOT NULL,
	"header_key" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "column_mapping_pk" PRIMARY KEY("school_id","header_key")
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"child_id" text,
	"group_id" text,
	"staff_id" text NOT NULL,
	"substitute_id" text,
	"topics" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contact_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "day_off" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	CONSTRAINT "day_off_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "decline" (
	"school_id" text NOT NULL,
	"moment_id" text NOT NULL,
	"child_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decline_pk" PRIMARY KEY("school_id","moment_id","child_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"notice_id" text,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"content" jsonb,
	"state" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"lease_owner" text,
	"sent_at" timestamp (3) with time zone,
	"failure" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delivery_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "email_code" (
	"id" text PRIMARY KEY NOT NULL,
	"browser_hash" text NOT NULL,
	"purpose" text NOT NULL,
	"email_key" text NOT NULL,
	"code_hash" text NOT NULL,
	"school_id" text,
	"guardian_id" text,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"proved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "school_group" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"edex_key" text,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"year_groups" jsonb NOT NULL,
	"sort_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "school_group_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "group_child" (
	"school_id" text NOT NULL,
	"group_id" text NOT NULL,
	"child_id" text NOT NULL,
	CONSTRAINT "group_child_pk" PRIMARY KEY("school_id","group_id","child_id")
);
--> statement-breakpoint
CREATE TABLE "group_teacher" (
	"school_id" text NOT NULL,
	"group_id" text NOT NULL,
	"staff_id" text NOT NULL,
	CONSTRAINT "group_teacher_pk" PRIMARY KEY("school_id","group_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "guardian" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text,
	"email" text,
	"email_key" text,
	"email_confirmed_at" timestamp (3) with time zone,
	"email_is_own" boolean DEFAULT false NOT NULL,
	"phone" text,
	"locale" text,
	"written_language" text,
	"spoken_language" text,
	"listed_language" text,
	"language_chosen_at" timestamp (3) with time zone,
	"likes_listening" boolean DEFAULT false NOT NULL,
	"needs_interpreter" boolean DEFAULT false NOT NULL,
	"entered_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "guardian_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "guardianship" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"child_id" text NOT NULL,
	"level" text NOT NULL,
	"ground" text,
	"position" integer NOT NULL,
	CONSTRAINT "guardianship_pk" PRIMARY KEY("school_id","guardian_id","child_id")
);
--> statement-breakpoint
CREATE TABLE "hand_over" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"token_hash" text NOT NULL,
	"guardian_id" text NOT NULL,
	"staff_id" text,
	"session_id" text,
	"strength" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "hand_over_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_draft" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"content" jsonb NOT NULL,
	"staff_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_draft_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "info_card" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"version" integer NOT NULL,
	"sections" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "info_card_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" text PRIMARY KEY NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_because" text,
	CONSTRAINT "invitation_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "job_lease" (
	"name" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moment" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"kind" text NOT NULL,
	"whole_school" boolean DEFAULT false NOT NULL,
	"title" text,
	"place" text,
	"note" text,
	"adults_per_child" integer NOT NULL,
	"slots_per_child" integer NOT NULL,
	"interpreter_offered" boolean NOT NULL,
	"closes_hours_before" integer NOT NULL,
	"share_token" text NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "moment_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "moment_group" (
	"school_id" text NOT NULL,
	"moment_id" text NOT NULL,
	"group_id" text NOT NULL,
	CONSTRAINT "moment_group_pk" PRIMARY KEY("school_id","moment_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text,
	"staff_id" text,
	"child_id" text,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"route" text NOT NULL,
	"once_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notice_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text,
	"staff_id" text,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" integer NOT NULL,
	"transports" jsonb NOT NULL,
	"strength" text NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "passkey_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "passkey_challenge" (
	"id" text PRIMARY KEY NOT NULL,
	"browser_hash" text NOT NULL,
	"challenge" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place_offer" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"slot_id" text NOT NULL,
	"sign_up_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "place_offer_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "preference" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"push" boolean DEFAULT true NOT NULL,
	"email" boolean DEFAULT true NOT NULL,
	"discreet" boolean DEFAULT true NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "preference_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "push_subscription" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text,
	"staff_id" text,
	"session_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"endpoint_hash" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_sent_at" timestamp (3) with time zone,
	CONSTRAINT "push_subscription_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "school" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"brin" text,
	"region" text NOT NULL,
	"time_zone" text NOT NULL,
	"street" text,
	"postcode" text,
	"city" text,
	"phone" text,
	"email" text,
	"settings" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "school_year" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	CONSTRAINT "school_year_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text,
	"staff_id" text,
	"strength" text NOT NULL,
	"passkey" boolean DEFAULT false NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "sign_up" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"slot_id" text NOT NULL,
	"moment_id" text NOT NULL,
	"child_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"status" text NOT NULL,
	"ticket" integer NOT NULL,
	"adults" integer NOT NULL,
	"places" integer NOT NULL,
	"interpreter" text,
	"interpreter_found_at" timestamp (3) with time zone,
	"note" text,
	"by_staff_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_up_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "slot" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"moment_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"ticket" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"reminded_day_at" timestamp (3) with time zone,
	"reminded_hour_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"came" integer,
	CONSTRAINT "slot_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "slot_counts_ck" CHECK ("slot"."taken" >= 0 and "slot"."waiting" >= 0 and "slot"."capacity" >= 0)
);
--> statement-breakpoint
CREATE TABLE "staff_member" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"edex_key" text,
	"name" text NOT NULL,
	"called_name" text,
	"said_as" text,
	"job_title" text,
	"email" text,
	"email_key" text,
	"phone" text,
	"languages" jsonb NOT NULL,
	"languages_a_little" jsonb,
	"days" jsonb NOT NULL,
	"call_from" text,
	"call_till" text,
	"gate_from" text,
	"gate_till" text,
	"email_shown" boolean DEFAULT false NOT NULL,
	"phone_shown" boolean DEFAULT false NOT NULL,
	"photo" text,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "staff_member_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "staff_role" (
	"school_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"role" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "staff_role_pk" PRIMARY KEY("school_id","staff_id","role")
);
--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_card_fk" FOREIGN KEY ("school_id","card_id") REFERENCES "public"."info_card"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_sign_up_fk" FOREIGN KEY ("school_id","sign_up_id") REFERENCES "public"."sign_up"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_line" ADD CONSTRAINT "audit_line_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "child" ADD CONSTRAINT "child_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "column_mapping" ADD CONSTRAINT "column_mapping_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_off" ADD CONSTRAINT "day_off_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_moment_fk" FOREIGN KEY ("school_id","moment_id") REFERENCES "public"."moment"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline" ADD CONSTRAINT "decline_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_notice_fk" FOREIGN KEY ("school_id","notice_id") REFERENCES "public"."notice"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_group" ADD CONSTRAINT "school_group_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_child" ADD CONSTRAINT "group_child_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_child" ADD CONSTRAINT "group_child_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_teacher" ADD CONSTRAINT "group_teacher_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_teacher" ADD CONSTRAINT "group_teacher_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardian" ADD CONSTRAINT "guardian_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_session_fk" FOREIGN KEY ("school_id","session_id") REFERENCES "public"."session"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "info_card" ADD CONSTRAINT "info_card_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment" ADD CONSTRAINT "moment_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment" ADD CONSTRAINT "moment_staff_fk" FOREIGN KEY ("school_id","created_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_group" ADD CONSTRAINT "moment_group_moment_fk" FOREIGN KEY ("school_id","moment_id") REFERENCES "public"."moment"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_group" ADD CONSTRAINT "moment_group_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_offer" ADD CONSTRAINT "place_offer_sign_up_fk" FOREIGN KEY ("school_id","sign_up_id") REFERENCES "public"."sign_up"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preference" ADD CONSTRAINT "preference_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_session_fk" FOREIGN KEY ("school_id","session_id") REFERENCES "public"."session"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_year" ADD CONSTRAINT "school_year_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_up" ADD CONSTRAINT "sign_up_slot_fk" FOREIGN KEY ("school_id","slot_id") REFERENCES "public"."slot"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_up" ADD CONSTRAINT "sign_up_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_up" ADD CONSTRAINT "sign_up_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_moment_fk" FOREIGN KEY ("school_id","moment_id") REFERENCES "public"."moment"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_line_at_ix" ON "audit_line" USING btree ("school_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "child_edex_ux" ON "child" USING btree ("school_id","edex_key");--> statement-breakpoint
CREATE INDEX "contact_child_ix" ON "contact" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "contact_group_ix" ON "contact" USING btree ("school_id","group_id");--> statement-breakpoint
CREATE INDEX "day_off_year_ix" ON "day_off" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "decline_guardian_ix" ON "decline" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "delivery_due_ix" ON "delivery" USING btree ("state","channel","due_at");--> statement-breakpoint
CREATE INDEX "delivery_notice_ix" ON "delivery" USING btree ("school_id","notice_id");--> statement-breakpoint
CREATE INDEX "email_code_email_ix" ON "email_code" USING btree ("email_key","created_at");--> statement-breakpoint
CREATE INDEX "email_code_expires_ix" ON "email_code" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "school_group_edex_ux" ON "school_group" USING btree ("school_id","school_year_id","edex_key");--> statement-breakpoint
CREATE INDEX "group_child_child_ix" ON "group_child" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "group_teacher_staff_ix" ON "group_teacher" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE INDEX "guardian_email_ix" ON "guardian" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "guardianship_child_ix" ON "guardianship" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "hand_over_token_ix" ON "hand_over" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "info_card_version_ux" ON "info_card" USING btree ("school_id","school_year_id","version");--> statement-breakpoint
CREATE INDEX "invitation_code_ix" ON "invitation" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "invitation_guardian_ix" ON "invitation" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "moment_share_ix" ON "moment" USING btree ("share_token");--> statement-breakpoint
CREATE INDEX "moment_whole_ix" ON "moment" USING btree ("school_id","whole_school");--> statement-breakpoint
CREATE INDEX "moment_group_group_ix" ON "moment_group" USING btree ("school_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once_ux" ON "notice" USING btree ("school_id","once_key");--> statement-breakpoint
CREATE INDEX "notice_guardian_ix" ON "notice" USING btree ("school_id","guardian_id","created_at");--> statement-breakpoint
CREATE INDEX "passkey_credential_ix" ON "passkey" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "passkey_challenge_expires_ix" ON "passkey_challenge" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "place_offer_once_ux" ON "place_offer" USING btree ("school_id","sign_up_id");--> statement-breakpoint
CREATE INDEX "place_offer_slot_ix" ON "place_offer" USING btree ("school_id","slot_id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscription_endpoint_ux" ON "push_subscription" USING btree ("school_id","endpoint_hash");--> statement-breakpoint
CREATE INDEX "push_subscription_guardian_ix" ON "push_subscription" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE UNIQUE INDEX "school_year_name_ux" ON "school_year" USING btree ("school_id","name");--> statement-breakpoint
CREATE INDEX "session_guardian_ix" ON "session" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "session_staff_ix" ON "session" USING btree ("school_id","staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_up_once_ux" ON "sign_up" USING btree ("school_id","slot_id","child_id","guardian_id");--> statement-breakpoint
CREATE INDEX "sign_up_guardian_ix" ON "sign_up" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "sign_up_moment_ix" ON "sign_up" USING btree ("school_id","moment_id");--> statement-breakpoint
CREATE INDEX "sign_up_queue_ix" ON "sign_up" USING btree ("school_id","slot_id","status","ticket");--> statement-breakpoint
CREATE INDEX "slot_moment_ix" ON "slot" USING btree ("school_id","moment_id","starts_at");--> statement-breakpoint
CREATE INDEX "slot_starts_ix" ON "slot" USING btree ("school_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_member_edex_ux" ON "staff_member" USING btree ("school_id","edex_key");--> statement-breakpoint
CREATE INDEX "staff_member_email_ix" ON "staff_member" USING btree ("email_key");