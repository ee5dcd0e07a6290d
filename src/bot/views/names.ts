import type { TransactionLine } from '../../actions/transaction-view.ts'
import type { Account } from '../../domain/account.ts'
import type { Category } from '../../domain/category.ts'
import { shortText } from './html.ts'
import { moneyText } from './money.ts'

const NAME_LENGTH_MAX = 60
const BUTTON_LENGTH_MAX = 40

/** `GTBank ••8016`. */
export function accountText({ name, tail }: Pick<Account, 'name' | 'tail'>): string {
  const short = shortText(name, NAME_LENGTH_MAX)
  return tail === null || name.includes(tail) ? short : `${short} ••${shortText(tail, 8)}`
}

/** `Food: Groceries 🛒`. */
export function categoryText({ name, icon }: Pick<Category, 'name' | 'icon'>, lengthMax = NAME_LENGTH_MAX): string {
  const short = shortText(name, lengthMax)
  return icon === null ? short : `${short} ${shortText(icon, 16)}`.trim()
}

/** A category as the text of a button, never empty. */
export function categoryButtonText(category: Pick<Category, 'name' | 'icon'>): string {
  return categoryText(category, BUTTON_LENGTH_MAX) || 'Category'
}

/** The other side of a transaction, else the bank's words, else a word for it. */
export function counterpartyText({
  counterparty,
  narration,
  kind,
}: Pick<TransactionLine, 'counterparty' | 'narration' | 'kind'>): string {
  const short = shortText(counterparty ?? '', NAME_LENGTH_MAX) || shortText(narration ?? '', NAME_LENGTH_MAX)
  if (short !== '') return short
  return kind === 'fee' ? 'Bank charge' : kind === 'transfer' ? 'Own transfer' : 'No name given'
}

/** `−₦22,500.00`, `+₦5,000.00`; a transfer between own accounts has no sign. */
export function signedAmountText({ direction, amount }: Pick<TransactionLine, 'direction' | 'amount'>): string {
  switch (direction) {
    case 'in':
      return moneyText(amount, 'always')
    case 'out':
      return moneyText({ ...amount, minor: -amount.minor })
    case 'transfer':
      return moneyText(amount)
  }
}
