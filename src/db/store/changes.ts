import type { LedgerScope } from './scope.ts'

/** Told, by ids alone, whenever a commit changed transactions or uploads of a ledger. */
export const CHANGES_CHANNEL = 'expense_tracker_changes'

/** A notification holds 8,000 bytes; of more transactions than this nobody looks at each. */
const NAMED_MAX = 100

/** What a notification says. `transactions` is null when there are too many to name. */
export type ChangeNote = {
  readonly ledgerId: string
  readonly transactions: readonly string[] | null
  readonly uploads: readonly string[]
}

/** Tells of a change when the transaction commits. */
export function tellChange(
  { ledgerId, transaction }: Pick<LedgerScope, 'ledgerId' | 'transaction'>,
  { transactions = [], uploads = [] }: { transactions?: readonly string[]; uploads?: readonly string[] },
): Promise<unknown> {
  const note: ChangeNote = { ledgerId, transactions: transactions.length > NAMED_MAX ? null : transactions, uploads }
  return transaction.query(`SELECT pg_notify('${CHANGES_CHANNEL}', $1)`, [JSON.stringify(note)], {
    name: 'tell_change',
  })
}
