CREATE TABLE "key_parent" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"state" text NOT NULL,
	"asked_by_staff_id" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"relation" text NOT NULL,
	"languages" jsonb NOT NULL,
	"phone" text,
	"code" text NOT NULL,
	CONSTRAINT "key_parent_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "key_parent_came" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"moment_id" text NOT NULL,
	"came" integer NOT NULL,
	CONSTRAINT "key_parent_came_pk" PRIMARY KEY("school_id","guardian_id","moment_id")
);
--> statement-breakpoint
CREATE TABLE "key_parent_note" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"by_staff_id" text,
	"note" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "key_parent_note_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "key_parent" ADD CONSTRAINT "key_parent_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_parent" ADD CONSTRAINT "key_parent_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_parent_came" ADD CONSTRAINT "key_parent_came_parent_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."key_parent"("school_id","guardian_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_parent_note" ADD CONSTRAINT "key_parent_note_parent_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."key_parent"("school_id","guardian_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "key_parent_year_ix" ON "key_parent" USING btree ("school_id","school_year_id");--> statement-breakpoint
CREATE INDEX "key_parent_note_ix" ON "key_parent_note" USING btree ("school_id","guardian_id","at");