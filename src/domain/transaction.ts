import type { AlertKey } from './alert.ts'
import type { Occurred } from './calendar.ts'
import type { CategoryReason } from './category.ts'
import type { Money } from './money.ts'

/** One leg: plus is into the account, minus is out of it. Category legs are the mirror. */
export type Posting = { readonly accountId: string; readonly amount: Money }

export type TransactionKind = 'expense' | 'income' | 'transfer' | 'fee' | 'reversed' | 'refund' | 'opening'
export type TransactionStatus = 'pending' | 'posted' | 'void'

/** What an alert contributes: the two legs of a transfer, a payment, its undoing, a printed fee, or a stand-alone fee. */
export type WitnessRole = 'from' | 'to' | 'payment' | 'reversal' | 'fee' | 'self'
export type Witness = { readonly key: AlertKey; readonly role: WitnessRole }

/** One economic event the ledger believes. Postings sum to zero in each currency. */
export type Transaction = {
  readonly id: string
  readonly kind: TransactionKind
  readonly status: TransactionStatus
  /** Perhaps the same event as this earlier transaction; a person decides. Null when certain. */
  readonly suspectOf: string | null
  readonly occurred: Occurred
  readonly payee: string | null
  /** Equal for equal payees however banks write them; left out where nobody is named. */
  readonly payeeKey?: string
  readonly narration: string | null
  readonly note: string | null
  readonly tags: readonly string[]
  readonly postings: readonly Posting[]
  readonly witnesses: readonly Witness[]
  /** The payments a fee belongs to; empty otherwise. */
  readonly parents: readonly string[]
  readonly categoryReason: CategoryReason | null
}

/** The currencies whose postings do not sum to zero; empty for a sound transaction. */
export function unbalancedCurrencies(postings: readonly Posting[]): string[] {
  const sums = new Map<string, bigint>()
  for (const { amount } of postings) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.minor)
  return [...sums].filter(([, sum]) => sum !== 0n).map(([currency]) => currency)
}
