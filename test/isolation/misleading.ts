import type pg from 'pg'
import { OURS, THEIRS } from './ledger-ids.ts'

/**
 * Changes to their ledger that derived ids alone do not give: whatever joins a row of theirs to one of ours by anything
 * but the ledger gets another answer. Each says which condition it is there for.
 */
const CHANGES: readonly string[] = [
  // Reads that keep one row per id (a Map) must find another value under the same id.
  `UPDATE raw_messages SET fingerprint = 'theirs' || fingerprint, origin = 'theirs:' || origin WHERE ledger_id = $1`,
  `UPDATE transactions SET booked_at = booked_at + interval '1 day', note = 'theirs' WHERE ledger_id = $1`,
  // Their owner was there first.
  `UPDATE memberships SET created_at = created_at - interval '1 day' WHERE ledger_id = $1`,
  // The same call in both outboxes, by id; theirs is the later one about the same subject.
  `UPDATE outbox SET sequence = sequence + 500 WHERE ledger_id = $1`,
  `UPDATE outbox theirs SET id = ours.id FROM outbox ours WHERE theirs.ledger_id = $1 AND ours.ledger_id = $2
     AND ours.state = theirs.state`,
  // Every alert of theirs is like the latest of ours, which it is not in ours.
  `UPDATE alerts theirs SET amount_minor = ours.amount_minor, currency = ours.currency, occurred_date = ours.occurred_date,
       direction = CASE ours.direction WHEN 'debit' THEN 'credit' ELSE 'debit' END
     FROM (SELECT * FROM alerts WHERE ledger_id = $2 ORDER BY occurred_date DESC, message_id, position LIMIT 1) ours
     WHERE theirs.ledger_id = $1`,
  // An answer that both have, on alerts that only theirs has it on.
  `INSERT INTO answer_alerts (ledger_id, message_id, position, answer_id)
     SELECT a.ledger_id, a.message_id, a.position, n.id FROM alerts a JOIN answers n ON n.ledger_id = a.ledger_id
     WHERE a.ledger_id = $1 ON CONFLICT DO NOTHING`,
  // A transaction that both have, witnessed by alerts that only theirs says so of; the same for fees and their parents.
  `INSERT INTO witnesses (ledger_id, message_id, position, transaction_id, role)
     SELECT a.ledger_id, a.message_id, a.position, t.id, 'self' FROM alerts a JOIN transactions t ON t.ledger_id = a.ledger_id
     WHERE a.ledger_id = $1 ON CONFLICT DO NOTHING`,
  `INSERT INTO transaction_parents (ledger_id, child_id, parent_id)
     SELECT c.ledger_id, c.id, p.id FROM transactions c JOIN transactions p ON p.ledger_id = c.ledger_id AND p.id <> c.id
     WHERE c.ledger_id = $1 ON CONFLICT DO NOTHING`,
  // Ids that are live in ours lead somewhere else in theirs.
  `INSERT INTO redirects (ledger_id, from_id, to_id)
     SELECT f.ledger_id, f.id, (SELECT max(t.id::text)::uuid FROM transactions t WHERE t.ledger_id = $2 AND t.id <> f.id)
     FROM transactions f WHERE f.ledger_id = $1 ON CONFLICT DO NOTHING`,
  // What theirs was taught read all its messages.
  `UPDATE readings SET layout_id = 'theirs' WHERE ledger_id = $1`,
  // A claim on each account before all of ours.
  `INSERT INTO balance_claims SELECT ledger_id, message_id, 99, account_id, balance_minor, before_minor, currency,
     occurred_date - 40, occurred_at - interval '40 days' FROM balance_claims WHERE ledger_id = $1`,
  // A claim on each account after all of ours.
  `INSERT INTO balance_claims SELECT ledger_id, message_id, 98, account_id, balance_minor, before_minor, currency,
     occurred_date + 40, occurred_at + interval '40 days' FROM balance_claims WHERE ledger_id = $1 AND position = 0`,
  // The same claim, alert, reading and transaction, otherwise stated in theirs.
  `UPDATE balance_claims SET balance_minor = balance_minor + 1 WHERE ledger_id = $1`,
  `UPDATE alerts SET received_at = received_at + interval '1 hour' WHERE ledger_id = $1`,
  `UPDATE readings SET reading = jsonb_set(reading, '{counterparty}', '"THEIRS"') WHERE ledger_id = $1`,
  `UPDATE transactions SET status = 'pending' WHERE ledger_id = $1 AND status = 'posted'`,
  // Their latest transaction is so late that ours all lie more than 90 days before it.
  `UPDATE transactions SET occurred_date = '2027-06-01' WHERE ledger_id = $1
     AND id NOT IN (SELECT id FROM transactions WHERE ledger_id = $2)`,
  // Legs on the category that ours uses second most, on transactions that both have.
  `INSERT INTO postings (ledger_id, transaction_id, position, account_id, amount_minor, currency)
     SELECT t.ledger_id, t.id, 50 + n, a.id, CASE n % 2 WHEN 0 THEN 100 ELSE -100 END, 'NGN'
     FROM transactions t JOIN accounts a ON a.ledger_id = t.ledger_id AND a.key IN ('food.groceries'), generate_series(0, 3) n
     WHERE t.ledger_id = $1`,
  // No transaction of theirs sums to zero, which the trigger on postings must not hold against ours.
  `INSERT INTO postings (ledger_id, transaction_id, position, account_id, amount_minor, currency)
     SELECT ledger_id, transaction_id, 60, account_id, 7, currency FROM postings WHERE ledger_id = $1 AND position = 0`,
  // An account of ours is hidden in theirs, and all readings have later ones.
  `UPDATE accounts SET is_hidden = true WHERE ledger_id = $1 AND institution = 'OPay'`,
  `INSERT INTO readings (ledger_id, message_id, position, number, layout_id, reading, fingerprint, occurred_date, occurred_from, read_at)
     SELECT ledger_id, message_id, position, number + 4, 'theirs', reading, 'theirs', occurred_date, 'receipt', read_at
     FROM readings WHERE ledger_id = $1`,
  // Alerts and answers of theirs name an account that nothing in ours names.
  `UPDATE alerts SET account_id = (SELECT i.account_id FROM account_identities i JOIN ledgers l ON l.id = i.ledger_id
     WHERE i.ledger_id = $2 AND i.account_id IS DISTINCT FROM l.quick_entry_account_id LIMIT 1) WHERE ledger_id = $1`,
  `UPDATE answers SET content = content || jsonb_build_object('accountId', (SELECT i.account_id FROM account_identities i
     JOIN ledgers l ON l.id = i.ledger_id WHERE i.ledger_id = $2 AND i.account_id IS DISTINCT FROM l.quick_entry_account_id
     LIMIT 1)) WHERE ledger_id = $1`,
  // An identity that only theirs has, and no alert.
  `INSERT INTO account_identities (ledger_id, institution, tail, currency, account_id, because)
     SELECT $1, 'Orphan Bank', '', 'NGN', id, 'named' FROM accounts WHERE ledger_id = $1 AND key = 'food.groceries'`,
  // Their grants are of the person who owns ours.
  `UPDATE access_grants theirs SET person_id = ours.person_id FROM access_grants ours
     WHERE theirs.ledger_id = $1 AND ours.ledger_id = $2`,
  // Their first legs are of other amounts.
  `UPDATE postings SET amount_minor = amount_minor * 3 WHERE ledger_id = $1 AND position = 0`,
  // Each of their lone categories is below another one.
  `UPDATE accounts SET parent_id = (SELECT id FROM accounts WHERE ledger_id = $1 AND key = 'food')
     WHERE ledger_id = $1 AND type = 'expense' AND parent_id IS NULL AND key <> 'food'`,
  // The category that ours uses most is one for income in theirs.
  `UPDATE accounts SET type = 'income' WHERE ledger_id = $1 AND id = (SELECT category_id FROM lessons WHERE ledger_id = $2 LIMIT 1)`,
]

/** Applies the changes with foreign keys and triggers off: theirs need not be sound, only different. */
export async function misleadFrom(superuser: pg.Client): Promise<void> {
  await superuser.query('BEGIN; SET LOCAL session_replication_role = replica')
  for (const change of CHANGES) {
    const values = change.includes('$2') ? [THEIRS, OURS] : [THEIRS]
    const { rowCount } = await superuser.query(change, values)
    if (rowCount === 0) throw new Error(`changed nothing: ${change}`)
  }
  await superuser.query('COMMIT')
}
