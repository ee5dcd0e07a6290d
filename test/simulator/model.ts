/** The banks whose layouts the simulator writes. */
export type BankKey =
  | 'gtbank'
  | 'access'
  | 'zenith'
  | 'uba'
  | 'firstbank'
  | 'kuda'
  | 'opay'
  | 'moniepoint'
  | 'fcmb'
  | 'sterling'
  | 'vfd'
  | 'wema'

export type SourceName = 'sms' | 'email' | 'statement'

/** One of the household's accounts. `number` has ten digits. */
export type OwnAccount = {
  readonly id: string
  readonly bank: BankKey
  readonly number: string
  readonly currency: 'NGN' | 'USD'
  readonly holder: string
  /** What it held before the first day, in minor units. */
  readonly openingMinor: bigint
  /** How often daily life picks it. */
  readonly weight: number
  readonly sources: readonly SourceName[]
  /** How the bank takes the charge of a transfer. */
  readonly feeStyle: 'row' | 'split' | 'late' | 'printed' | 'merged' | 'free'
  readonly stampStyle: 'row' | 'batch'
  /** Card payments of a weekend are booked on Monday in its statements. */
  readonly booksLate: boolean
  /** Its statements list the newest row first. */
  readonly newestFirst: boolean
  /** Alerts of this account come twice, by two phones. */
  readonly phones: number
}

/** What an entry is about; banks say it in their own words. */
export type What =
  | {
      readonly type: 'transfer-out' | 'transfer-in'
      readonly name: string
      readonly bank: string
      readonly remark: string
      readonly number: string
    }
  | { readonly type: 'pos' | 'web' | 'refund'; readonly merchant: string }
  | { readonly type: 'airtime'; readonly telco: string; readonly phone: string }
  | { readonly type: 'bill'; readonly biller: string; readonly customer: string }
  | { readonly type: 'atm'; readonly place: string }
  | { readonly type: 'salary'; readonly employer: string; readonly month: string }
  | { readonly type: 'interest' }
  | { readonly type: 'nip-fee'; readonly part: 'both' | 'commission' | 'vat' }
  | { readonly type: 'stamp-duty' | 'levy' | 'card-fee' | 'pot-out' | 'pot-in' | 'own-inside' }
  | { readonly type: 'stamp-batch'; readonly from: number; readonly to: number }
  | { readonly type: 'sms-charge'; readonly month: string }
  | { readonly type: 'reversal'; readonly of: What; readonly reference: string; readonly at: number }
  | { readonly type: 'exchange'; readonly rate: string; readonly usd: string }

/** One movement of one account as its bank books it. Times are seconds of local wall time since 1970. */
export type Entry = {
  readonly id: string
  readonly account: OwnAccount
  /** Plus is into the account. */
  readonly amountMinor: bigint
  readonly at: number
  /** When the statement books it; later than `at` for cards over a weekend. */
  readonly bookedAt: number
  readonly what: What
  /** Twelve digits the bank prints in some of its texts. */
  readonly reference: string
  /** The charge that the alerts of this entry print beside it. */
  readonly printedFeeMinor: bigint | null
  /** The entry whose alerts print this one; it has no alert of its own, only a row. */
  readonly printedIn: string | null
  /** Balance after it as alerts say, and as the statement's order of rows gives; set when all entries are known. */
  balanceMinor: bigint
  bookBalanceMinor: bigint
  /** What the savings pot of a wallet holds after it. */
  potBalanceMinor: bigint
}

export type Role = 'from' | 'to' | 'payment' | 'reversal' | 'fee' | 'self'
export type Kind = 'expense' | 'income' | 'transfer' | 'fee' | 'reversed' | 'refund'

/** What really happened once: the transaction a perfect ledger has. */
export type TrueEvent = {
  readonly id: string
  readonly kind: Kind
  readonly parts: readonly { readonly entryId: string; readonly role: Role; readonly amountMinor: bigint }[]
  /** Events that a charge belongs to. */
  readonly parents: readonly string[]
  /** A returned charge may also be folded into this event. */
  readonly mayFoldInto: string | null
  /** Charges that come in the night for all transfers of a day: one of these is the parent, and nobody can say which. */
  readonly parentChoices: readonly string[]
  readonly marks: readonly Mark[]
}

/** Why an event is interesting to the score. */
export type Mark =
  | 'repeat'
  | 'decoy'
  | 'own-transfer'
  | 'one-legged'
  | 'batched-charge'
  | 'failed'
  | 'retry'
  | 'exchange'
  | 'merged-fee'
  | 'late-leg'

/** The ledger's truth, before anybody wrote a message about it. */
export type World = {
  readonly accounts: readonly OwnAccount[]
  readonly entries: readonly Entry[]
  readonly events: readonly TrueEvent[]
}

/** A line of messages.jsonl. */
export type MessageLine = {
  readonly id: string
  readonly channel: SourceName
  readonly sender?: string
  readonly receivedAt: string
  readonly text?: string
  readonly file?: string
  readonly account?: string
}

/** That a message (or a row of its file) shows an entry. */
export type Sighting = {
  readonly message: string
  readonly row: number | null
  readonly entryId: string
  readonly source: SourceName
  /** A second copy of a message that came before. */
  readonly isCopy: boolean
}
