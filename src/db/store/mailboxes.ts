import { and, asc, eq } from 'drizzle-orm'
import type { Mailbox, MailCursor } from '../../domain/mailbox.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import { mailboxes } from '../schema/mailboxes.ts'
import type { LedgerScope } from './scope.ts'

type MailboxStore = Pick<
  LedgerSession,
  'mailboxes' | 'mailboxPassword' | 'putMailbox' | 'removeMailbox' | 'moveMailbox'
>

type Row = typeof mailboxes.$inferSelect
type Login = { readonly user: string; readonly password: string }

/** Told, with the id, whenever a commit adds, changes or removes a mailbox, in any process. */
export const MAILBOX_CHANNEL = 'expense_tracker_mailboxes'

/** Mailboxes of a ledger; user names and passwords are kept sealed, bound to their row. */
export function mailboxStore({ ledgerId, transaction, vault }: LedgerScope): MailboxStore {
  const tell = (id: string) => transaction.query(`SELECT pg_notify('${MAILBOX_CHANNEL}', $1)`, [id])
  const place = (rowId: string) => ({ table: 'mailboxes', column: 'login', ledgerId, rowId })
  const loginOf = ({ id, login }: Pick<Row, 'id' | 'login'>): Login =>
    JSON.parse(Buffer.from(vault.open(place(id), login)).toString('utf8'))
  return {
    mailboxes: async () => {
      const rows = await transaction.db
        .select()
        .from(mailboxes)
        .where(eq(mailboxes.ledgerId, ledgerId))
        .orderBy(asc(mailboxes.addedAt), asc(mailboxes.id))
      return rows.map((row) => toMailbox(row, loginOf(row).user))
    },
    mailboxPassword: async (id) => {
      const [row] = await transaction.db
        .select({ id: mailboxes.id, login: mailboxes.login })
        .from(mailboxes)
        .where(and(eq(mailboxes.ledgerId, ledgerId), eq(mailboxes.id, id)))
      return row === undefined ? null : loginOf(row).password
    },
    putMailbox: async ({ id, user, host, port }, password, at) => {
      const login = vault.seal(place(id), JSON.stringify({ user, password }))
      const fresh = { login, host, port, failedLogins: 0, checkedAt: null, problem: null }
      await transaction.db
        .insert(mailboxes)
        .values({ ledgerId, id, ...fresh, addedAt: at })
        .onConflictDoUpdate({ target: [mailboxes.ledgerId, mailboxes.id], set: fresh })
      await tell(id)
    },
    removeMailbox: async (id) => {
      const gone = await transaction.db
        .delete(mailboxes)
        .where(and(eq(mailboxes.ledgerId, ledgerId), eq(mailboxes.id, id)))
        .returning({ id: mailboxes.id })
      if (gone.length > 0) await tell(id)
      return gone.length > 0
    },
    moveMailbox: async (id, from, progress) => {
      const { cursor, deferred, outcomes, ...rest } = progress
      const text = `UPDATE mailboxes SET uid_validity = $5, uid = $6, deferred = $7::jsonb, failed_logins = $8,
          checked_at = $9, mail_at = $10, outcomes = $11::jsonb, problem = $12, reasons = $13::jsonb
        WHERE ledger_id = $1 AND id = $2 AND uid_validity IS NOT DISTINCT FROM $3 AND uid IS NOT DISTINCT FROM $4
        RETURNING id`
      const moved = await transaction.query(text, [
        ledgerId,
        id,
        ...columnsOf(from),
        ...columnsOf(cursor),
        JSON.stringify(deferred.map(({ uid, since }) => ({ uid, since: since.toString() }))),
        rest.failedLogins,
        rest.checkedAt?.toString() ?? null,
        rest.mailAt?.toString() ?? null,
        JSON.stringify(outcomes),
        rest.problem,
        JSON.stringify(rest.reasons),
      ])
      return moved.length > 0
    },
  }
}

function columnsOf(cursor: MailCursor | null): [bigint | null, number | null] {
  return [cursor?.uidValidity ?? null, cursor?.uid ?? null]
}

function toMailbox(row: Row, user: string): Mailbox {
  const { id, host, port, addedAt, uidValidity, uid, failedLogins, checkedAt, mailAt, problem } = row
  const deferred = row.deferred as readonly { uid: number; since: string }[]
  return {
    id,
    user,
    host,
    port,
    addedAt,
    cursor: uidValidity === null || uid === null ? null : { uidValidity, uid },
    deferred: deferred.map((each) => ({ uid: each.uid, since: Temporal.Instant.from(each.since) })),
    failedLogins,
    checkedAt,
    mailAt,
    outcomes: row.outcomes as Mailbox['outcomes'],
    reasons: row.reasons as Mailbox['reasons'],
    problem,
  }
}
