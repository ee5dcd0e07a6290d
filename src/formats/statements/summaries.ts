import type { Entry, Printed } from './entries.ts'
import type { Facts, StatedAmount } from './facts.ts'
import { summaryKind } from './vocabulary.ts'

/** The transactions among a table's rows, and what its opening and closing rows or the header block state. */
export type Summaries = {
  readonly entries: readonly Entry[]
  readonly opening: StatedAmount | null
  readonly closing: StatedAmount | null
}

/** Takes opening, closing, carried-forward and total rows, and rows without money, out of a table's rows. */
export function summariesOf(rows: readonly Entry[], facts: Facts): Summaries {
  const entries: Entry[] = []
  let opening: StatedAmount | null = null
  let closing: StatedAmount | null = null
  for (const row of rows) {
    const kind = kindOf(row)
    // A page begins with what the last one ended with: only the first opening row is the statement's.
    if (kind === 'opening' && entries.length === 0) opening ??= amountOf(row)
    if (kind === 'closing') closing = amountOf(row) ?? closing
    if (kind === null && moves(row)) entries.push(row)
  }
  // Where rows have balances, these are asked; what the account had when the file was made is another thing.
  const current = entries.some(({ balance }) => balance !== null) ? null : facts.current
  return { entries, opening: opening ?? facts.opening, closing: facts.closing ?? closing ?? current }
}

function kindOf(row: Entry): ReturnType<typeof summaryKind> {
  const named = summaryKind(row.narration) ?? (row.narration === '' || row.day === null ? firstKind(row.texts) : null)
  if (named === null || row.day === null) return named
  // A dated row is a transaction unless it moves nothing, or repeats the balance as its amount.
  if (named === 'total') return moves(row) ? null : named
  const movement = [row.debit, row.credit, row.amount].find((cell) => !isNothing(cell)) ?? null
  const repeats = movement !== null && row.balance !== null && digitsOf(movement) === digitsOf(row.balance)
  return movement === null || repeats || row.balance === null ? named : null
}

function firstKind(texts: readonly string[]): ReturnType<typeof summaryKind> {
  for (const text of texts) {
    const kind = summaryKind(text)
    if (kind !== null) return kind
  }
  return null
}

function moves(row: Entry): boolean {
  return [row.debit, row.credit, row.amount].some((cell) => !isNothing(cell))
}

function isNothing(cell: Printed): boolean {
  return cell === null || (cell !== 'unreadable' && /^[0.,]*$/u.test(cell.digits))
}

function digitsOf(cell: Printed): string {
  return cell === null || cell === 'unreadable' ? '' : cell.digits.replace(/\D/gu, '')
}

function amountOf(row: Entry): StatedAmount | null {
  const cells = [row.balance, row.amount, row.credit, row.debit]
  const found =
    cells.find((cell) => cell !== null && cell !== 'unreadable' && !isNothing(cell)) ?? row.balance ?? row.amount
  if (found === null || found === undefined || found === 'unreadable') return null
  const side = found.side ?? (found === row.balance ? row.balanceSide : null)
  return { line: row.line, amount: { ...found, side } }
}
