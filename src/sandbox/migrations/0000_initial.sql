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
	"above" text[] NOT NULL,
	"customer_id" text,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "account_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."credential" (
	"api_id" text PRIMARY KEY NOT NULL,
	"api_key_digest" text NOT NULL,
	"account_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox"."invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"room_id" text NOT NULL,
	"email" text NOT NULL,
	"ppin" text NOT NULL,
	"direct_url" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invitation_once" UNIQUE("room_id","email")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."meeting" (
	"meeting_id" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"user_id" text NOT NULL,
	"start_time" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_room_id_unique" UNIQUE("room_id")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."participant" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone
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
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sandbox"."access_token" ADD CONSTRAINT "access_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "sandbox"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."credential" ADD CONSTRAINT "credential_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "sandbox"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."meeting" ADD CONSTRAINT "meeting_room_id_room_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "sandbox"."room"("room_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."participant" ADD CONSTRAINT "participant_session_id_session_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "sandbox"."session"("session_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."room" ADD CONSTRAINT "room_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "sandbox"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_user" ON "sandbox"."meeting" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "participant_session" ON "sandbox"."participant" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "room_user" ON "sandbox"."room" USING btree ("user_id","app_type");--> statement-breakpoint
CREATE INDEX "session_room" ON "sandbox"."session" USING btree ("room_id","started_at");--> statement-breakpoint
CREATE INDEX "session_user" ON "sandbox"."session" USING btree ("user_id");