import type { Statement, StatementProblem } from '../../domain/statement.ts'
import type { TaughtColumns } from '../../domain/taught-columns.ts'
import type { DateOrder } from '../bank-format.ts'
import { type AmountCell, decimalMarkOf } from './amount-cell.ts'
import { currencyNamed } from './currency-name.ts'
import { dayOrderOf } from './day-order.ts'
import { type DescribedColumns, findDescribed } from './described-columns.ts'
import { type Entry, entryOf, type Printed } from './entries.ts'
import { accountTailOf, codesOfIbans, type Facts, factsIn, type StatedAmount } from './facts.ts'
import { tailInFileName } from './file-name.ts'
import { type Institution, recognise, type StatementBank } from './institution.ts'
import { likelyCurrency } from './likely-currency.ts'
import { logicalRows } from './logical-rows.ts'
import { withYear } from './missing-year.ts'
import { movementsOf, type NumberWriting, signedMinor, withTurnedSigns } from './movements.ts'
import { type Section, sectionsOf } from './sections.ts'
import { statementOf } from './statement-of.ts'
import { summariesOf } from './summaries.ts'
import { cellText, type Table, type TableRow } from './table.ts'
import { isNotDone } from './vocabulary.ts'

/** What reading needs beside the file. */
export type StatementContext = {
  readonly banks: readonly StatementBank[]
  /** For files that name neither a currency nor a known bank. */
  readonly currency: string
  readonly timeZone: string
  readonly fileName: string
  /** What the ledger was taught of tables. */
  readonly taught?: readonly TaughtColumns[]
}

/** Narrations looked at for marks of a bank. */
const SAMPLE_SIZE = 200
/** Lines above and below a table that may state facts. */
const FACT_ROWS_MAX = 400
/** Days by which their order is told. */
const DAY_SAMPLE_SIZE = 4_000
/** Fewer explained headings may be another bank's too. */
const OWN_HEADINGS_MIN = 3

/** The statements in a file's tables; none where no table has transactions. Sheets that go on with one account are one. */
export function readTables(tables: readonly Table[], context: StatementContext): Statement[] {
  const taught = (context.taught ?? []).map((one): DescribedColumns => ({ kind: 'taught', taught: one }))
  const sectionsWith = (described: readonly DescribedColumns[]) =>
    tables.flatMap((table) => sectionsOf(table, described))
  const unnamed = sectionsWith(taught)
  const institution =
    recognise(evidenceOf(tables, unnamed, context), context.banks) ?? bankOfHeadings(tables, context.banks)
  const headings = institution?.bank?.statements?.headings
  // What the ledger was taught goes before what the bank file says.
  const sections = headings === undefined ? unnamed : sectionsWith([...taught, { kind: 'headings', headings }])
  const plain = tables.filter((table) => !sections.some(({ name }) => name === table.name) || tables.length === 1)
  const shared = sections.length === 1 ? plain.flatMap(({ rows }) => rows) : []
  const statements = sections.flatMap((section) => readSection(section, shared, institution, context))
  return namedApart(joinSheets(statements.filter(({ rows, problems }) => rows.length > 0 || problems.length > 0)))
}

/** The only bank that explains headings of which a table has all, where they are enough to be its own. */
function bankOfHeadings(tables: readonly Table[], banks: readonly StatementBank[]): Institution | null {
  const fitting = banks.filter(({ statements }) => {
    const headings = statements?.headings ?? {}
    const isEnough = Object.keys(headings).length >= OWN_HEADINGS_MIN
    return isEnough && tables.some(({ rows }) => findDescribed(rows, [{ kind: 'headings', headings }]) !== null)
  })
  const [bank] = fitting
  return fitting.length === 1 && bank !== undefined ? { name: bank.name, bank } : null
}

function evidenceOf(tables: readonly Table[], sections: readonly Section[], context: StatementContext) {
  const inTables = new Set(sections.flatMap(({ body }) => body))
  const blocks = new Set(sections.flatMap(({ block }) => block))
  const texts = (rows: readonly TableRow[]): string[] =>
    rows.flatMap(({ cells }) => cells.map(cellText)).filter(Boolean)
  const first = sections[0]
  const before = [...blocks, ...tables.flatMap(({ rows }) => rows.filter((row) => !inTables.has(row)).slice(0, 40))]
  const after = sections.flatMap((section) => footerRows(section))
  const rows = (first?.body ?? []).slice(0, SAMPLE_SIZE)
  const accounts = rows.slice(0, 5).map(({ cells }) => cellText(cells[first?.columns.account ?? -1]))
  return {
    codes: codesOfIbans([...texts(before), ...accounts].join('\n')),
    block: [...texts(before), ...tables.flatMap(({ name }) => name ?? [])],
    footer: texts(after),
    headings: first?.headings ?? [],
    rowTexts: texts(rows),
    fileName: context.fileName,
  }
}

