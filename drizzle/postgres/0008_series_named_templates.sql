CREATE TABLE "moment_child" (
	"school_id" text NOT NULL,
	"moment_id" text NOT NULL,
	"child_id" text NOT NULL,
	CONSTRAINT "moment_child_pk" PRIMARY KEY("school_id","moment_id","child_id")
);
--> statement-breakpoint
CREATE TABLE "moment_template" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"plan" jsonb NOT NULL,
	"saved_by" text,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "moment_template_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "meetings" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "every_weeks" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "moment" ADD COLUMN "named" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "moment_child" ADD CONSTRAINT "moment_child_moment_fk" FOREIGN KEY ("school_id","moment_id") REFERENCES "public"."moment"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_child" ADD CONSTRAINT "moment_child_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_template" ADD CONSTRAINT "moment_template_staff_fk" FOREIGN KEY ("school_id","saved_by") REFERENCES "public"."staff_member"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moment_child_child_ix" ON "moment_child" USING btree ("school_id","child_id");--> statement-breakpoint
CREATE UNIQUE INDEX "moment_template_name_ux" ON "moment_template" USING btree ("school_id","name");--> statement-breakpoint
CREATE INDEX "moment_template_staff_ix" ON "moment_template" USING btree ("school_id","saved_by");