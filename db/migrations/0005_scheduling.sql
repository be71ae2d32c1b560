CREATE TABLE "invitee" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text,
	"email" text,
	"name" text NOT NULL,
	"is_host" boolean DEFAULT false NOT NULL,
	"answer" text,
	"told_answer" text,
	"answered_at" timestamp with time zone,
	"added_by" uuid NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "invitee_person" UNIQUE("meeting_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "occurrence_change" (
	"meeting_id" uuid NOT NULL,
	"occurrence" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone,
	"minutes" integer,
	CONSTRAINT "occurrence_change_meeting_id_occurrence_pk" PRIMARY KEY("meeting_id","occurrence")
);
--> statement-breakpoint
CREATE TABLE "preference" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"time_zone" text,
	"hour12" boolean,
	"first_day_of_week" smallint,
	"leads" smallint[],
	"quiet_from" text,
	"quiet_to" text,
	"agenda_time" text,
	"agenda_days" text,
	"agenda_due_at" timestamp with time zone,
	"feed_id" uuid,
	CONSTRAINT "preference_platform_workspace_id_user_id_pk" PRIMARY KEY("platform","workspace_id","user_id"),
	CONSTRAINT "preference_feed_id_unique" UNIQUE("feed_id")
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"invitee_id" uuid NOT NULL,
	"lead" smallint NOT NULL,
	"meeting_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"occurrence" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminder_invitee_id_lead_pk" PRIMARY KEY("invitee_id","lead")
);
--> statement-breakpoint
CREATE TABLE "schedule" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"local_start" text NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"recurrence" text,
	"ends_at" timestamp with time zone,
	"lobby" boolean NOT NULL,
	"recording" boolean NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'scheduled' NOT NULL,
	"mailer" text NOT NULL,
	"locale" text NOT NULL,
	"host_account_id" text,
	"changed_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"cards_due_at" timestamp with time zone,
	"host_due_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "talk" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"conversation" text NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb,
	"spoken_of" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "talk_platform_workspace_id_user_id_conversation_pk" PRIMARY KEY("platform","workspace_id","user_id","conversation")
);
--> statement-breakpoint
ALTER TABLE "invitee" ADD CONSTRAINT "invitee_meeting_id_schedule_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."schedule"("meeting_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence_change" ADD CONSTRAINT "occurrence_change_meeting_id_schedule_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."schedule"("meeting_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_invitee_id_invitee_id_fk" FOREIGN KEY ("invitee_id") REFERENCES "public"."invitee"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitee_email" ON "invitee" USING btree ("meeting_id","email") WHERE user_id is null;--> statement-breakpoint
CREATE INDEX "invitee_of_person" ON "invitee" USING btree ("platform","workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "preference_agenda_due" ON "preference" USING btree ("agenda_due_at") WHERE agenda_due_at is not null;--> statement-breakpoint
CREATE INDEX "reminder_due" ON "reminder" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "reminder_meeting" ON "reminder" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "schedule_cards_due" ON "schedule" USING btree ("cards_due_at") WHERE cards_due_at is not null;--> statement-breakpoint
CREATE INDEX "schedule_host_due" ON "schedule" USING btree ("host_due_at") WHERE host_due_at is not null;--> statement-breakpoint
CREATE INDEX "schedule_ended" ON "schedule" USING btree ("ends_at") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "schedule_cancelled" ON "schedule" USING btree ("changed_at") WHERE state = 'cancelled';--> statement-breakpoint
CREATE INDEX "talk_id" ON "talk" USING btree ("id");--> statement-breakpoint
CREATE INDEX "talk_changed" ON "talk" USING btree ("changed_at");