CREATE TABLE "access_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"note" text NOT NULL,
	"state" text NOT NULL,
	"origin" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"reason" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "access_request_open" ON "access_request" USING btree ("platform","workspace_id","user_id") WHERE state in ('open', 'deciding');--> statement-breakpoint
CREATE INDEX "access_request_created" ON "access_request" USING btree ("created_at");