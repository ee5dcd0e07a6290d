/** What a person is asked about the columns of a table, in this order. */
export const COLUMN_QUESTIONS = ['date', 'amount', 'debit', 'credit', 'balance', 'side', 'narration'] as const
export type ColumnQuestion = (typeof COLUMN_QUESTIONS)[number]

/**
 * What was answered so far: the number of a column from 0, or -1 for "none": for the amount it says that money out and money in
 * have columns of their own.
 */
export type ColumnAnswers = Readonly<Partial<Record<ColumnQuestion, number>>>

/** What most cells of a column are. */
export type ColumnHolds = 'days' | 'amounts' | 'texts'

/** A table as far as a person must see it to say what its columns are. */
export type TableSample = {
  /** One for each column, as printed; empty texts where the table has no headings. */
  readonly headings: readonly string[]
  readonly columns: readonly {
    /** The first of its cells that hold something; empty for a column that holds nothing. */
    readonly cells: readonly string[]
    readonly holds: ColumnHolds
    /** Whether some of its amounts have a sign or a side of their own. */
    readonly hasSigns: boolean
  }[]
}

/** What a ledger was taught of the columns of one kind of table. */
export type TaughtColumns = {
  /** As in the sample: tables with the same headings in the same order are read so. */
  readonly headings: readonly string[]
  readonly answers: ColumnAnswers
}

/** The same with where it comes from. */
export type TaughtColumnsRecord = TaughtColumns & {
  /** Equal for equal headings. */
  readonly fingerprint: string
  readonly uploadId: string
  readonly taughtAt: Temporal.Instant
}

/** What teaching columns asks of storage. */
export type TaughtColumnsStore = {
  /** What the ledger was taught of tables, the latest first. */
  taughtColumns(): Promise<readonly TaughtColumnsRecord[]>
  /** Keeps what was taught of a table, in place of what was taught of it before. */
  putTaughtColumns(record: TaughtColumnsRecord): Promise<void>
  /** Forgets what was taught with an upload. */
  forgetTaughtColumns(uploadId: string): Promise<void>
}

/** The first question without an answer; null when all that matter are answered. */
export function nextColumnQuestion(sample: TableSample, answers: ColumnAnswers): ColumnQuestion | null {
  for (const question of COLUMN_QUESTIONS) {
    if (answers[question] !== undefined || isAnsweredByOthers(question, sample, answers)) continue
    if (columnChoices(question, sample, answers).length > 0 || !isOptional(question)) return question
  }
  return null
}

/** The columns that may be the answer: those that hold what is asked for, else all that hold something and are not taken. */
export function columnChoices(
  question: ColumnQuestion,
  sample: TableSample,
  answers: ColumnAnswers,
): readonly number[] {
  const taken = new Set(Object.values(answers))
  const free = sample.columns.flatMap(({ cells }, column) => (cells.length > 0 && !taken.has(column) ? [column] : []))
  const wanted = WANTED[question]
  const fitting = free.filter((column) => sample.columns[column]?.holds === wanted)
  return fitting.length > 0 || question === 'balance' ? fitting : free
}

/** Whether "none" is an answer. */
export function isOptional(question: ColumnQuestion): boolean {
  return question !== 'date' && question !== 'debit' && question !== 'credit'
}

const WANTED: Readonly<Record<ColumnQuestion, ColumnHolds>> = {
  ...{ date: 'days', amount: 'amounts', debit: 'amounts', credit: 'amounts', balance: 'amounts' },
  ...{ side: 'texts', narration: 'texts' },
}

/** One column of amounts needs no two; its signs or its balance say which way money went. */
function isAnsweredByOthers(question: ColumnQuestion, sample: TableSample, answers: ColumnAnswers): boolean {
  const amount = answers.amount ?? -1
  if (question === 'debit' || question === 'credit') return amount >= 0
  if (question === 'side')
    return amount < 0 || (answers.balance ?? -1) >= 0 || sample.columns[amount]?.hasSigns === true
  return false
}
