CREATE TABLE "talk_called_off" (
	"school_id" text NOT NULL,
	"talk_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	CONSTRAINT "talk_called_off_pk" PRIMARY KEY("school_id","talk_id","guardian_id")
);
--> statement-breakpoint
ALTER TABLE "talk_called_off" ADD CONSTRAINT "talk_called_off_talk_fk" FOREIGN KEY ("school_id","talk_id") REFERENCES "public"."talk"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_called_off" ADD CONSTRAINT "talk_called_off_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "talk_called_off_guardian_ix" ON "talk_called_off" USING btree ("school_id","guardian_id");