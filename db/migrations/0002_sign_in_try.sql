CREATE TABLE "sign_in_try" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE INDEX "sign_in_try_expire" ON "sign_in_try" USING btree ("expire");