CREATE TABLE "life" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"conversation" text NOT NULL,
	"occurrence" timestamp with time zone,
	"expected_at" timestamp with time zone NOT NULL,
	"awaited_until" timestamp with time zone NOT NULL,
	"watch" text,
	"state" text DEFAULT 'starting' NOT NULL,
	"invited" jsonb NOT NULL,
	"account_id" text,
	"session_id" text,
	"live_since" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"presences" jsonb,
	"presences_as_of" timestamp with time zone,
	"as_of" timestamp with time zone NOT NULL,
	"unknown_since" timestamp with time zone,
	"is_closed" boolean DEFAULT false NOT NULL,
	"is_followed" boolean NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"news_at" timestamp with time zone NOT NULL,
	"cards_due_at" timestamp with time zone,
	"shown_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "start" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"conversation" text NOT NULL,
	"invocation_id" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "start_platform_workspace_id_conversation_pk" PRIMARY KEY("platform","workspace_id","conversation")
);
--> statement-breakpoint
CREATE TABLE "watch" (
	"key" text PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone,
	"not_before" timestamp with time zone,
	"good_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "link_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "heard_zone" text;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "heard_locale" text;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "opens_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "talk" ADD COLUMN "question" jsonb;--> statement-breakpoint
ALTER TABLE "life" ADD CONSTRAINT "life_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "life_followed" ON "life" USING btree ("watch") WHERE is_followed;--> statement-breakpoint
CREATE INDEX "life_cards_due" ON "life" USING btree ("cards_due_at") WHERE cards_due_at is not null;--> statement-breakpoint
CREATE INDEX "life_here" ON "life" USING btree ("platform","workspace_id","conversation") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "life_news" ON "life" USING btree ("news_at");--> statement-breakpoint
CREATE INDEX "start_until" ON "start" USING btree ("until");--> statement-breakpoint
CREATE INDEX "watch_due" ON "watch" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "effect_draft" ON "effect" USING btree ((body -> 'draft' ->> 'id')) WHERE body ? 'draft';--> statement-breakpoint
CREATE INDEX "meeting_host" ON "meeting" USING btree ("platform","workspace_id","host_id");--> statement-breakpoint
CREATE INDEX "schedule_opens" ON "schedule" USING btree ("opens_at") WHERE opens_at is not null;--> statement-breakpoint
UPDATE "schedule" SET "opens_at" = now() WHERE "state" = 'scheduled' AND ("ends_at" IS NULL OR "ends_at" > now());
