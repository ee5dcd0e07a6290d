-- Row-level security: two roles, made by the migrator before this file runs (they belong to the whole cluster).
-- expense_tracker_app sees one ledger, named by the transaction-local setting app.ledger_id; unset, it sees nothing.
-- expense_tracker_system sees the installation's own tables, memberships, the outbox, which ledgers, mailboxes and phones there are, and no ledger's money.
ALTER TABLE "ledgers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "ledgers" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "ledgers_of_ledger" ON "ledgers" TO expense_tracker_app
  USING ("id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "memberships" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "memberships_of_ledger" ON "memberships" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "accounts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "accounts_of_ledger" ON "accounts" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "account_identities" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "account_identities" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "account_identities_of_ledger" ON "account_identities" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "raw_messages" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "raw_messages" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "raw_messages_of_ledger" ON "raw_messages" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "alerts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "alerts_of_ledger" ON "alerts" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "readings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "readings" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "readings_of_ledger" ON "readings" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "rereads" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "rereads" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "rereads_of_ledger" ON "rereads" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "reread_pages" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "reread_pages" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "reread_pages_of_ledger" ON "reread_pages" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "payee_edits" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "payee_edits" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "payee_edits_of_ledger" ON "payee_edits" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "taught_layouts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "taught_layouts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "taught_layouts_of_ledger" ON "taught_layouts" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "teaching_drafts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "teaching_drafts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "teaching_drafts_of_ledger" ON "teaching_drafts" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "answers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "answers" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "answers_of_ledger" ON "answers" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "answer_alerts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "answer_alerts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "answer_alerts_of_ledger" ON "answer_alerts" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "transactions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "transactions" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "transactions_of_ledger" ON "transactions" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "postings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "postings" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "postings_of_ledger" ON "postings" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "witnesses" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "witnesses" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "witnesses_of_ledger" ON "witnesses" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "transaction_parents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "transaction_parents" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "transaction_parents_of_ledger" ON "transaction_parents" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "redirects" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "redirects" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "redirects_of_ledger" ON "redirects" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "balance_claims" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "balance_claims" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "balance_claims_of_ledger" ON "balance_claims" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "statement_locks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "statement_locks" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "statement_locks_of_ledger" ON "statement_locks" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "plans" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "plans" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "plans_of_ledger" ON "plans" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "decisions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "decisions" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "decisions_of_ledger" ON "decisions" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "rules" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "rules" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "rules_of_ledger" ON "rules" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "setting_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "setting_changes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "setting_changes_of_ledger" ON "setting_changes" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "attachments" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "attachments" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "attachments_of_ledger" ON "attachments" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "lessons" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "lessons" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "lessons_of_ledger" ON "lessons" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "audit_of_ledger" ON "audit" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "statement_uploads" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "statement_uploads" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "statement_uploads_of_ledger" ON "statement_uploads" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "taught_columns" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "taught_columns" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "taught_columns_of_ledger" ON "taught_columns" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "outbox_of_ledger" ON "outbox" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "mailboxes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "mailboxes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "mailboxes_of_ledger" ON "mailboxes" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "doubtful_mails" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "doubtful_mails" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "doubtful_mails_of_ledger" ON "doubtful_mails" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "phones" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "phones" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "phones_of_ledger" ON "phones" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "sms_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sms_deliveries" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "sms_deliveries_of_ledger" ON "sms_deliveries" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "access_grants" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "access_grants" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "access_grants_of_ledger" ON "access_grants" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "kept_answers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "kept_answers" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "kept_answers_of_ledger" ON "kept_answers" TO expense_tracker_app
  USING ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid)
  WITH CHECK ("ledger_id" = nullif(current_setting('app.ledger_id', true), '')::uuid);
