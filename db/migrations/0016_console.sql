CREATE TABLE "console_message" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sequence" bigserial NOT NULL,
	"request_id" uuid NOT NULL,
	"effect_id" uuid NOT NULL,
	"reply" jsonb NOT NULL,
	CONSTRAINT "console_message_effect" UNIQUE("request_id","effect_id")
);
--> statement-breakpoint
CREATE TABLE "console_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"task" text NOT NULL,
	"conversation" text NOT NULL,
	"line" text NOT NULL,
	"now" jsonb,
	"file" "bytea",
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_digest" text NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"person_name" text NOT NULL,
	"workspace_name" text NOT NULL,
	"locale" text,
	"time_zone" text,
	"hour12" boolean,
	"opened_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "console_session_secret_digest_unique" UNIQUE("secret_digest")
);
--> statement-breakpoint
ALTER TABLE "console_message" ADD CONSTRAINT "console_message_request_id_console_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."console_request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "console_request" ADD CONSTRAINT "console_request_session_id_console_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."console_session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "console_request_session" ON "console_request" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "console_session_person" ON "console_session" USING btree ("platform","workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "console_session_expires" ON "console_session" USING btree ("expires_at");