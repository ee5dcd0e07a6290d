import type { StatedTime } from '../domain/calendar.ts'
import type { Statement, StatementReading, StatementRow } from '../domain/statement.ts'

/** A reading as JSON, on its way from the child process: amounts and times are texts. */
export function encodeReading(reading: StatementReading): string {
  return JSON.stringify(reading, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}

type Encoded<Part> = { [Key in keyof Part]: unknown }

/** The reading a child sent. Throws where its text is not one: the child is broken. */
export function decodeReading(text: string): StatementReading {
  const reading = JSON.parse(text) as StatementReading
  if (reading.kind !== 'statements') return reading
  const [first, ...others] = reading.statements.map(decodeStatement)
  if (first === undefined) throw new Error('a reading without statements')
  return { ...reading, statements: [first, ...others] }
}

function decodeStatement(statement: Encoded<Statement>): Statement {
  return {
    ...(statement as Statement),
    openingBalance: minorOf(statement.openingBalance),
    closingBalance: minorOf(statement.closingBalance),
    rows: (statement.rows as Encoded<StatementRow>[]).map(decodeRow),
  }
}

function decodeRow(row: Encoded<StatementRow>): StatementRow {
  return {
    ...(row as StatementRow),
    amount: BigInt(String(row.amount)),
    fee: minorOf(row.fee),
    balance: minorOf(row.balance),
    date: Temporal.PlainDate.from(String(row.date)),
    stated: decodeTime(row.stated as Encoded<StatedTime> & { kind: StatedTime['kind'] }),
    laterDate: row.laterDate === null ? null : Temporal.PlainDate.from(String(row.laterDate)),
  }
}

function decodeTime(time: { kind: StatedTime['kind']; [field: string]: unknown }): StatedTime {
  switch (time.kind) {
    case 'date':
      return { kind: 'date', date: Temporal.PlainDate.from(String(time.date)) }
    case 'wall':
      return { kind: 'wall', at: Temporal.PlainDateTime.from(String(time.at)), zone: String(time.zone) }
    case 'instant':
      return { kind: 'instant', at: Temporal.Instant.from(String(time.at)) }
  }
}

function minorOf(value: unknown): bigint | null {
  return value === null ? null : BigInt(String(value))
}
