CREATE TABLE "policy_rule" (
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"setting" text NOT NULL,
	"scope" text NOT NULL,
	"role" text,
	"place_kind" text,
	"place_id" text,
	"place_name" text,
	"value" text NOT NULL,
	CONSTRAINT "policy_rule_platform_workspace_id_setting_scope_pk" PRIMARY KEY("platform","workspace_id","setting","scope")
);
