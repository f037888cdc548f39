CREATE TABLE "moment_guide" (
	"school_id" text NOT NULL,
	"moment_id" text NOT NULL,
	"child_id" text NOT NULL,
	CONSTRAINT "moment_guide_pk" PRIMARY KEY("school_id","moment_id","child_id")
);
--> statement-breakpoint
ALTER TABLE "sign_up" ADD COLUMN "at_door" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_up" ADD COLUMN "skips_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "moment_guide" ADD CONSTRAINT "moment_guide_moment_fk" FOREIGN KEY ("school_id","moment_id") REFERENCES "public"."moment"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_guide" ADD CONSTRAINT "moment_guide_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moment_guide_child_ix" ON "moment_guide" USING btree ("school_id","child_id");