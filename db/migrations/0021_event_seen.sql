CREATE TABLE "event_seen" (
	"digest" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "event_seen_at" ON "event_seen" USING btree ("seen_at");