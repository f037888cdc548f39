CREATE TABLE "translation_outside" (
	"school_id" text NOT NULL,
	"kind" text NOT NULL,
	"by_staff_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "translation_outside_pk" PRIMARY KEY("school_id","kind")
);
--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "translation_outside" ADD CONSTRAINT "translation_outside_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;