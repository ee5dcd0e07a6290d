import type { Channel, Direction } from '../domain/alert.ts'
import type { CurrencyCode } from '../domain/money.ts'
import type { IgnoreReason } from '../domain/outcome.ts'

/**
 * The fields a layout may mark. `balance_side` is the `CR` or `DR` glued behind a balance (DR: overdrawn); `via` a bank and
 * `phone` a number of the other side, masked or not: both are read and not kept. A second `direction` must agree with the first.
 */
export const LAYOUT_FIELDS = [
  'amount',
  'currency',
  'direction',
  'account',
  'counterparty',
  'date',
  'time',
  'reference',
  'balance',
  'balance_side',
  'narration',
  'fee',
  'phone',
  'via',
  /** Free text that is not kept. */
  'remark',
] as const

/** How a bank writes thousands and decimals. */
export type NumberStyle = '1,234.56' | '1.234,56' | '1 234,56'

/** Whether `03/04` is 3 April or March 4th. ISO dates and named months read the same in both. */
export type DateOrder = 'day-first' | 'month-first'

/** What messages a layout is for. */
export type LayoutChannel = 'sms' | 'email'

/**
 * One way a bank words its alerts: a real-shaped message with invented values whose fields are marked in place. It is
 * documentation, test and matcher in one. The notation, complete:
 *
 * - `«amount:22,500.00»` a field and the text it reads; digits and mask characters right before `«account:…»` belong to it;
 *   dates must be of the shown form (its marks, a named month, AM or PM), whole numbers may end a message only where a
 *   balance is shown whole;
 *   `«narration:»` shows that free text may be empty (it always may);
 * - `↵` a line break. White space is relaxed everywhere: a line break may have become a space, and the reverse; at the
 *   very end it says that the line ends here;
 * - `{Acc|Acct}` either of the texts; `⟦↵Total:…⟧` a part that may be absent; `…` the rest of the line, not read;
 * - `⟪Amount: «currency:NGN» «amount:7340»↵⟦Fee: «fee:10.00»⟧⟫` at the end of an e-mail's sample: labelled rows in any order,
 *   with other lines among them. The colon may be absent and the value may stand in the next line; each row begins a
 *   line. A row in `⟦ ⟧` may be absent. Text in a row runs to the end of its paragraph or to the next label; what follows
 *   a typed value in its row must be marked;
 * - everything else is fixed text, in any letter case. Text after the end of the sample is free.
 */
export type Layout = {
  readonly id: string
  readonly channel: LayoutChannel
  /**
   * `real`: seen in a user's message; `codebase`: only in somebody's parser; `inferred`: from general knowledge; `taught`: made
   * of one message and a person's answers, never in a bank file.
   */
  readonly evidence: 'real' | 'codebase' | 'inferred' | 'taught'
  readonly sample: string
  /** Where no field says it because every message of this layout goes one way. */
  readonly direction?: Direction
  /** The rail, where the layout itself tells it. */
  readonly rail?: Channel
}

/**
 * A shape of the narration, marked like a layout with the fields listed in `narration/shapes.ts`; the whole narration must fit.
 * `rail` is for shapes whose words do not name it.
 */
export type NarrationShape = { readonly sample: string; readonly rail?: Channel }

/** A message of this bank that is not a transaction, marked like a layout. */
type IgnoredLayout = { readonly id: string; readonly reason: IgnoreReason; readonly sample: string }

/** What a column can be said to hold. */
export const STATEMENT_FIELDS = [
  'date',
  'valueDate',
  'time',
  'narration',
  'counterparty',
  'reference',
  'debit',
  'credit',
  'amount',
  /** `CR` or `DR`, `in` or `out`. */
  'side',
  'balance',
  'currency',
  'fee',
  'status',
  'kind',
  'account',
  'ignored',
] as const
export type StatementField = (typeof STATEMENT_FIELDS)[number]

/**
 * What is known of a bank's statement files beyond what the generic reader finds by itself. All of it may be left out:
 * the reader knows common headings, and proves dates, signs and order by the running balance.
 */
export type StatementFormat = {
  readonly evidence: 'real' | 'codebase' | 'inferred'
  /** What names the bank in a header block, a footer or the name of a table, beside the bank's own name. */
  readonly names?: readonly string[]
  /** National bank codes and the first six letters of its BIC: OFX, MT940 and CAMT name banks so. */
  readonly codes?: readonly string[]
  /** Headings by which a file is this bank's where nothing else says so: tables with all of them, in this order. */
  readonly columns?: readonly (readonly string[])[]
  /**
   * What headings mean that the reader does not know, or takes for something else, by field; a table that has all of them is read
   * so, in whatever order they stand. The others are found as always.
   */
  readonly headings?: Readonly<Partial<Record<StatementField, string>>>
  /** Texts only this bank prints in its rows. */
  readonly marks?: readonly string[]
  /** How numeric days are written; proved by the file where it can be. */
  readonly dates?: DateOrder
  /** The name of a table that holds money put aside, and of the account that it is. */
  readonly savings?: { readonly table: string; readonly account: string }
}

/** Everything the product knows about one bank: data, no code. */
export type BankFormat = {
  /** Country and bank, such as `ng-gtbank`; also the file's name. */
  readonly id: string
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** What amounts without a currency mark are in. */
  readonly currency: CurrencyCode
  /** The bank keeps this currency only, and others write alike in other countries: alerts in another are not its own. */
  readonly keepsOneCurrency?: true
  /** IANA zone of the times it prints. */
  readonly timeZone: string
  /** Who speaks for this bank: a hint for SMS, never proof. */
  readonly senders: readonly { readonly channel: LayoutChannel; readonly address: string }[]
  /** Default `1,234.56`. */
  readonly numbers?: NumberStyle
  /** Default `day-first`. */
  readonly dates?: DateOrder
  readonly layouts: readonly Layout[]
  readonly narrations?: readonly NarrationShape[]
  readonly ignore?: readonly IgnoredLayout[]
  readonly statements?: StatementFormat
}
