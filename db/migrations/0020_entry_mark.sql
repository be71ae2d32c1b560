CREATE TABLE "entry_mark" (
	"meeting_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entry_mark_meeting_id_mark_pk" PRIMARY KEY("meeting_id","mark")
);
--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "members_in" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "entry_mark" ADD CONSTRAINT "entry_mark_meeting_id_life_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."life"("meeting_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_mark_expires" ON "entry_mark" USING btree ("expires_at");