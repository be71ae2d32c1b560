CREATE TABLE "recording" (
	"meeting_id" uuid NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"watch" text,
	"account_id" text,
	"sessions" text[] NOT NULL,
	"live_since" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"looks" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"link_key" text,
	"is_shared" boolean DEFAULT false NOT NULL,
	"tell_at" timestamp with time zone,
	CONSTRAINT "recording_meeting_id_held_at_pk" PRIMARY KEY("meeting_id","held_at"),
	CONSTRAINT "recording_link_key_unique" UNIQUE("link_key")
);
--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "recording_key" text;--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "recording_shared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "watch" ADD COLUMN "search_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recording" ADD CONSTRAINT "recording_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recording_due" ON "recording" USING btree ("watch","due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "recording_tell" ON "recording" USING btree ("tell_at") WHERE tell_at is not null;--> statement-breakpoint
CREATE INDEX "recording_ended" ON "recording" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "watch_search" ON "watch" USING btree ("search_at") WHERE search_at is not null;