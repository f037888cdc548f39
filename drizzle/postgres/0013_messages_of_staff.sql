CREATE TABLE "family_call" (
	"school_id" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "family_call_pk" PRIMARY KEY("school_id","about_kind","about_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "message" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"child_id" text,
	"parts" jsonb NOT NULL,
	"text" text,
	"language" text NOT NULL,
	"form_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"waits_for_words" boolean DEFAULT false NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"told" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "message_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_recipient" (
	"school_id" text NOT NULL,
	"message_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"child_id" text NOT NULL,
	CONSTRAINT "message_recipient_pk" PRIMARY KEY("school_id","message_id","guardian_id","child_id")
);
--> statement-breakpoint
CREATE TABLE "phrase_favourite" (
	"school_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"phrase_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "phrase_favourite_pk" PRIMARY KEY("school_id","staff_id","phrase_id")
);
--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "needs_say" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "family_call" ADD CONSTRAINT "family_call_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_recipient" ADD CONSTRAINT "message_recipient_message_fk" FOREIGN KEY ("school_id","message_id") REFERENCES "public"."message"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_recipient" ADD CONSTRAINT "message_recipient_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_recipient" ADD CONSTRAINT "message_recipient_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phrase_favourite" ADD CONSTRAINT "phrase_favourite_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "family_call_guardian_ix" ON "family_call" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_form_ux" ON "message" USING btree ("school_id","form_key");--> statement-breakpoint
CREATE INDEX "message_about_ix" ON "message" USING btree ("school_id","about_kind","about_id");--> statement-breakpoint
CREATE INDEX "message_child_ix" ON "message" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE INDEX "message_by_ix" ON "message" USING btree ("school_id","by_staff_id","created_at");--> statement-breakpoint
CREATE INDEX "message_due_ix" ON "message" USING btree ("sent_at","due_at");--> statement-breakpoint
CREATE INDEX "message_recipient_guardian_ix" ON "message_recipient" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "message_recipient_child_ix" ON "message_recipient" USING btree ("school_id","child_id");