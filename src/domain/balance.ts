import type { AlertKey } from './alert.ts'
import type { Occurred } from './calendar.ts'
import type { Money } from './money.ts'

/** A balance the bank stated after an entry. */
export type BalanceClaim = {
  readonly key: AlertKey
  readonly accountId: string
  readonly balance: Money
  /** What the account held before the entry, as the alert implies: balance less the amount, a printed fee added back. */
  readonly beforeMinor: bigint
  readonly occurred: Occurred
}

/** A claim held against what our postings say. `missingMinor` is the bank's balance less ours: minus is money out we did not see. */
export type BalanceCheck =
  | { readonly kind: 'first' }
  /** `disputes`: an alert before it that this balance contradicts, where there is one. */
  | { readonly kind: 'closes'; readonly disputes?: AlertKey }
  | { readonly kind: 'breaks'; readonly missingMinor: bigint; readonly after: AlertKey }
  /** The balances before and after it agree with each other and not with it: for a credit, perhaps a fake alert. */
  | { readonly kind: 'disputed' }
  | { readonly kind: 'no-balance' }