/** The rows behind the last transaction that are no wrapped narration of it; the nearest of them. */
function footerRows({ body, columns }: Section): readonly TableRow[] {
  const day = columns.date ?? columns.valueDate ?? 0
  const isRow = ({ cells }: TableRow): boolean =>
    /\d/u.test(cellText(cells[day])) && cells.filter((cell) => cellText(cell) !== '').length > 2
  const last = body.findLastIndex(isRow)
  const free = new Set([...columns.narrations, columns.counterparty])
  const isWrapped = ({ cells }: TableRow, distance: number): boolean =>
    distance <= 2 && cells.every((cell, column) => cellText(cell) === '' || free.has(column))
  return body
    .slice(last + 1, last + 1 + FACT_ROWS_MAX)
    .filter((row, index) => row.cells.some((cell) => cellText(cell) !== '') && !isWrapped(row, index + 1))
}

function readSection(
  section: Section,
  shared: readonly TableRow[],
  institution: Institution | null,
  context: StatementContext,
): Statement[] {
  const { columns, body } = section
  const bank = institution?.bank ?? null
  const block = section.block.slice(-FACT_ROWS_MAX)
  const own = new Set([...section.block, ...body])
  const around = [...block, ...shared.filter((row) => !own.has(row)).slice(0, FACT_ROWS_MAX), ...footerRows(section)]
  const dayCells = body
    .map(({ cells }) => cells[columns.date ?? columns.valueDate ?? -1])
    .filter((cell) => cellText(cell) !== '')
  const order = dayOrderOf(everyFew(dayCells), {
    known: bank?.statements?.dates ?? null,
    periodIn: (tried) => factsIn(block, tried).days,
    currency: factsIn(block, 'day-first').currency ?? bank?.currency ?? null,
  })
  const facts = factsIn(around, order)
  const all = logicalRows(body, columns).map((row) => withYear(entryOf(row, columns, order), facts.days))
  const { entries, opening, closing } = summariesOf(all, facts)
  const groups = Map.groupBy(entries, (entry) => groupKey(entry, columns.currency !== undefined))
  const isOnly = groups.size <= 1
  return [...groups.values()].map((group) =>
    readGroup(group, {
      section,
      facts,
      institution,
      context,
      order,
      opening: isOnly ? opening : null,
      closing: isOnly ? closing : null,
      isOnly,
    }),
  )
}

/** At most some thousand of the cells, from all over the file. */
function everyFew<Item>(items: readonly Item[]): readonly Item[] {
  const step = Math.ceil(items.length / DAY_SAMPLE_SIZE)
  return step <= 1 ? items : items.filter((_, index) => index % step === 0)
}

/** Files of several accounts or currencies have a column that tells which. */
function groupKey({ account, currency }: Entry, hasCurrency: boolean): string {
  return `${account === null ? '' : (accountTailOf(account) ?? account)}|${hasCurrency ? (currency ?? '') : ''}`
}

type Group = {
  readonly section: Section
  readonly facts: Facts
  readonly institution: Institution | null
  readonly context: StatementContext
  readonly order: DateOrder
  readonly opening: StatedAmount | null
  readonly closing: StatedAmount | null
  readonly isOnly: boolean
}

function readGroup(all: readonly Entry[], group: Group): Statement {
  const { section, facts, institution, context } = group
  const bank = institution?.bank ?? null
  const done = all.filter(({ status }) => status === null || !isNotDone(status))
  const currency = currencyOf(done, group)
  const writing: NumberWriting = { mark: decimalMarkOf(digitsOf(done, facts)), currency }
  const opening = stated(group.opening, writing)
  const { kept, problems } = wholeEntries(done, section)
  const found = movementsOf(kept, writing, { opening: opening?.minor ?? null, areSigned: false })
  const isPlaced = section.body[0]?.position !== undefined
  const movements = isPlaced
    ? { ...found, rows: withTurnedSigns(found.rows, found.order, opening?.minor ?? null) }
    : found
  const tail = all.map(({ account }) => (account === null ? null : accountTailOf(account))).find((own) => own !== null)
  const savings = bank?.statements?.savings
  const pot = savings !== undefined && section.name?.includes(savings.table) === true ? savings.account : null
  const rows = movements.rows.filter(({ amount }) => amount !== 0n)
  return statementOf(
    { ...movements, rows },
    {
      section: group.isOnly ? section.name : (tail ?? currency),
      institution: institution?.name ?? null,
      pot,
      bankId: bank?.id ?? null,
      currency,
      accountTail: tail ?? facts.accountTail ?? (group.isOnly ? tailInFileName(context.fileName) : null),
      opening,
      closing: stated(group.closing, writing),
      zone: bank?.timeZone ?? context.timeZone,
      skipped: all.length - done.length + movements.rows.length - rows.length,
      problems,
    },
  )
}

