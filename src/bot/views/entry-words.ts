import type { TransactionView } from '../../actions/transaction-view.ts'
import { shortText } from './html.ts'
import { moneyText } from './money.ts'
import { categoryText } from './names.ts'

/** `Food ₦4,000.00, Home ₦6,000.00`. */
export function splitsText(splits: TransactionView['splits']): string {
  return splits.map(({ category, amount }) => `${categoryText(category)} ${moneyText(amount)}`).join(', ')
}

/** `#fun #home`; empty for none. */
export function tagsText(tags: readonly string[]): string {
  return tags.map((tag) => `#${shortText(tag, 32)}`).join(' ')
}

/** `1 photo or file`. */
export function filesWords(count: number): string {
  return count === 1 ? '1 photo or file' : `${count} photos or files`
}
