CREATE TABLE "access_grants" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text,
	"hint" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamptz NOT NULL,
	"expires_at" timestamptz,
	"last_used_at" timestamptz,
	"revoked_at" timestamptz,
	CONSTRAINT "access_grants_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "kept_answers" (
	"ledger_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer NOT NULL,
	"body" "bytea" NOT NULL,
	"kept_at" timestamptz NOT NULL,
	CONSTRAINT "kept_answers_ledger_id_key_pk" PRIMARY KEY("ledger_id","key")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"bot_id" bigint NOT NULL,
	"update_id" bigint NOT NULL,
	"sender_id" bigint,
	"body" "bytea" NOT NULL,
	"received_at" timestamptz NOT NULL,
	"claimed_by" uuid,
	"claimed_until" timestamptz,
	"attempts" integer DEFAULT 0 NOT NULL,
	"handled_at" timestamptz,
	"failure" text,
	CONSTRAINT "inbox_update" UNIQUE("bot_id","update_id")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"fence" bigint NOT NULL,
	"expires_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pairing_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"tries_left" smallint NOT NULL,
	"used_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"telegram_user_id" bigint NOT NULL,
	"is_owner" boolean NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "people_telegramUserId_unique" UNIQUE("telegram_user_id")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"file_id" "bytea" NOT NULL,
	"at" timestamptz NOT NULL,
	"removed_at" timestamptz,
	CONSTRAINT "attachments_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"person_id" uuid,
	"action" text NOT NULL,
	"subject" text,
	CONSTRAINT "audit_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "lessons" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"counterparty_key" text NOT NULL,
	"kind" text NOT NULL,
	"category_id" uuid NOT NULL,
	"answer_id" uuid NOT NULL,
	"learned_at" timestamptz NOT NULL,
	"forgotten_at" timestamptz,
	"applied_at" timestamptz,
	"example" jsonb,
	CONSTRAINT "lessons_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "payee_edits" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"payee_key" text NOT NULL,
	"into_key" text NOT NULL,
	"name" text NOT NULL,
	"person_id" uuid,
	"at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	CONSTRAINT "payee_edits_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order" integer NOT NULL,
	"conditions" jsonb NOT NULL,
	"effects" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"applies_from" timestamptz,
	CONSTRAINT "rules_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "setting_changes" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"person_id" uuid,
	"subject" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"undone_at" timestamptz,
	CONSTRAINT "setting_changes_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "taught_layouts" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"sample" "bytea" NOT NULL,
	"direction" text,
	"mail_from" "bytea",
	"institution" text,
	"currency" char(3) NOT NULL,
	"time_zone" text NOT NULL,
	"numbers" text NOT NULL,
	"dates" text NOT NULL,
	"taught_by" uuid,
	"taught_at" timestamptz NOT NULL,
	"reread_id" uuid NOT NULL,
	"forgotten_at" timestamptz,
	"forgotten_because" text,
	CONSTRAINT "taught_layouts_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "teaching_drafts" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"started_at" timestamptz NOT NULL,
	CONSTRAINT "teaching_drafts_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "account_identities" (
	"ledger_id" uuid NOT NULL,
	"institution" text NOT NULL,
	"tail" text NOT NULL,
	"currency" char(3) NOT NULL,
	"account_id" uuid NOT NULL,
	"because" text NOT NULL,
	CONSTRAINT "account_identities_ledger_id_institution_tail_currency_pk" PRIMARY KEY("ledger_id","institution","tail","currency")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"institution" text,
	"tail" text,
	"currency" char(3),
	"key" text,
	"parent_id" uuid,
	"icon" text,
	"color" text,
	"merged_into" uuid,
	"position" integer DEFAULT 0 NOT NULL,
	"is_provisional" boolean DEFAULT false NOT NULL,
	"is_hidden" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "accounts_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledgers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" char(3) NOT NULL,
	"quick_entry_account_id" uuid,
	"learning_mark" text,
	"filing_precision" double precision DEFAULT 0.98 NOT NULL,
	"has_daily_card" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"ledger_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"chat_id" bigint NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "memberships_ledger_id_person_id_pk" PRIMARY KEY("ledger_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "doubtful_mails" (
	"ledger_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"doubt" text NOT NULL,
	"state" text NOT NULL,
	"seen_at" timestamptz NOT NULL,
	CONSTRAINT "doubtful_mails_ledger_id_message_id_pk" PRIMARY KEY("ledger_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "mailboxes" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"login" "bytea" NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"added_at" timestamptz NOT NULL,
	"uid_validity" bigint,
	"uid" bigint,
	"deferred" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"checked_at" timestamptz,
	"mail_at" timestamptz,
	"outcomes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reasons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"problem" text,
	CONSTRAINT "mailboxes_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"ledger_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"source" text NOT NULL,
	"fingerprint" text NOT NULL,
	"institution" text NOT NULL,
	"tail" text NOT NULL,
	"currency" char(3) NOT NULL,
	"direction" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"balance_minor" bigint,
	"occurred_date" date NOT NULL,
	"occurred_at" timestamptz,
	"occurred_from" text NOT NULL,
	"received_at" timestamptz NOT NULL,
	"account_id" uuid,
	"reading_number" integer,
	"guess" jsonb,
	CONSTRAINT "alerts_ledger_id_message_id_position_pk" PRIMARY KEY("ledger_id","message_id","position")
);
--> statement-breakpoint
CREATE TABLE "answer_alerts" (
	"ledger_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"answer_id" uuid NOT NULL,
	CONSTRAINT "answer_alerts_ledger_id_message_id_position_answer_id_pk" PRIMARY KEY("ledger_id","message_id","position","answer_id")
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"person_id" uuid,
	"at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	CONSTRAINT "answers_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "raw_messages" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"origin" text NOT NULL,
	"source" text NOT NULL,
	"authenticity" text NOT NULL,
	"body" "bytea" NOT NULL,
	"fingerprint" text NOT NULL,
	"received_at" timestamptz NOT NULL,
	"stored_at" timestamptz NOT NULL,
	"outcome" text NOT NULL,
	"outcome_detail" text,
	CONSTRAINT "raw_messages_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"ledger_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"number" integer NOT NULL,
	"layout_id" text NOT NULL,
	"reading" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"occurred_date" date NOT NULL,
	"occurred_at" timestamptz,
	"occurred_from" text NOT NULL,
	"read_at" timestamptz NOT NULL,
	CONSTRAINT "readings_ledger_id_message_id_position_number_pk" PRIMARY KEY("ledger_id","message_id","position","number")
);
--> statement-breakpoint
CREATE TABLE "reread_pages" (
	"ledger_id" uuid NOT NULL,
	"reread_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"changes" jsonb NOT NULL,
	CONSTRAINT "reread_pages_ledger_id_reread_id_number_pk" PRIMARY KEY("ledger_id","reread_id","number")
);
--> statement-breakpoint
CREATE TABLE "rereads" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cause" text NOT NULL,
	"at" timestamptz NOT NULL,
	"taken_back_at" timestamptz,
	CONSTRAINT "rereads_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sequence" bigserial NOT NULL,
	"chat_id" bigint NOT NULL,
	"method" text NOT NULL,
	"payload" "bytea" NOT NULL,
	"attachment" "bytea",
	"subject" text,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamptz NOT NULL,
	"created_at" timestamptz NOT NULL,
	"sent_at" timestamptz,
	"sent_message_id" bigint,
	"failure" text,
	CONSTRAINT "outbox_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "phones" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"secret_hash" text NOT NULL,
	"is_signed" boolean DEFAULT false NOT NULL,
	"added_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	"connected_at" timestamptz,
	"heard_at" timestamptz,
	"dropped" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "phones_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "sms_deliveries" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"phone_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"fingerprint" text NOT NULL,
	"sent_at" timestamptz NOT NULL,
	"is_timed" boolean NOT NULL,
	"delivered_at" timestamptz NOT NULL,
	"message_id" uuid NOT NULL,
	CONSTRAINT "sms_deliveries_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "balance_claims" (
	"ledger_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"balance_minor" bigint NOT NULL,
	"before_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"occurred_date" date NOT NULL,
	"occurred_at" timestamptz,
	CONSTRAINT "balance_claims_ledger_id_message_id_position_pk" PRIMARY KEY("ledger_id","message_id","position")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"ledger_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"stage" text NOT NULL,
	"decision" text NOT NULL,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "decisions_ledger_id_plan_id_number_pk" PRIMARY KEY("ledger_id","plan_id","number")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"changes" jsonb NOT NULL,
	"redirects" jsonb NOT NULL,
	CONSTRAINT "plans_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"ledger_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "postings_ledger_id_transaction_id_position_pk" PRIMARY KEY("ledger_id","transaction_id","position")
);
--> statement-breakpoint
CREATE TABLE "redirects" (
	"ledger_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	CONSTRAINT "redirects_ledger_id_from_id_pk" PRIMARY KEY("ledger_id","from_id")
);
--> statement-breakpoint
CREATE TABLE "statement_locks" (
	"ledger_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"locked_at" timestamptz NOT NULL,
	CONSTRAINT "statement_locks_ledger_id_message_id_account_id_pk" PRIMARY KEY("ledger_id","message_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "transaction_parents" (
	"ledger_id" uuid NOT NULL,
	"child_id" uuid NOT NULL,
	"parent_id" uuid NOT NULL,
	CONSTRAINT "transaction_parents_ledger_id_child_id_parent_id_pk" PRIMARY KEY("ledger_id","child_id","parent_id")
);
--> statement-breakpoint
CREATE TABLE "transactions" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"suspect_of" uuid,
	"occurred_date" date NOT NULL,
	"occurred_at" timestamptz,
	"occurred_from" text NOT NULL,
	"payee" text,
	"payee_key" text,
	"narration" text,
	"note" text,
	"tags" text[] NOT NULL,
	"category_reason" jsonb,
	"booked_at" timestamptz NOT NULL,
	CONSTRAINT "transactions_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "witnesses" (
	"ledger_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"transaction_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "witnesses_ledger_id_message_id_position_transaction_id_pk" PRIMARY KEY("ledger_id","message_id","position","transaction_id")
);
--> statement-breakpoint
CREATE TABLE "statement_uploads" (
	"ledger_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"person_id" uuid,
	"state" text NOT NULL,
	"details" "bytea" NOT NULL,
	"is_mailed" boolean DEFAULT false NOT NULL,
	"content" "bytea",
	"reading" "bytea",
	"received_at" timestamptz NOT NULL,
	CONSTRAINT "statement_uploads_ledger_id_id_pk" PRIMARY KEY("ledger_id","id")
);
--> statement-breakpoint
CREATE TABLE "taught_columns" (
	"ledger_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"upload_id" uuid NOT NULL,
	"details" "bytea" NOT NULL,
	"taught_at" timestamptz NOT NULL,
	CONSTRAINT "taught_columns_ledger_id_fingerprint_pk" PRIMARY KEY("ledger_id","fingerprint")
);
--> statement-breakpoint
ALTER TABLE "access_grants" ADD CONSTRAINT "access_grants_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_grants" ADD CONSTRAINT "access_grants_ledger_id_person_id_memberships_ledger_id_person_id_fk" FOREIGN KEY ("ledger_id","person_id") REFERENCES "public"."memberships"("ledger_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_answers" ADD CONSTRAINT "kept_answers_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_ledger_id_message_id_position_alerts_ledger_id_message_id_position_fk" FOREIGN KEY ("ledger_id","message_id","position") REFERENCES "public"."alerts"("ledger_id","message_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_ledger_id_category_id_accounts_ledger_id_id_fk" FOREIGN KEY ("ledger_id","category_id") REFERENCES "public"."accounts"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payee_edits" ADD CONSTRAINT "payee_edits_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payee_edits" ADD CONSTRAINT "payee_edits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setting_changes" ADD CONSTRAINT "setting_changes_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setting_changes" ADD CONSTRAINT "setting_changes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taught_layouts" ADD CONSTRAINT "taught_layouts_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taught_layouts" ADD CONSTRAINT "taught_layouts_taught_by_people_id_fk" FOREIGN KEY ("taught_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taught_layouts" ADD CONSTRAINT "taught_layouts_ledger_id_message_id_raw_messages_ledger_id_id_fk" FOREIGN KEY ("ledger_id","message_id") REFERENCES "public"."raw_messages"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taught_layouts" ADD CONSTRAINT "taught_layouts_ledger_id_reread_id_rereads_ledger_id_id_fk" FOREIGN KEY ("ledger_id","reread_id") REFERENCES "public"."rereads"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teaching_drafts" ADD CONSTRAINT "teaching_drafts_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teaching_drafts" ADD CONSTRAINT "teaching_drafts_ledger_id_message_id_raw_messages_ledger_id_id_fk" FOREIGN KEY ("ledger_id","message_id") REFERENCES "public"."raw_messages"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_identities" ADD CONSTRAINT "account_identities_ledger_id_account_id_accounts_ledger_id_id_fk" FOREIGN KEY ("ledger_id","account_id") REFERENCES "public"."accounts"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_ledger_id_parent_id_accounts_ledger_id_id_fk" FOREIGN KEY ("ledger_id","parent_id") REFERENCES "public"."accounts"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doubtful_mails" ADD CONSTRAINT "doubtful_mails_ledger_id_message_id_raw_messages_ledger_id_id_fk" FOREIGN KEY ("ledger_id","message_id") REFERENCES "public"."raw_messages"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_ledger_id_message_id_raw_messages_ledger_id_id_fk" FOREIGN KEY ("ledger_id","message_id") REFERENCES "public"."raw_messages"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_alerts" ADD CONSTRAINT "answer_alerts_ledger_id_answer_id_answers_ledger_id_id_fk" FOREIGN KEY ("ledger_id","answer_id") REFERENCES "public"."answers"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_alerts" ADD CONSTRAINT "answer_alerts_ledger_id_message_id_position_alerts_ledger_id_message_id_position_fk" FOREIGN KEY ("ledger_id","message_id","position") REFERENCES "public"."alerts"("ledger_id","message_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw_messages" ADD CONSTRAINT "raw_messages_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_ledger_id_message_id_position_alerts_ledger_id_message_id_position_fk" FOREIGN KEY ("ledger_id","message_id","position") REFERENCES "public"."alerts"("ledger_id","message_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reread_pages" ADD CONSTRAINT "reread_pages_ledger_id_reread_id_rereads_ledger_id_id_fk" FOREIGN KEY ("ledger_id","reread_id") REFERENCES "public"."rereads"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rereads" ADD CONSTRAINT "rereads_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phones" ADD CONSTRAINT "phones_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sms_deliveries" ADD CONSTRAINT "sms_deliveries_ledger_id_phone_id_phones_ledger_id_id_fk" FOREIGN KEY ("ledger_id","phone_id") REFERENCES "public"."phones"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balance_claims" ADD CONSTRAINT "balance_claims_ledger_id_message_id_position_alerts_ledger_id_message_id_position_fk" FOREIGN KEY ("ledger_id","message_id","position") REFERENCES "public"."alerts"("ledger_id","message_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balance_claims" ADD CONSTRAINT "balance_claims_ledger_id_account_id_accounts_ledger_id_id_fk" FOREIGN KEY ("ledger_id","account_id") REFERENCES "public"."accounts"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_ledger_id_plan_id_plans_ledger_id_id_fk" FOREIGN KEY ("ledger_id","plan_id") REFERENCES "public"."plans"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_ledger_id_transaction_id_transactions_ledger_id_id_fk" FOREIGN KEY ("ledger_id","transaction_id") REFERENCES "public"."transactions"("ledger_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_ledger_id_account_id_accounts_ledger_id_id_fk" FOREIGN KEY ("ledger_id","account_id") REFERENCES "public"."accounts"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redirects" ADD CONSTRAINT "redirects_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_locks" ADD CONSTRAINT "statement_locks_ledger_id_message_id_raw_messages_ledger_id_id_fk" FOREIGN KEY ("ledger_id","message_id") REFERENCES "public"."raw_messages"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_locks" ADD CONSTRAINT "statement_locks_ledger_id_account_id_accounts_ledger_id_id_fk" FOREIGN KEY ("ledger_id","account_id") REFERENCES "public"."accounts"("ledger_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transaction_parents" ADD CONSTRAINT "transaction_parents_ledger_id_child_id_transactions_ledger_id_id_fk" FOREIGN KEY ("ledger_id","child_id") REFERENCES "public"."transactions"("ledger_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "witnesses" ADD CONSTRAINT "witnesses_ledger_id_transaction_id_transactions_ledger_id_id_fk" FOREIGN KEY ("ledger_id","transaction_id") REFERENCES "public"."transactions"("ledger_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "witnesses" ADD CONSTRAINT "witnesses_ledger_id_message_id_position_alerts_ledger_id_message_id_position_fk" FOREIGN KEY ("ledger_id","message_id","position") REFERENCES "public"."alerts"("ledger_id","message_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_uploads" ADD CONSTRAINT "statement_uploads_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_uploads" ADD CONSTRAINT "statement_uploads_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "taught_columns" ADD CONSTRAINT "taught_columns_ledger_id_ledgers_id_fk" FOREIGN KEY ("ledger_id") REFERENCES "public"."ledgers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_grants_secret" ON "access_grants" USING btree ("ledger_id","secret_hash");--> statement-breakpoint
CREATE INDEX "access_grants_person" ON "access_grants" USING btree ("ledger_id","person_id","kind") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "kept_answers_age" ON "kept_answers" USING btree ("ledger_id","kept_at");--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("id") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_claimed" ON "inbox" USING btree ("claimed_until") WHERE handled_at is null and claimed_until is not null;--> statement-breakpoint
CREATE INDEX "attachments_alert" ON "attachments" USING btree ("ledger_id","message_id","position");--> statement-breakpoint
CREATE INDEX "lessons_counterparty" ON "lessons" USING btree ("ledger_id","counterparty_key");--> statement-breakpoint
CREATE INDEX "lessons_answer" ON "lessons" USING btree ("ledger_id","answer_id");--> statement-breakpoint
CREATE INDEX "lessons_in_force" ON "lessons" USING btree ("ledger_id","learned_at","id") WHERE forgotten_at is null;--> statement-breakpoint
CREATE INDEX "setting_changes_latest" ON "setting_changes" USING btree ("ledger_id","at") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "taught_layouts_in_force" ON "taught_layouts" USING btree ("ledger_id") WHERE forgotten_at is null;--> statement-breakpoint
CREATE INDEX "teaching_drafts_message" ON "teaching_drafts" USING btree ("ledger_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_key" ON "accounts" USING btree ("ledger_id","key") WHERE key is not null;--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "alerts_amount" ON "alerts" USING btree ("ledger_id","amount_minor","occurred_date");--> statement-breakpoint
CREATE INDEX "alerts_identity" ON "alerts" USING btree ("ledger_id","institution","tail","currency");--> statement-breakpoint
CREATE INDEX "answers_latest" ON "answers" USING btree ("ledger_id","at") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "raw_messages_origin" ON "raw_messages" USING btree ("ledger_id","origin");--> statement-breakpoint
CREATE INDEX "raw_messages_unread" ON "raw_messages" USING btree ("ledger_id","received_at") WHERE outcome in ('unrecognized', 'ambiguous', 'malformed');--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_sequence" ON "outbox" USING btree ("ledger_id","sequence");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("chat_id","sequence") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_subject" ON "outbox" USING btree ("ledger_id","subject") WHERE subject is not null;--> statement-breakpoint
CREATE INDEX "outbox_sent_message" ON "outbox" USING btree ("ledger_id","chat_id","sent_message_id") WHERE sent_message_id is not null and subject is not null;--> statement-breakpoint
CREATE INDEX "phones_secret" ON "phones" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "sms_deliveries_text" ON "sms_deliveries" USING btree ("ledger_id","fingerprint");--> statement-breakpoint
CREATE INDEX "sms_deliveries_phone" ON "sms_deliveries" USING btree ("ledger_id","phone_id","delivered_at");--> statement-breakpoint
CREATE INDEX "balance_claims_account" ON "balance_claims" USING btree ("ledger_id","account_id","occurred_date");--> statement-breakpoint
CREATE INDEX "decisions_alert" ON "decisions" USING btree ("ledger_id","message_id","position");--> statement-breakpoint
CREATE INDEX "postings_account" ON "postings" USING btree ("ledger_id","account_id");--> statement-breakpoint
CREATE INDEX "transactions_date" ON "transactions" USING btree ("ledger_id","occurred_date");--> statement-breakpoint
CREATE INDEX "transactions_booked" ON "transactions" USING btree ("ledger_id","booked_at");--> statement-breakpoint
CREATE INDEX "transactions_payee" ON "transactions" USING btree ("ledger_id","payee_key");--> statement-breakpoint
CREATE INDEX "witnesses_transaction" ON "witnesses" USING btree ("ledger_id","transaction_id");--> statement-breakpoint
CREATE INDEX "statement_uploads_state" ON "statement_uploads" USING btree ("ledger_id","state");