/**
 * Entries with a whole day. A line with money and no day is a problem where lines do not wrap, unless it stands behind the
 * last of them: there totals stand that nothing names.
 */
function wholeEntries(entries: readonly Entry[], { body }: Section): { kept: Entry[]; problems: StatementProblem[] } {
  const problems: StatementProblem[] = []
  const isPlaced = body[0]?.position !== undefined
  const kept: Entry[] = []
  const last = entries.findLastIndex(({ hasDayText }) => hasDayText)
  for (const entry of entries.slice(0, isPlaced ? undefined : last + 1)) {
    const before = kept.at(-1)
    if (entry.day !== null && entry.day.year !== null) kept.push(entry)
    else if (isPlaced && entry.day === null && before !== undefined && entry.narration !== '')
      kept.push({ ...entry, day: before.day, otherDay: null })
    else if (!isPlaced || entry.day !== null) problems.push({ line: entry.line, what: 'the day cannot be read' })
  }
  return { kept, problems }
}

function stated(fact: StatedAmount | null, writing: NumberWriting): { line: number; minor: bigint } | null {
  if (fact === null) return null
  const minor = signedMinor(fact.amount, writing)
  if (minor === null || minor === 'unreadable') return null
  return { line: fact.line, minor: fact.amount.side === 'debit' && minor > 0n ? -minor : minor }
}

function currencyOf(entries: readonly Entry[], { section, facts, institution, context, order }: Group): string {
  const printed = (cell: Printed): string | null => (cell === null || cell === 'unreadable' ? null : cell.currency)
  const column = entries.find(({ currency }) => currency !== null)?.currency?.toUpperCase()
  const money = [section.columns.debit, section.columns.credit, section.columns.amount, section.columns.balance]
  const heading = money.flatMap((index) =>
    index === undefined ? [] : (currencyNamed(section.headings[index] ?? '') ?? []),
  )[0]
  const cell = entries.flatMap(
    (entry) => printed(entry.balance) ?? printed(entry.amount) ?? printed(entry.debit) ?? printed(entry.credit) ?? [],
  )[0]
  return (
    column ??
    facts.currency ??
    heading ??
    cell ??
    facts.opening?.amount.currency ??
    facts.closing?.amount.currency ??
    institution?.bank?.currency ??
    likelyCurrency({
      texts: [
        ...section.block.flatMap(({ cells }) => cells.map(cellText)),
        ...entries.slice(0, 5).flatMap(({ account }) => account ?? []),
      ],
      headings: section.headings,
      digits: digitsOf(entries, facts),
      order,
      own: context.currency,
    }) ??
    context.currency
  )
}

function digitsOf(entries: readonly Entry[], facts: Facts): string[] {
  const printed = entries.flatMap(({ debit, credit, amount, balance }) => [debit, credit, amount, balance])
  const stated = [facts.opening?.amount ?? null, facts.closing?.amount ?? null]
  return [...printed, ...stated].flatMap((cell) => (isUntyped(cell) ? [cell.digits] : []))
}

function isUntyped(cell: Printed): cell is AmountCell {
  return cell !== null && cell !== 'unreadable' && !cell.isTyped
}

/** Several accounts in tables that have no names go by their numbers. */
function namedApart(statements: readonly Statement[]): Statement[] {
  return statements.map((statement) =>
    statements.length < 2 || statement.section !== null ? statement : { ...statement, section: statement.accountTail },
  )
}

/** Sheets that go on with the same account: the next begins with what the last ended with. */
function joinSheets(statements: readonly Statement[]): Statement[] {
  const joined: Statement[] = []
  for (const statement of statements) {
    const last = joined.at(-1)
    const follows =
      last !== undefined &&
      last.institution === statement.institution &&
      last.pot === statement.pot &&
      last.currency === statement.currency &&
      (statement.accountTail === null || statement.accountTail === last.accountTail) &&
      statement.openingBalance !== null &&
      statement.openingBalance === last.closingBalance
    if (!follows || last === undefined) joined.push(statement)
    else {
      joined[joined.length - 1] = {
        ...last,
        closingBalance: statement.closingBalance,
        rows: [...last.rows, ...statement.rows],
        skipped: last.skipped + statement.skipped,
        problems: [...last.problems, ...statement.problems],
      }
    }
  }
  return joined.length === 1 ? joined.map((statement) => ({ ...statement, section: null })) : joined
}
