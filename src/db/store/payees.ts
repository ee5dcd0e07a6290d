import type { PayeeEdit } from '../../domain/payee.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import type { LedgerScope } from './scope.ts'
import { selectTransactions } from './transactions.ts'

type PayeeStore = Pick<
  LedgerSession,
  'payeeEdits' | 'addPayeeEdit' | 'revokePayeeEdit' | 'transactionsOfPayees' | 'payeesLike'
>

type EditRow = {
  id: string
  kind: PayeeEdit['kind']
  payee_key: string
  into_key: string
  name: string
  person_id: string | null
  at: string
}

/** Payees, and what people say about them. */
export function payeeStore(scope: LedgerScope): PayeeStore {
  const { ledgerId, transaction } = scope
  return {
    payeeEdits: async () => {
      const rows = await transaction.query<EditRow>(
        `SELECT id, kind, payee_key, into_key, name, person_id, at FROM payee_edits
         WHERE ledger_id = $1 AND revoked_at IS NULL ORDER BY at DESC, id DESC`,
        [ledgerId],
        { name: 'payee_edits' },
      )
      return rows.map(({ payee_key: payeeKey, into_key: intoKey, person_id: by, at, ...row }) => ({
        ...{ ...row, payeeKey, intoKey, by },
        at: Temporal.Instant.from(at),
      }))
    },
    addPayeeEdit: async ({ id, kind, payeeKey, intoKey, name, by, at }) => {
      await transaction.query(
        `INSERT INTO payee_edits (ledger_id, id, kind, payee_key, into_key, name, person_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (ledger_id, id) DO NOTHING`,
        [ledgerId, id, kind, payeeKey, intoKey, name, by, at.toString()],
      )
    },
    revokePayeeEdit: async (id, at) => {
      await transaction.query(
        'UPDATE payee_edits SET revoked_at = $3 WHERE ledger_id = $1 AND id = $2 AND revoked_at IS NULL',
        [ledgerId, id, at.toString()],
      )
    },
    transactionsOfPayees: (keys) =>
      selectTransactions(scope, 'transactions_of_payees', 't.payee_key = ANY($2::text[])', keys),
    payeesLike: async (payeeKey, limit) => {
      // Alike: both begin with the same letters, or they share a word of four letters and more.
      const rows = await transaction.query<{ payee_key: string; name: string | null; count: bigint; latest: string }>(
        `SELECT t.payee_key, min(t.payee) AS name, count(*) AS count,
           (array_agg(t.id ORDER BY t.occurred_date DESC, t.id))[1] AS latest
         FROM transactions t
         WHERE t.ledger_id = $1 AND t.status <> 'void' AND t.payee_key <> $2
           AND (left(t.payee_key, 5) = left($2, 5)
             OR string_to_array(t.payee_key, ' ') && (SELECT array_agg(word) FROM unnest(string_to_array($2, ' ')) AS word WHERE length(word) > 3))
         GROUP BY t.payee_key ORDER BY count(*) DESC, t.payee_key LIMIT $3`,
        [ledgerId, payeeKey, limit],
      )
      return rows.map(({ payee_key: key, name, count, latest }) => {
        return { payeeKey: key, name: name ?? key, count: Number(count), transactionId: latest }
      })
    },
  }
}
