CREATE TABLE "slack_status" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"sealed_token" text NOT NULL,
	"sealed_refresh_token" text,
	"token_ends_at" timestamp with time zone,
	"given_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	"entered_meeting_id" uuid,
	"entered_name" text,
	"taken" jsonb,
	"is_yielded" boolean DEFAULT false NOT NULL,
	"is_ending" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"held_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "slack_status_person" ON "slack_status" USING btree ("platform","workspace_id","user_id") WHERE user_id <> '';--> statement-breakpoint
CREATE INDEX "slack_status_entered" ON "slack_status" USING btree ("entered_meeting_id");--> statement-breakpoint
CREATE INDEX "slack_status_due" ON "slack_status" USING btree ("due_at") WHERE due_at is not null;