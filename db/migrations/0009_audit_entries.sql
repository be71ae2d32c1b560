ALTER TABLE "audit" RENAME TO "audit_before";--> statement-breakpoint
ALTER TABLE "audit_before" RENAME CONSTRAINT "audit_pkey" TO "audit_before_pkey";--> statement-breakpoint
CREATE TABLE "audit" (
	"sequence" bigint NOT NULL DEFAULT nextval('audit_sequence_seq'),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"pseudonym" uuid NOT NULL,
	"action" text NOT NULL,
	"detail" jsonb NOT NULL,
	"subject" text,
	"way" text,
	"before" jsonb,
	"after" jsonb,
	"outcome" text DEFAULT 'done' NOT NULL,
	"reference" text,
	CONSTRAINT "audit_sequence_at_pk" PRIMARY KEY("sequence","at")
) PARTITION BY RANGE ("at");--> statement-breakpoint
ALTER SEQUENCE "audit_sequence_seq" OWNED BY "audit"."sequence";--> statement-breakpoint
CREATE INDEX "audit_workspace" ON "audit" USING btree ("platform","workspace_id","at");--> statement-breakpoint
CREATE INDEX "audit_pseudonym" ON "audit" USING btree ("pseudonym");--> statement-breakpoint
CREATE FUNCTION "audit_only_grows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit only grows: its lines are neither changed nor deleted';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_only_grows" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_only_grows"();--> statement-breakpoint
CREATE TRIGGER "audit_is_not_emptied" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();--> statement-breakpoint
CREATE TABLE "audit_other" PARTITION OF "audit" DEFAULT;--> statement-breakpoint
CREATE TRIGGER "audit_is_not_emptied" BEFORE TRUNCATE ON "audit_other" FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();--> statement-breakpoint
CREATE FUNCTION "audit_month"("within" timestamp with time zone) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	begins timestamp with time zone := date_trunc('month', within AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
	ends timestamp with time zone := (date_trunc('month', within AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
	called text := 'audit_' || to_char(within AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
	IF to_regclass(called) IS NOT NULL THEN
		RETURN;
	END IF;
	EXECUTE format('CREATE TABLE %I PARTITION OF audit FOR VALUES FROM (%L) TO (%L)', called, begins, ends);
	EXECUTE format('CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()', called);
END $$;--> statement-breakpoint
SELECT "audit_month"("month") FROM (
	SELECT DISTINCT date_trunc('month', "at" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS "month" FROM "audit_before"
	UNION SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
	UNION SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC') AS "months";--> statement-breakpoint
INSERT INTO "audit" ("sequence", "at", "platform", "workspace_id", "pseudonym", "action", "detail")
	SELECT "sequence", "at", "platform", "workspace_id", "pseudonym", "action", "detail" FROM "audit_before";--> statement-breakpoint
DROP TABLE "audit_before";
