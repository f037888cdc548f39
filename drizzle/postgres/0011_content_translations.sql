CREATE TABLE "translation" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"field" text NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"text" text NOT NULL,
	"of" text NOT NULL,
	"from" text NOT NULL,
	"by_staff_id" text,
	"provider" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "translation_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "translation_wish" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"field" text NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"from" text NOT NULL,
	"tries" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "translation_wish_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "translation" ADD CONSTRAINT "translation_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_wish" ADD CONSTRAINT "translation_wish_school_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "translation_about_ux" ON "translation" USING btree ("school_id","about_kind","about_id","field","language","state");--> statement-breakpoint
CREATE UNIQUE INDEX "translation_wish_about_ux" ON "translation_wish" USING btree ("school_id","about_kind","about_id","field","language");--> statement-breakpoint
CREATE INDEX "translation_wish_due_ix" ON "translation_wish" USING btree ("due_at");