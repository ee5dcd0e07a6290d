import type { AccountIdentity } from './alert.ts'
import type { CurrencyCode } from './money.ts'

/** Accountants' five kinds. Assets and liabilities hold money; income and expense accounts are the categories a person sees. */
export type AccountType = 'asset' | 'liability' | 'income' | 'expense' | 'equity'

/** What money is in, owed on, or spent under. */
export type Account = {
  readonly id: string
  readonly type: AccountType
  readonly name: string
  readonly institution: string | null
  /** The longest tail seen, or null. */
  readonly tail: string | null
  /** Null for categories, which take every currency. */
  readonly currency: CurrencyCode | null
  /** Stands for a message that named no account; merges when evidence comes. */
  readonly isProvisional: boolean
}

/** Which account an identity is taken for, and why. A decision that later evidence may revise. */
export type AccountMatch = {
  readonly identity: AccountIdentity
  readonly accountId: string
  readonly because: 'named' | 'suffix' | 'only-account' | 'provisional'
}

/** Names of the equity accounts every ledger has; people cannot rename them. */
export const EQUITY_NAMES = { opening: 'Opening balances', conversion: 'Conversion' } as const
