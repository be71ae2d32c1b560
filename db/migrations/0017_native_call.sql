CREATE TABLE "native_call" (
	"meeting_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"session_id" text,
	"call_id" text,
	"state" text DEFAULT 'ended' NOT NULL,
	"told" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"held_until" timestamp (3) with time zone,
	CONSTRAINT "native_call_meeting_id_platform_workspace_id_pk" PRIMARY KEY("meeting_id","platform","workspace_id")
);
--> statement-breakpoint
ALTER TABLE "native_call" ADD CONSTRAINT "native_call_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "native_call_due" ON "native_call" USING btree ("due_at") WHERE due_at is not null;