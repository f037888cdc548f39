CREATE TABLE "thanks_picture" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"kind" text NOT NULL,
	"shows" integer NOT NULL,
	CONSTRAINT "thanks_picture_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "thanks_picture_child" (
	"school_id" text NOT NULL,
	"picture_id" text NOT NULL,
	"child_id" text NOT NULL,
	CONSTRAINT "thanks_picture_child_pk" PRIMARY KEY("school_id","picture_id","child_id")
);
--> statement-breakpoint
ALTER TABLE "thanks_picture" ADD CONSTRAINT "thanks_picture_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_picture_child" ADD CONSTRAINT "thanks_picture_child_picture_fk" FOREIGN KEY ("school_id","picture_id") REFERENCES "public"."thanks_picture"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thanks_picture_child" ADD CONSTRAINT "thanks_picture_child_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "thanks_picture_about_ux" ON "thanks_picture" USING btree ("school_id","about_kind","about_id");--> statement-breakpoint
CREATE INDEX "thanks_picture_year_ix" ON "thanks_picture" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "thanks_picture_child_child_ix" ON "thanks_picture_child" USING btree ("school_id","child_id");