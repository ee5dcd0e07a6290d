/** What happened, before a bank writes it down. */
export type Happening = {
  readonly rail: 'transfer' | 'pos' | 'web' | 'airtime' | 'data' | 'bill' | 'atm' | 'fee' | 'salary' | 'debit-order'
  readonly direction: 'debit' | 'credit'
  /** As the payee is registered, in capitals; empty where there is none. */
  readonly payee: string
  /** What the payer wrote on it. */
  readonly remark: string
  readonly phone: string
  readonly amountMinor: number
  /** Days since the household's first day. */
  readonly day: number
}

/** A way to write a happening. */
export type Style = (
  happening: Happening,
  random: { digits(count: number): string; pick<T>(from: readonly T[]): T; chance(p: number): boolean },
) => string

/** One line of a benchmark: what the product gets, and the truth. */
export type Row = {
  readonly text: string
  readonly amountMinor: number
  readonly direction: 'debit' | 'credit'
  readonly category: string
  /** The category a person gave it: wrong now and then. */
  readonly label: string
}
