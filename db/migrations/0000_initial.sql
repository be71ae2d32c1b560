CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"service" text NOT NULL,
	"service_user_id" text NOT NULL,
	"customer_id" text,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "account_service_user" UNIQUE("service","service_user_id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"action" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "card" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting_id" uuid NOT NULL,
	"effect_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"reference" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_effect_id_unique" UNIQUE("effect_id")
);
--> statement-breakpoint
CREATE TABLE "conversation_reference" (
	"tenant_id" text NOT NULL,
	"user_id" text NOT NULL,
	"member_id" text NOT NULL,
	"name" text NOT NULL,
	"service_url" text NOT NULL,
	"bot_id" text NOT NULL,
	"conversation" text,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversation_reference_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "effect" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invocation_id" uuid NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"caller_id" text NOT NULL,
	"visible_to" text NOT NULL,
	"body" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp with time zone,
	"reference" text,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "effect_key" UNIQUE("invocation_id","key")
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"locale" text,
	"time_zone" text,
	CONSTRAINT "identity_platform_workspace_id_user_id_pk" PRIMARY KEY("platform","workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "invocation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"delivery_id" text NOT NULL,
	"conversation" text NOT NULL,
	"body" jsonb NOT NULL,
	"state" text NOT NULL,
	"then_state" text,
	"attempts" integer NOT NULL,
	"lease_owner" text NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "invocation_delivery" UNIQUE("platform","workspace_id","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"sealed_token" text,
	"token_expires_at" timestamp with time zone NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "link_person" UNIQUE("platform","workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"join_key" text NOT NULL,
	"kind" text NOT NULL,
	"application" text NOT NULL,
	"title" text NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"host_id" text NOT NULL,
	"host_name" text NOT NULL,
	"service_meeting_id" text,
	"service_room_id" text,
	"join_url" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_join_key_unique" UNIQUE("join_key")
);
--> statement-breakpoint
CREATE TABLE "playground_message" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"conversation" text NOT NULL,
	"author" text NOT NULL,
	"author_name" text NOT NULL,
	"visible_to" text,
	"body" jsonb NOT NULL,
	"effect_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "playground_message_id_unique" UNIQUE("id"),
	CONSTRAINT "playground_message_effect_id_unique" UNIQUE("effect_id")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"id" uuid PRIMARY KEY NOT NULL,
	"nonce_digest" text NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"person_name" text NOT NULL,
	"workspace_name" text NOT NULL,
	"origin" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"browser_digest" text,
	"bound_at" timestamp with time zone,
	"code_tries" integer DEFAULT 0 NOT NULL,
	"proven_at" timestamp with time zone,
	"password_tries" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "ticket_nonce_digest_unique" UNIQUE("nonce_digest")
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspace_platform_workspace_id_pk" PRIMARY KEY("platform","workspace_id")
);
--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_platform_workspace_id_workspace_platform_workspace_id_fk" FOREIGN KEY ("platform","workspace_id") REFERENCES "public"."workspace"("platform","workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_platform_workspace_id_user_id_identity_platform_workspace_id_user_id_fk" FOREIGN KEY ("platform","workspace_id","user_id") REFERENCES "public"."identity"("platform","workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_meeting" ON "card" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "effect_due" ON "effect" USING btree ("due_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "effect_created" ON "effect" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "invocation_lease" ON "invocation" USING btree ("lease_until") WHERE state in ('running', 'decided');--> statement-breakpoint
CREATE INDEX "invocation_waiting" ON "invocation" USING btree ("platform","workspace_id","user_id","conversation","accepted_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "invocation_finished" ON "invocation" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "link_account" ON "link" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "meeting_service_meeting" ON "meeting" USING btree ("platform","workspace_id","service_meeting_id");--> statement-breakpoint
CREATE INDEX "meeting_service_room" ON "meeting" USING btree ("platform","workspace_id","service_room_id");--> statement-breakpoint
CREATE INDEX "playground_conversation" ON "playground_message" USING btree ("conversation","sequence");--> statement-breakpoint
CREATE INDEX "ticket_person" ON "ticket" USING btree ("platform","workspace_id","user_id","created_at");