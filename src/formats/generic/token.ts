import type { PrintedDay } from './dates.ts'

/**
 * A piece of a message. `number` is digits with their marks as printed; `currency` a mark beside one; `code` letters and
 * digits mixed, and everything else that is no amount (links, dial codes, percentages); `account` holds a mask.
 */
export type Token = {
  readonly kind: 'word' | 'number' | 'currency' | 'code' | 'account' | 'date' | 'time' | 'sign'
  readonly start: number
  readonly end: number
  readonly text: string
  readonly day: PrintedDay | null
  /** A number whose digits may not be what the bank printed. */
  readonly isDamaged: boolean
}
