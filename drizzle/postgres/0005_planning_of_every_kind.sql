CREATE TABLE "moment_message" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"moment_id" text NOT NULL,
	"batch_id" text NOT NULL,
	"what" text NOT NULL,
	"guardian_id" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "moment_message_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "moment_topic" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"moment_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"text" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"hidden_at" timestamp (3) with time zone,
	CONSTRAINT "moment_topic_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "staff_feed" (
	"school_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "staff_feed_pk" PRIMARY KEY("school_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "topic_second" (
	"school_id" text NOT NULL,
	"topic_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "topic_second_pk" PRIMARY KEY("school_id","topic_id","guardian_id")
);
--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "opens_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "open_for_all_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "sign_up_closes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "changed_by" text;--> statement-breakpoint
ALTER TABLE "moment_message" ADD CONSTRAINT "moment_message_moment_fk" FOREIGN KEY ("school_id","moment_id") REFERENCES "public"."moment"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_message" ADD CONSTRAINT "moment_message_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_topic" ADD CONSTRAINT "moment_topic_moment_fk" FOREIGN KEY ("school_id","moment_id") REFERENCES "public"."moment"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_topic" ADD CONSTRAINT "moment_topic_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_feed" ADD CONSTRAINT "staff_feed_staff_fk" FOREIGN KEY ("school_id","staff_id") REFERENCES "public"."staff_member"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_second" ADD CONSTRAINT "topic_second_topic_fk" FOREIGN KEY ("school_id","topic_id") REFERENCES "public"."moment_topic"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_second" ADD CONSTRAINT "topic_second_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moment_message_moment_ix" ON "moment_message" USING btree ("school_id","moment_id","at");--> statement-breakpoint
CREATE INDEX "moment_message_guardian_ix" ON "moment_message" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "moment_topic_moment_ix" ON "moment_topic" USING btree ("school_id","moment_id");--> statement-breakpoint
CREATE INDEX "moment_topic_guardian_ix" ON "moment_topic" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "staff_feed_token_ix" ON "staff_feed" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "topic_second_guardian_ix" ON "topic_second" USING btree ("school_id","guardian_id");