CREATE TABLE "staff_invitation" (
	"school_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	CONSTRAINT "staff_invitation_pk" PRIMARY KEY("school_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "substitute_day" (
	"school_id" text NOT NULL,
	"day" date NOT NULL,
	"group_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "substitute_day_pk" PRIMARY KEY("school_id","day","group_id","staff_id")
);
--> statement-breakpoint
ALTER TABLE "passkey" ADD COLUMN "email_key" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "email_key" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "switch_id" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "can_switch" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_day" ADD CONSTRAINT "substitute_day_group_fk" FOREIGN KEY ("school_id","group_id") REFERENCES "public"."school_group"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute_day" ADD CONSTRAINT "substitute_day_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "staff_invitation_token_ix" ON "staff_invitation" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "session_switch_ix" ON "session" USING btree ("switch_id");