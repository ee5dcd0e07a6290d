import type { Direction } from './alert.ts'
import type { StatedTime } from './calendar.ts'
import type { CurrencyCode } from './money.ts'
import type { TableSample, TaughtColumns } from './taught-columns.ts'

/** Something in a file that is not as it must be, and where: lines count from 1, in a PDF through all pages. */
export type StatementProblem = { readonly line: number; readonly what: string }

/** One transaction of a statement, as printed. Amounts are minor units of the statement's currency. */
export type StatementRow = {
  readonly line: number
  readonly direction: Direction
  /** Positive. */
  readonly amount: bigint
  /** A fee in a column of its own that the balance shows too; positive, null where there is none. */
  readonly fee: bigint | null
  /** The balance printed behind the row; negative when overdrawn. */
  readonly balance: bigint | null
  /** The day in the first date column. */
  readonly date: Temporal.PlainDate
  /** The earlier of the row's days, with the time where one is printed. */
  readonly stated: StatedTime
  /** The later of its two days, where they differ. */
  readonly laterDate: Temporal.PlainDate | null
  /** As printed, with its runs of spaces: some banks pad names with them. */
  readonly narration: string
  readonly counterparty: string | null
  readonly reference: string | null
  /** What a column for the kind of transaction says, such as `airtime` or `POS`. */
  readonly kind: string | null
}

/** One account's part of a statement file. */
export type Statement = {
  /** The sheet or file inside a zip, where a file has several. */
  readonly section: string | null
  readonly institution: string | null
  readonly bankId: string | null
  /** The name of the pot, where the rows are those of money put aside and not of the account itself: `OWealth`. */
  readonly pot: string | null
  readonly currency: CurrencyCode
  readonly accountTail: string | null
  /** Printed, or worked out from the first running balance or the closing one; null where the file shows none. */
  readonly openingBalance: bigint | null
  readonly closingBalance: bigint | null
  /** In file order. */
  readonly rows: readonly StatementRow[]
  /** Lines of transactions that did not happen: failed, pending, declined. */
  readonly skipped: number
  /** Where it does not add up; empty for a statement that can be booked without a question. */
  readonly problems: readonly StatementProblem[]
}

/** Why a file is not read at all. */
export const REFUSALS = ['unknown-type', 'damaged', 'too-large', 'too-slow', 'no-transactions', 'unsafe'] as const
export type Refusal = (typeof REFUSALS)[number]

/**
 * What reading a statement file gives. `sample`: its table, where a person may say what the columns are: one in which no list of
 * transactions was found, or whose reading no balance proves.
 */
export type StatementReading =
  | {
      readonly kind: 'statements'
      readonly statements: readonly [Statement, ...Statement[]]
      readonly sample?: TableSample
    }
  | { readonly kind: 'needs-password' }
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly what: string; readonly sample?: TableSample }

/**
 * Opens a statement file. `currency` and `timeZone` are for files that do not say; the file's name is the last hint at whose
 * it is; `taught` is what the ledger was taught of tables. The password is used once and kept nowhere.
 */
export type ReadStatementFile = (
  bytes: Uint8Array,
  options: {
    readonly password: string | null
    readonly fileName: string
    readonly currency: CurrencyCode
    readonly timeZone: string
    readonly taught?: readonly TaughtColumns[]
  },
) => Promise<StatementReading>

/** Credits minus debits minus fees: what the rows did to the balance. */
export function rowEffect(row: Pick<StatementRow, 'direction' | 'amount' | 'fee'>): bigint {
  return (row.direction === 'credit' ? row.amount : -row.amount) - (row.fee ?? 0n)
}

/** The statements of a reading; none of one that gave none. */
export function statementsOf(reading: StatementReading): readonly Statement[] {
  return reading.kind === 'statements' ? reading.statements : []
}