--> statement-breakpoint
CREATE POLICY "memberships_for_system" ON "memberships" FOR SELECT TO expense_tracker_system USING (true);
--> statement-breakpoint
CREATE POLICY "mailboxes_for_system" ON "mailboxes" FOR SELECT TO expense_tracker_system USING (true);
--> statement-breakpoint
CREATE POLICY "ledgers_for_system" ON "ledgers" FOR SELECT TO expense_tracker_system USING (true);
--> statement-breakpoint
CREATE POLICY "phones_read_for_system" ON "phones" FOR SELECT TO expense_tracker_system USING (true);
--> statement-breakpoint
CREATE POLICY "phones_update_for_system" ON "phones" FOR UPDATE TO expense_tracker_system USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "outbox_read_for_system" ON "outbox" FOR SELECT TO expense_tracker_system USING (true);
--> statement-breakpoint
CREATE POLICY "outbox_update_for_system" ON "outbox" FOR UPDATE TO expense_tracker_system USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What the app role may do. Messages, readings, answers, plans, decisions and audit are append-only but for the columns named.
GRANT SELECT, INSERT ON "ledgers" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("name", "time_zone", "currency", "quick_entry_account_id", "learning_mark", "filing_precision", "has_daily_card") ON "ledgers" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "memberships" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "accounts" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "account_identities" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "alerts" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "answer_alerts" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "transactions" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "postings" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "witnesses" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "transaction_parents" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "redirects" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "balance_claims" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "statement_locks" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "rules" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON "setting_changes", "attachments" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("undone_at") ON "setting_changes" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("removed_at") ON "attachments" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "mailboxes" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "phones" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON "sms_deliveries" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON "doubtful_mails" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("state") ON "doubtful_mails" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON "raw_messages", "readings", "answers", "plans", "decisions", "audit", "lessons", "outbox", "rereads", "reread_pages", "taught_layouts", "payee_edits" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("outcome", "outcome_detail", "authenticity") ON "raw_messages" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "teaching_drafts" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "statement_uploads" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "taught_columns" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "access_grants", "kept_answers" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("last_used_at", "revoked_at") ON "access_grants" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("forgotten_at", "forgotten_because", "reread_id") ON "taught_layouts" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("taken_back_at") ON "rereads" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("revoked_at") ON "answers" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("revoked_at") ON "payee_edits" TO expense_tracker_app;
--> statement-breakpoint
GRANT UPDATE ("forgotten_at", "applied_at") ON "lessons" TO expense_tracker_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE "outbox_sequence_seq" TO expense_tracker_app;
--> statement-breakpoint
-- An update is marked handled in the very commit that books it; the app role sees no body.
GRANT SELECT ("id", "claimed_by", "handled_at"), UPDATE ("handled_at", "claimed_by", "claimed_until", "failure") ON "inbox" TO expense_tracker_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "installation", "people", "pairing_codes", "inbox", "leases" TO expense_tracker_system;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE "inbox_id_seq" TO expense_tracker_system;
--> statement-breakpoint
GRANT SELECT ON "memberships" TO expense_tracker_system;
--> statement-breakpoint
GRANT SELECT ("ledger_id", "id") ON "mailboxes" TO expense_tracker_system;
--> statement-breakpoint
GRANT SELECT ("id", "name") ON "ledgers" TO expense_tracker_system;
--> statement-breakpoint
GRANT SELECT ("ledger_id", "id", "secret_hash", "is_signed", "revoked_at", "heard_at", "dropped"), UPDATE ("heard_at", "dropped") ON "phones" TO expense_tracker_system;
--> statement-breakpoint
GRANT SELECT, UPDATE ("state", "attempts", "not_before", "sent_at", "sent_message_id", "failure") ON "outbox" TO expense_tracker_system;
--> statement-breakpoint
-- Money is neither made nor lost: the legs of a transaction sum to zero in each currency after every statement.
CREATE FUNCTION postings_sum_to_zero() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  unbalanced uuid;
BEGIN
  SELECT p.transaction_id INTO unbalanced
    FROM changed c
    JOIN postings p ON p.ledger_id = c.ledger_id AND p.transaction_id = c.transaction_id
    GROUP BY p.ledger_id, p.transaction_id, p.currency
    HAVING sum(p.amount_minor) <> 0
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'postings of transaction % do not sum to zero', unbalanced USING ERRCODE = 'check_violation', CONSTRAINT = 'postings_sum_to_zero';
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "postings_sum_to_zero_on_insert" AFTER INSERT ON "postings" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION postings_sum_to_zero();
--> statement-breakpoint
CREATE TRIGGER "postings_sum_to_zero_on_update" AFTER UPDATE ON "postings" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION postings_sum_to_zero();
--> statement-breakpoint
CREATE TRIGGER "postings_sum_to_zero_on_delete" AFTER DELETE ON "postings" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION postings_sum_to_zero();
