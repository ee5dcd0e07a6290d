import { readTypedAmount } from '../../formats/quick-amount.ts'

/** What a person typed into the field of the amount: nothing, an amount above zero, or something that is none. */
export type AmountTyped =
  | { readonly kind: 'empty' }
  | { readonly kind: 'amount'; readonly minor: bigint; readonly currency: string; readonly isSum: boolean }
  | { readonly kind: 'wrong' }

/** Reads an amount by the grammar of the chat's quick entries: `1500`, `₦1,500.50`, `3.2k`, `1200+350`, `1200/3`, `20 usd`. */
export function readAmount(text: string, currency: string): AmountTyped {
  const typed = text.trim().replaceAll('−', '-')
  if (typed === '') return { kind: 'empty' }
  const read = readTypedAmount(typed, 0, currency)
  if (read === null || read.end !== typed.length || read.sign === '-') return { kind: 'wrong' }
  return {
    kind: 'amount',
    minor: read.money.minor,
    currency: read.money.currency,
    isSum: /\d\s*[-+*x×/÷]\s*\d/i.test(typed),
  }
}
