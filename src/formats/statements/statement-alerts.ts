import { CHANNELS, type Channel, type ParsedAlert } from '../../domain/alert.ts'
import { rowEffect, type Statement, type StatementRow } from '../../domain/statement.ts'
import type { BankIndex } from '../bank-index.ts'
import { collapseSpace } from '../characters.ts'
import { firstRail, railsNamed } from '../narration/channel.ts'
import { deriveFromNarration } from '../narration/derive.ts'
import { compileShapes, type NarrationReader } from '../narration/shapes.ts'
import { visibleText } from '../normalize.ts'

/** A statement's rows as alerts, in file order, with the text of each row that its fingerprint is taken from. */
export type StatementAlerts = { readonly readings: readonly ParsedAlert[]; readonly texts: readonly string[] }

/** Reads rows with the narration shapes of their bank, and those all banks share. */
export function createStatementReader(banks: Pick<BankIndex, 'narrations'>): (statement: Statement) => StatementAlerts {
  const shared = compileShapes([])
  return (statement) => {
    const narrations = banks.narrations.get(statement.bankId ?? '') ?? shared
    let readings: readonly ParsedAlert[] | null = null
    return {
      // A file that came before is known by its texts.
      get readings() {
        readings ??= withClosingBalance(statement).map((row) => alertOf(row, statement, narrations))
        return readings
      },
      texts: statement.rows.map((row) => rowText(row, statement)),
    }
  }
}

/**
 * The rows; where none prints a balance (MT940, OFX), the last of them by day has the closing one. Texts are not made of it:
 * the same row is not the last one of a later export.
 */
function withClosingBalance({ rows, closingBalance, problems }: Statement): readonly StatementRow[] {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined || closingBalance === null || problems.length > 0) return rows
  if (rows.some(({ balance }) => balance !== null)) return rows
  const latest = Temporal.PlainDate.compare(first.date, last.date) > 0 ? first : last
  return rows.map((row) => (row === latest ? { ...row, balance: closingBalance } : row))
}

/**
 * A row without its number, the same in every export that prints it: days, signed amount, balance, narration and
 * reference, white space collapsed.
 */
function rowText(row: StatementRow, { currency }: Pick<Statement, 'currency'>): string {
  const days = row.laterDate === null ? row.date.toString() : `${row.date}..${row.laterDate}`
  const parts = [days, `${rowEffect(row)} ${currency}`, row.balance ?? '-', row.narration, row.reference ?? '-']
  return collapseSpace(parts.join(' | '))
}

function alertOf(row: StatementRow, statement: Statement, narrations: NarrationReader): ParsedAlert {
  const { currency } = statement
  const narration = visibleText(row.narration)
  const derived = deriveFromNarration(row.narration, row.direction, narrations, { steps: 0 })
  const named = row.counterparty === null ? null : visibleText(nameIn(row.counterparty))
  return {
    institution: statement.pot ?? statement.institution,
    bankId: statement.bankId,
    layoutId: 'statement',
    direction: row.direction,
    amount: { minor: row.amount, currency },
    originalAmount: null,
    accountTail: statement.accountTail,
    runningBalance: row.balance === null ? null : { minor: row.balance, currency },
    counterparty: named || derived.counterparty,
    narration: narration === '' ? null : narration,
    channel: channelOf(derived.channel, row),
    reference: row.reference === null ? derived.reference : visibleText(row.reference),
    fee: row.fee === null ? null : { minor: row.fee, currency },
    statedTime: row.stated,
    ...(row.laterDate === null ? {} : { laterDate: row.laterDate }),
    confidence: 1,
  }
}

/** `Uche Tanimu/6844197513/OPAY`: the number and bank behind a name are not part of it. */
function nameIn(counterparty: string): string {
  const [name = '', ...rest] = counterparty.split('/')
  return rest.some((part) => /^\s*[\d*]{6,}\s*$/u.test(part)) ? name : counterparty
}

/** Words for a rail that only the column for the kind of transaction uses. */
const KINDS: Readonly<Record<string, Channel>> = {
  srvchg: 'fee',
  int: 'interest',
  xfer: 'transfer',
  directdebit: 'transfer',
}

/** The first rail, in the order of all rails, that the narration or the kind of transaction names. */
function channelOf(derived: Channel | null, { kind, direction }: StatementRow): Channel | null {
  if (kind === null) return derived
  const named = KINDS[kind.toLowerCase()] ?? firstRail(railsNamed(kind, direction))
  return CHANNELS.find((channel) => channel === derived || channel === named) ?? null
}
