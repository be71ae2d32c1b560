ALTER TABLE "identity" ADD COLUMN "looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "identity" ADD COLUMN "left_at" timestamp with time zone;