CREATE TABLE "talk_draw" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"seed" text NOT NULL,
	"seal" text NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"record" jsonb,
	CONSTRAINT "talk_draw_pk" PRIMARY KEY("school_id","round_id")
);
--> statement-breakpoint
CREATE TABLE "talk_lot" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"number" integer NOT NULL,
	"place" integer,
	"wish" integer,
	"with_number" integer,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "talk_lot_pk" PRIMARY KEY("school_id","round_id","guardian_id")
);
--> statement-breakpoint
CREATE TABLE "talk_wish" (
	"school_id" text NOT NULL,
	"round_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"rank" integer NOT NULL,
	"child_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"staff_ids" jsonb NOT NULL,
	CONSTRAINT "talk_wish_pk" PRIMARY KEY("school_id","round_id","guardian_id","rank","child_id")
);
--> statement-breakpoint
ALTER TABLE "talk_round" ADD COLUMN "draws_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "talk_round" ADD COLUMN "drawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "talk_draw" ADD CONSTRAINT "talk_draw_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_lot" ADD CONSTRAINT "talk_lot_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_lot" ADD CONSTRAINT "talk_lot_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_wish" ADD CONSTRAINT "talk_wish_round_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."talk_round"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_wish" ADD CONSTRAINT "talk_wish_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_wish" ADD CONSTRAINT "talk_wish_child_fk" FOREIGN KEY ("school_id","child_id") REFERENCES "public"."child"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "talk_lot_number_ux" ON "talk_lot" USING btree ("school_id","round_id","number");--> statement-breakpoint
CREATE INDEX "talk_lot_guardian_ix" ON "talk_lot" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_wish_guardian_ix" ON "talk_wish" USING btree ("school_id","guardian_id");--> statement-breakpoint
CREATE INDEX "talk_wish_child_ix" ON "talk_wish" USING btree ("school_id","child_id");