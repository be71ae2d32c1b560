ALTER TABLE "preference" ADD COLUMN "heard_zone" text;--> statement-breakpoint
ALTER TABLE "preference" ADD COLUMN "heard_locale" text;--> statement-breakpoint
ALTER TABLE "talk" ADD COLUMN "question" jsonb;