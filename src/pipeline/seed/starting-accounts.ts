import { type AccountType, EQUITY_NAMES } from '../../domain/account.ts'
import { SEED_CATEGORIES } from './categories.ts'

/** The accounts every new ledger starts with: the two equity accounts and the category tree. Parents come first. */
export const STARTING_ACCOUNTS: readonly {
  readonly key: string
  readonly type: Exclude<AccountType, 'liability'>
  readonly name: string
  readonly icon: string | null
  readonly parent: string | null
}[] = [
  { key: 'equity.opening', type: 'equity', name: EQUITY_NAMES.opening, icon: null, parent: null },
  { key: 'equity.conversion', type: 'equity', name: EQUITY_NAMES.conversion, icon: null, parent: null },
  ...SEED_CATEGORIES.map(({ kind, ...category }) => ({ ...category, type: kind })),
]
