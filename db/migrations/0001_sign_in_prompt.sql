CREATE TABLE "sign_in_prompt" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"conversation" text NOT NULL,
	"invocation_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_prompt_platform_workspace_id_user_id_conversation_pk" PRIMARY KEY("platform","workspace_id","user_id","conversation")
);
--> statement-breakpoint
CREATE INDEX "sign_in_prompt_asked" ON "sign_in_prompt" USING btree ("asked_at");