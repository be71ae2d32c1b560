CREATE TABLE "sandbox"."entry_token" (
	"token" text PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sandbox"."entry_token" ADD CONSTRAINT "entry_token_room_id_room_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "sandbox"."room"("room_id") ON DELETE cascade ON UPDATE no action;