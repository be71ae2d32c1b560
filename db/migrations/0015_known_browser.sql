CREATE TABLE "known_browser" (
	"digest" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "known_browser_person" ON "known_browser" USING btree ("platform","workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "known_browser_expires" ON "known_browser" USING btree ("expires_at");