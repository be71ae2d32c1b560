-- Nothing in the sandbox is real: instead of converting what the first release kept, it begins anew and seeds itself again.
DROP SCHEMA "sandbox" CASCADE;
--> statement-breakpoint
CREATE SCHEMA "sandbox";
--> statement-breakpoint
CREATE TABLE "sandbox"."access_token" (
	"digest" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox"."account" (
	"id" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"organisation_id" text NOT NULL,
	"path" text[] NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"first_name" text NOT NULL,
	"middle_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"department" text DEFAULT '' NOT NULL,
	"designation" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'A' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."contact" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"company" text DEFAULT '' NOT NULL,
	"designation" text DEFAULT '' NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_once" UNIQUE("user_id","email")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."contact_group" (
	"group_id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_group_once" UNIQUE("user_id","name")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."credential" (
	"api_id" text PRIMARY KEY NOT NULL,
	"api_key_digest" text NOT NULL,
	"account_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox"."mail" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox"."meeting" (
	"meeting_id" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"user_id" text NOT NULL,
	"start_time" timestamp with time zone NOT NULL,
	"timezone_id" text,
	"recurrence" text DEFAULT '' NOT NULL,
	"invitees" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_room_id_unique" UNIQUE("room_id")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."membership" (
	"group_id" text NOT NULL,
	"contact_id" text NOT NULL,
	CONSTRAINT "membership_group_id_contact_id_pk" PRIMARY KEY("group_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"path" text[] NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text DEFAULT '' NOT NULL,
	"code" text DEFAULT '' NOT NULL,
	"individual" boolean DEFAULT false NOT NULL,
	"contact_name" text NOT NULL,
	"contact_email" text NOT NULL,
	"office_address" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"billing_address" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'A' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_contact_email_unique" UNIQUE("contact_email")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."participant" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"muted" boolean DEFAULT false NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sandbox"."poll" (
	"poll_id" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"question" text NOT NULL,
	"options" text[] NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox"."recording" (
	"recording_id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seconds" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox"."reset_key" (
	"digest" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox"."room" (
	"room_id" text PRIMARY KEY NOT NULL,
	"app_type" text NOT NULL,
	"user_id" text NOT NULL,
	"room_name" text NOT NULL,
	"desc" text DEFAULT '' NOT NULL,
	"mpin" text NOT NULL,
	"ppin" text NOT NULL,
	"duration" integer DEFAULT 60 NOT NULL,
	"wait_for_moderator" boolean DEFAULT false NOT NULL,
	"knock" boolean DEFAULT false NOT NULL,
	"auto_recording" boolean DEFAULT false NOT NULL,
	"moderators" integer DEFAULT 1 NOT NULL,
	"participants" integer DEFAULT 50 NOT NULL,
	"permanent" boolean NOT NULL,
	CONSTRAINT "room_mpin_unique" UNIQUE("mpin"),
	CONSTRAINT "room_ppin_unique" UNIQUE("ppin")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."session" (
	"session_id" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"meeting_id" text,
	"user_id" text NOT NULL,
	"customer_id" text,
	"app_type" text NOT NULL,
	"recorded" boolean DEFAULT false NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sandbox"."subscription" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"app_type" text NOT NULL,
	"plan_id" text NOT NULL,
	"seats" integer NOT NULL,
	"trial" boolean DEFAULT false NOT NULL,
	"allow_meeting_overlap" boolean DEFAULT true NOT NULL,
	"status" text DEFAULT 'A' NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscription_once" UNIQUE("organisation_id","app_type")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."vote" (
	"poll_id" text NOT NULL,
	"participant_id" uuid NOT NULL,
	"option" integer NOT NULL,
	CONSTRAINT "vote_poll_id_participant_id_pk" PRIMARY KEY("poll_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."waiting" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"room_id" text NOT NULL,
	"name" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"decision" text
);
--> statement-breakpoint
ALTER TABLE "sandbox"."access_token" ADD CONSTRAINT "access_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."account" ADD CONSTRAINT "account_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "sandbox"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."contact" ADD CONSTRAINT "contact_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."contact_group" ADD CONSTRAINT "contact_group_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."credential" ADD CONSTRAINT "credential_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."meeting" ADD CONSTRAINT "meeting_room_id_room_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "sandbox"."room"("room_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."meeting" ADD CONSTRAINT "meeting_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."membership" ADD CONSTRAINT "membership_group_id_contact_group_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "sandbox"."contact_group"("group_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."membership" ADD CONSTRAINT "membership_contact_id_contact_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "sandbox"."contact"("contact_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."participant" ADD CONSTRAINT "participant_session_id_session_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "sandbox"."session"("session_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."poll" ADD CONSTRAINT "poll_room_id_room_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "sandbox"."room"("room_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."recording" ADD CONSTRAINT "recording_session_id_session_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "sandbox"."session"("session_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."reset_key" ADD CONSTRAINT "reset_key_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."room" ADD CONSTRAINT "room_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."session" ADD CONSTRAINT "session_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."subscription" ADD CONSTRAINT "subscription_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "sandbox"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."vote" ADD CONSTRAINT "vote_poll_id_poll_poll_id_fk" FOREIGN KEY ("poll_id") REFERENCES "sandbox"."poll"("poll_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."waiting" ADD CONSTRAINT "waiting_room_id_room_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "sandbox"."room"("room_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_path" ON "sandbox"."account" USING gin ("path");--> statement-breakpoint
CREATE INDEX "account_organisation" ON "sandbox"."account" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "mail_sent" ON "sandbox"."mail" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "meeting_user" ON "sandbox"."meeting" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "membership_contact" ON "sandbox"."membership" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "organisation_path" ON "sandbox"."organisation" USING gin ("path");--> statement-breakpoint
CREATE INDEX "participant_session" ON "sandbox"."participant" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "poll_room" ON "sandbox"."poll" USING btree ("room_id","created_at");--> statement-breakpoint
CREATE INDEX "recording_session" ON "sandbox"."recording" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "room_user" ON "sandbox"."room" USING btree ("user_id","app_type");--> statement-breakpoint
CREATE INDEX "session_room" ON "sandbox"."session" USING btree ("room_id","started_at");--> statement-breakpoint
CREATE INDEX "session_user" ON "sandbox"."session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "waiting_room" ON "sandbox"."waiting" USING btree ("room_id","since");