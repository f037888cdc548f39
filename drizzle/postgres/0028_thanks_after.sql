CREATE TABLE "thanks" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"what" text NOT NULL,
	"day" date NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "thanks_pk" PRIMARY KEY("school_id","guardian_id","about_kind","about_id")
);
--> statement-breakpoint
ALTER TABLE "thanks" ADD CONSTRAINT "thanks_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks" ADD CONSTRAINT "thanks_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "thanks_about_ix" ON "thanks" USING btree ("school_id","about_kind","about_id");--> statement-breakpoint
CREATE INDEX "thanks_year_ix" ON "thanks" USING btree ("school_id","school_year_id");