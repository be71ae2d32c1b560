CREATE TABLE "pseudonym" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "pseudonym_platform_workspace_id_user_id_pk" PRIMARY KEY("platform","workspace_id","user_id"),
	CONSTRAINT "pseudonym_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "same_human" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"other_platform" text NOT NULL,
	"other_workspace_id" text NOT NULL,
	"other_user_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"other_confirmed_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	CONSTRAINT "same_human_pair" UNIQUE("platform","workspace_id","user_id","other_platform","other_workspace_id","other_user_id")
);
--> statement-breakpoint
CREATE TABLE "slack_installation" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"enterprise_id" text,
	"is_enterprise_install" boolean DEFAULT false NOT NULL,
	"app_id" text NOT NULL,
	"bot_user_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"sealed_bot_token" text NOT NULL,
	"sealed_refresh_token" text,
	"token_expires_at" timestamp with time zone,
	"installed_by" text NOT NULL,
	"installed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "teams_installation" (
	"tenant_id" text NOT NULL,
	"conversation" text NOT NULL,
	"kind" text NOT NULL,
	"service_url" text NOT NULL,
	"bot_id" text NOT NULL,
	"name" text,
	"installed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "teams_installation_tenant_id_conversation_pk" PRIMARY KEY("tenant_id","conversation")
);
--> statement-breakpoint
ALTER TABLE "link" DROP CONSTRAINT "link_person";--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "pseudonym" uuid;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "human_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "chosen" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "link" ADD COLUMN "sealed_password" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "purpose" text DEFAULT 'sign_in' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "person_email" text;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "token_mode" text DEFAULT 'ask_again' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "customer_id" text;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "customer_name" text;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "bound_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "api_id" text;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "sealed_api_key" text;--> statement-breakpoint
ALTER TABLE "same_human" ADD CONSTRAINT "same_human_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "same_human_other" ON "same_human" USING btree ("other_platform","other_workspace_id","other_user_id");--> statement-breakpoint
CREATE INDEX "identity_human" ON "identity" USING btree ("human_id");--> statement-breakpoint
CREATE UNIQUE INDEX "link_chosen" ON "link" USING btree ("platform","workspace_id","user_id") WHERE chosen;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_person_account" UNIQUE("platform","workspace_id","user_id","account_id");