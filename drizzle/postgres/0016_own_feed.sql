CREATE TABLE "own_feed" (
	"school_id" text NOT NULL,
	"guardian_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "own_feed_pk" PRIMARY KEY("school_id","guardian_id")
);
--> statement-breakpoint
ALTER TABLE "own_feed" ADD CONSTRAINT "own_feed_guardian_fk" FOREIGN KEY ("school_id","guardian_id") REFERENCES "public"."guardian"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_feed_token_ix" ON "own_feed" USING btree ("token_hash");