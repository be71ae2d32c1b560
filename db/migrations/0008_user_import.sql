CREATE TABLE "user_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"customer_id" text,
	"customer_name" text NOT NULL,
	"state" text NOT NULL,
	"progress" jsonb,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_import_row" (
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"shown" text NOT NULL,
	"plan" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"said" text,
	"wish" jsonb,
	"account_id" text,
	CONSTRAINT "user_import_row_import_id_number_pk" PRIMARY KEY("import_id","number")
);
--> statement-breakpoint
ALTER TABLE "user_import_row" ADD CONSTRAINT "user_import_row_import_id_user_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."user_import"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "user_import_person" ON "user_import" USING btree ("platform","workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "user_import_created" ON "user_import" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "user_import_row_state" ON "user_import_row" USING btree ("import_id","state","number");