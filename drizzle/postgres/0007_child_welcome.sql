CREATE TABLE "child_welcome" (
	"school_id" text NOT NULL,
	"child_id" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"sent_by" text NOT NULL,
	"told" integer NOT NULL,
	CONSTRAINT "child_welcome_pk" PRIMARY KEY("school_id","child_id")
);
--> statement-breakpoint
ALTER TABLE "guardian" ADD COLUMN "without_child_since" date;--> statement-breakpoint
ALTER TABLE "child_welcome" ADD CONSTRAINT "child_welcome_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;