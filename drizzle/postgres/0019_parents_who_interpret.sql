CREATE TABLE "interpreter_ask" (
	"school_id" text NOT NULL,
	"id" text NOT NULL,
	"sign_up_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"language" text NOT NULL,
	"by_phone" boolean NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"by_staff_id" text NOT NULL,
	CONSTRAINT "interpreter_ask_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "interpreter_offer" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"school_year_id" text NOT NULL,
	"languages" jsonb NOT NULL,
	"with_school" jsonb NOT NULL,
	"at_school" boolean NOT NULL,
	"by_phone" boolean NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "interpreter_offer_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
ALTER TABLE "sign_up" ADD COLUMN "interpreter_by" text;--> statement-breakpoint
ALTER TABLE "sign_up" ADD COLUMN "may_ask_parent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "interpreter_ask" ADD CONSTRAINT "interpreter_ask_sign_up_fk" FOREIGN KEY ("school_id","sign_up_id") REFERENCES "public"."sign_up"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interpreter_ask" ADD CONSTRAINT "interpreter_ask_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interpreter_offer" ADD CONSTRAINT "interpreter_offer_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interpreter_offer" ADD CONSTRAINT "interpreter_offer_year_fk" FOREIGN KEY ("school_id","school_year_id") REFERENCES "public"."school_year"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "interpreter_ask_once_ux" ON "interpreter_ask" USING btree ("school_id","sign_up_id","guardian_id");--> statement-breakpoint
CREATE INDEX "interpreter_ask_guardian_ix" ON "interpreter_ask" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "interpreter_ask_slot_ix" ON "interpreter_ask" USING btree ("school_id","slot_id");--> statement-breakpoint
CREATE INDEX "interpreter_offer_year_ix" ON "interpreter_offer" USING btree ("school_id","school_year_id");