ALTER TABLE "life" ADD COLUMN "has_lobby" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "waiting" jsonb;--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "prompt_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "prompted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "prompt_id" uuid;--> statement-breakpoint
CREATE INDEX "life_prompt_due" ON "life" USING btree ("prompt_due_at") WHERE prompt_due_at is not null;