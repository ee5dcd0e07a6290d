import type { Statement } from '../../domain/statement.ts'
import { decimalMarkOf } from './amount-cell.ts'
import type { RowOrder } from './chain.ts'
import type { Entry } from './entries.ts'
import { accountTailOf, type StatedAmount } from './facts.ts'
import { tailInFileName } from './file-name.ts'
import { recognise } from './institution.ts'
import { type Movement, movementsOf, signedMinor } from './movements.ts'
import type { StatementContext } from './read-tables.ts'
import { statementOf } from './statement-of.ts'
import { isNotDone } from './vocabulary.ts'

/** A statement whose format names its parts: OFX, QIF, MT940, CAMT. */
export type StructuredStatement = {
  /** Codes and names of the bank. */
  readonly codes: readonly string[]
  readonly account: string | null
  readonly currency: string | null
  readonly opening: StatedAmount | null
  readonly closing: StatedAmount | null
  readonly entries: readonly Entry[]
  /** Null where the days must tell. */
  readonly order: RowOrder | null
}

/** An entry with nothing in it, to be filled. */
export function emptyEntry(line: number): Entry {
  return {
    line,
    day: null,
    otherDay: null,
    hasDayText: true,
    debit: null,
    credit: null,
    amount: null,
    side: null,
    balance: null,
    balanceSide: null,
    fee: null,
    currency: null,
    account: null,
    status: null,
    kind: null,
    narration: '',
    counterparty: null,
    reference: null,
    texts: [],
  }
}

/** Structured statements as statements; consecutive ones of one account that go on with its balance are one. */
export function readStructured(parts: readonly StructuredStatement[], context: StatementContext): Statement[] {
  const joined: StructuredStatement[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last === undefined || last.account !== part.account || last.currency !== part.currency) joined.push(part)
    else
      joined[joined.length - 1] = {
        ...last,
        entries: [...last.entries, ...part.entries],
        closing: part.closing ?? last.closing,
      }
  }
  const statements = joined.map((part) => statementFrom(part, context))
  return statements.map((statement) => ({
    ...statement,
    section: statements.length > 1 ? statement.accountTail : null,
  }))
}

function statementFrom(part: StructuredStatement, context: StatementContext): Statement {
  const evidence = {
    codes: part.codes,
    block: [],
    footer: [],
    headings: [],
    rowTexts: part.entries.slice(0, 200).map(({ narration }) => narration),
  }
  const institution = recognise({ ...evidence, fileName: context.fileName }, context.banks)
  const currency = part.currency ?? institution?.bank?.currency ?? context.currency
  const digits = part.entries.flatMap(({ amount }) =>
    amount === null || amount === 'unreadable' ? [] : [amount.digits],
  )
  const writing = { mark: decimalMarkOf(digits), currency }
  const done = part.entries.filter(({ status }) => status === null || !isNotDone(status))
  const dated = done.filter(({ day }) => day !== null)
  const found = movementsOf(dated, writing, { opening: null, areSigned: true })
  // Structured formats sign their amounts: nothing is guessed from a balance.
  const rows = found.rows.filter(({ amount }: Movement) => amount !== 0n)
  const stated = (fact: StatedAmount | null) => {
    const minor = fact === null ? null : signedMinor(fact.amount, writing)
    if (fact === null || minor === null || minor === 'unreadable') return null
    return { line: fact.line, minor: fact.amount.side === 'debit' ? -minor : minor }
  }
  return statementOf(
    { ...found, rows, order: part.order ?? found.order },
    {
      section: null,
      institution: institution?.name ?? null,
      bankId: institution?.bank?.id ?? null,
      pot: null,
      currency,
      accountTail: part.account === null ? tailInFileName(context.fileName) : accountTailOf(part.account),
      opening: stated(part.opening),
      closing: stated(part.closing),
      zone: institution?.bank?.timeZone ?? context.timeZone,
      skipped: part.entries.length - done.length + found.rows.length - rows.length,
      problems: done.filter(({ day }) => day === null).map(({ line }) => ({ line, what: 'the day cannot be read' })),
    },
  )
}
