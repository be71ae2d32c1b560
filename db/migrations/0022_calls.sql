ALTER TABLE "preference" ADD COLUMN "calls_off" boolean;--> statement-breakpoint
ALTER TABLE "life" ADD COLUMN "soon_due_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "life_soon_due" ON "life" USING btree ("soon_due_at") WHERE soon_due_at is not null;