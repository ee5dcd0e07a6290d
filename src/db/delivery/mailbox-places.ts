import type { MailboxPlace } from '../../domain/mailbox.ts'
import type { Database } from '../client.ts'

type PlaceRow = { ledger_id: string; id: string; chat_id: bigint | null }

/** Which mailboxes there are in all ledgers, as the system role sees them: no login, no server. */
export async function mailboxPlaces(database: Database): Promise<readonly MailboxPlace[]> {
  const text = `SELECT DISTINCT ON (ledger_id, mailboxes.id) ledger_id, mailboxes.id, chat_id
    FROM mailboxes LEFT JOIN (SELECT * FROM memberships WHERE role = 'owner') AS owners USING (ledger_id)
    ORDER BY ledger_id, mailboxes.id, owners.created_at, owners.person_id`
  const rows = await database.inSystem((transaction) => transaction.query<PlaceRow>(text))
  return rows.map((row) => ({ ledgerId: row.ledger_id, mailboxId: row.id, chatId: row.chat_id }))
}
