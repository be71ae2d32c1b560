DROP INDEX "access_request_created";--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "invocation_id" uuid;--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "chat_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "has_other_email" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "decider_name" text;--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "claim" uuid;--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "tried" text;--> statement-breakpoint
ALTER TABLE "access_request" ADD COLUMN "outcome" text;--> statement-breakpoint
CREATE INDEX "access_request_person" ON "access_request" USING btree ("platform","workspace_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "access_request_undecided" ON "access_request" USING btree ("created_at") WHERE state in ('open', 'deciding');--> statement-breakpoint
CREATE INDEX "access_request_decided" ON "access_request" USING btree ("decided_at");