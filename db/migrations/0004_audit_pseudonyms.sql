INSERT INTO "pseudonym" ("platform", "workspace_id", "user_id") SELECT DISTINCT "platform", "workspace_id", "user_id" FROM "audit";--> statement-breakpoint
UPDATE "audit" a SET "pseudonym" = p."id", "detail" = a."detail" - 'email' - 'serviceUserId' FROM "pseudonym" p WHERE p."platform" = a."platform" AND p."workspace_id" = a."workspace_id" AND p."user_id" = a."user_id";--> statement-breakpoint
ALTER TABLE "audit" ALTER COLUMN "pseudonym" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "audit" DROP COLUMN "user_id";