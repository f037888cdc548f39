CREATE TABLE "talk_interpreter_parent" (
	"school_id" text NOT NULL,
	"interpreter_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	CONSTRAINT "talk_interpreter_parent_pk" PRIMARY KEY("school_id","interpreter_id")
);
--> statement-breakpoint
ALTER TABLE "talk_interpreter_parent" ADD CONSTRAINT "talk_interpreter_parent_interpreter_fk" FOREIGN KEY ("school_id","interpreter_id") REFERENCES "public"."talk_interpreter"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_interpreter_parent" ADD CONSTRAINT "talk_interpreter_parent_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "talk_interpreter_parent_guardian_ix" ON "talk_interpreter_parent" USING btree ("school_id","guardian_id");