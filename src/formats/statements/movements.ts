import { type AmountCell, type DecimalMark, toMinorUnits } from './amount-cell.ts'
import { checkChain, type Link, type RowOrder, rowOrderOf } from './chain.ts'
import type { Entry, Printed } from './entries.ts'

/** How a table writes its numbers. */
export type NumberWriting = { readonly mark: DecimalMark; readonly currency: string }

/** What a row did to the balance: `amount` signed (plus: into the account), without its fee. */
export type Movement = {
  readonly entry: Entry
  readonly amount: bigint
  readonly fee: bigint | null
  readonly balance: bigint | null
}

/** An entry whose amount cannot be read: its line and what is wrong. */
export type Unreadable = { readonly line: number; readonly what: string }

/** What a printed amount comes to, with its sign; null for none, `unreadable` for text and impossible digits. */
export function signedMinor(printed: Printed, { mark, currency }: NumberWriting): bigint | null | 'unreadable' {
  if (printed === null || printed === 'unreadable') return printed
  const minor = toMinorUnits(
    printed.isTyped ? tidied(printed.digits) : printed.digits,
    printed.isTyped ? '.' : mark,
    currency,
  )
  if (minor === null) return 'unreadable'
  return printed.isNegative ? -minor : minor
}

/** A spreadsheet's number without the noise of binary fractions: `4999.990000000001`. */
function tidied(digits: string): string {
  const noise = /^(\d+\.\d{2,8}?)(?:0{5,}\d*|9{5,}\d*)$/u.exec(digits)
  if (noise === null) return digits
  return digits.includes('99999')
    ? Number(digits).toFixed((noise[1] ?? '').split('.')[1]?.length ?? 2)
    : (noise[1] ?? digits)
}

/** How the amounts of a table are signed. */
type Signs = {
  /** The debit column prints minus signs, which say nothing more. */
  readonly debitsAreNegative: boolean
  /** The signs of the amount column are those of a card: plus is spending. */
  readonly isInverted: boolean
  /** Words like `Debit` beside the amounts tell their direction; not where the amounts' own signs say otherwise. */
  readonly hasSides: boolean
  /** The amount column has neither signs nor sides. */
  readonly isUnsigned: boolean
  /** Fees of their own column are taken from the balance too. */
  readonly hasFees: boolean
}

/** The movements of a table's entries, in file order, and the order the file is in. */
export type Movements = {
  readonly rows: readonly Movement[]
  readonly order: RowOrder
  readonly unreadable: readonly Unreadable[]
}

/**
 * Decides signs and order so that rows and running balances fit best. `opening` is what the file states, if it does.
 * `areSigned`: the file's format gives every amount its sign, so one without a minus is a credit.
 */
export function movementsOf(
  entries: readonly Entry[],
  writing: NumberWriting,
  { opening, areSigned }: { opening: bigint | null; areSigned: boolean },
): Movements {
  const days = entries.map(({ day }) => dayText(day))
  const unreadable: Unreadable[] = []
  const readable = entries.filter((entry) => {
    const what = problemOf(entry, writing)
    if (what !== null) unreadable.push({ line: entry.line, what })
    return what === null
  })
  let best: (Movements & { breaks: number }) | null = null
  for (const signs of waysToSign(readable, writing, areSigned)) {
    const rows = readable.map((entry) => movementOf(entry, writing, signs))
    const order = rowOrderOf(rows.map(linkOf), days)
    const signed = signs.isUnsigned ? signByBalance(rows, order, opening) : rows
    const inTime = order === 'oldest-first' ? signed : signed.toReversed()
    const breaks = checkChain(inTime.map(linkOf), opening).breaks.length
    if (best === null || breaks < best.breaks) best = { rows: signed, order, unreadable, breaks }
    if (breaks === 0) break
  }
  return best ?? { rows: [], order: 'oldest-first', unreadable }
}

/** A movement as a link of the balance chain. */
export function linkOf({ amount, fee, balance }: Movement): Link {
  return { effect: amount - (fee ?? 0n), balance }
}

function dayText(day: Entry['day']): string {
  if (day === null) return ''
  const [month, date] = [day.month, day.day].map((part) => String(part).padStart(2, '0'))
  return `${day.year ?? ''}-${month}-${date}${day.time?.toString() ?? ''}`
}

function problemOf(entry: Entry, writing: NumberWriting): string | null {
  for (const [name, printed] of [
    ['debit', entry.debit],
    ['credit', entry.credit],
    ['amount', entry.amount],
    ['balance', entry.balance],
  ] as const) {
    if (signedMinor(printed, writing) === 'unreadable') return `the ${name} cannot be read`
  }
  return null
}

function waysToSign(entries: readonly Entry[], writing: NumberWriting, areSigned: boolean): Signs[] {
  const debits = entries.flatMap(({ debit }) => minorOf(debit, writing) || [])
  const amounts = entries.flatMap((entry) =>
    isAmount(entry.amount) ? [{ cell: entry.amount, side: sideOf(entry) }] : [],
  )
  const hasSigns = amounts.some(({ cell }) => cell.isNegative)
  const hasSides =
    amounts.some(({ side }) => side !== null) &&
    (!hasSigns || amounts.every(({ cell, side }) => side === null || (side === 'debit') === cell.isNegative))
  const isUnsigned = amounts.length > 0 && !hasSigns && !hasSides && !areSigned
  const hasBalances = entries.some(({ balance }) => balance !== null)
  const base = {
    debitsAreNegative: debits.filter((debit) => debit < 0n).length * 2 > debits.length,
    isInverted: hasSigns && !hasSides && !hasBalances && !areSigned && areCardSigns(entries),
    hasSides,
    isUnsigned: isUnsigned && !hasBalances,
    hasFees: false,
  }
  const hasFees = entries.some(({ fee }) => minorOf(fee, writing) !== 0n)
  const ways: Signs[] = [base]
  if (hasFees) ways.push({ ...base, hasFees: true })
  if (hasSigns && !hasSides) ways.push({ ...base, isInverted: true })
  // A column of amounts without a sign may be one of credits only.
  if (isUnsigned && hasBalances) ways.push({ ...base, isUnsigned: true })
  if (hasSides && !hasSigns) ways.push({ ...base, isUnsigned: true })
  // Fees count where the file keeps no balance to ask.
  return hasFees && entries.every(({ balance }) => balance === null) ? [{ ...base, hasFees: true }] : ways
}

const PAID_TO_CARD = /thank you|autopay|automatic payment|payments? received|payment - /iu
const GIVEN_BACK = /\b(?:refund|credit|return|reversal|cash ?back|adjustment)/iu

/** A card's list: what was spent is plus, and the few minuses are payments to the card and what shops gave back. */
function areCardSigns(entries: readonly Entry[]): boolean {
  const minus = entries.filter(({ amount }) => isAmount(amount) && amount.isNegative)
  const texts = minus.map(({ narration, kind }) => `${kind ?? ''} ${narration}`)
  return (
    texts.some((text) => PAID_TO_CARD.test(text)) &&
    texts.every((text) => PAID_TO_CARD.test(text) || GIVEN_BACK.test(text)) &&
    minus.length * 2 < entries.length
  )
}

function minorOf(printed: Printed, writing: NumberWriting): bigint {
  const value = signedMinor(printed, writing)
  return value === null || value === 'unreadable' ? 0n : value
}

function movementOf(entry: Entry, writing: NumberWriting, signs: Signs): Movement {
  const fee = signs.hasFees ? magnitude(minorOf(entry.fee, writing)) : 0n
  return {
    entry,
    amount: amountOf(entry, writing, signs),
    fee: fee === 0n ? null : fee,
    balance: balanceOf(entry, writing),
  }
}

function amountOf(entry: Entry, writing: NumberWriting, signs: Signs): bigint {
  if (entry.debit !== null || entry.credit !== null) {
    const debit = minorOf(entry.debit, writing)
    return minorOf(entry.credit, writing) - (signs.debitsAreNegative ? -debit : debit)
  }
  const value = minorOf(entry.amount, writing)
  const side = signs.hasSides ? sideOf(entry) : null
  if (side === null || signs.isUnsigned) return signs.isInverted ? -value : value
  if (side === 'debit') return -magnitude(value)
  return value
}

/** `CR` or `DR` behind the amount itself, or in the column for it. */
function sideOf(entry: Entry): 'credit' | 'debit' | null {
  return (isAmount(entry.amount) ? entry.amount.side : null) ?? entry.side
}

function isAmount(cell: Printed): cell is AmountCell {
  return cell !== null && cell !== 'unreadable'
}

function balanceOf(entry: Entry, writing: NumberWriting): bigint | null {
  const value = signedMinor(entry.balance, writing)
  if (value === null || value === 'unreadable') return null
  const own = typeof entry.balance === 'object' ? (entry.balance?.side ?? null) : null
  return (own ?? entry.balanceSide) === 'debit' ? -magnitude(value) : value
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

/** Gives each unsigned amount the sign that the balance's movement shows; where it shows none, what the words say. */
function signByBalance(rows: readonly Movement[], order: RowOrder, opening: bigint | null): readonly Movement[] {
  const inTime = order === 'oldest-first' ? rows : rows.toReversed()
  let running = opening
  const signed = inTime.map((row): Movement => {
    const size = magnitude(row.amount)
    const isCredit =
      running === null || row.balance === null || (running + size !== row.balance && running - size !== row.balance)
        ? soundsLikeCredit(row.entry)
        : running + size === row.balance
    const amount = isCredit ? size : -size
    running = row.balance ?? (running === null ? null : running + amount)
    return { ...row, amount }
  })
  return order === 'oldest-first' ? signed : signed.toReversed()
}

const CREDIT_WORDS =
  /\b(?:credit|deposit|salary|received|receive|refund|reversal|rsvl|rvsl|interest (?:earned|paid|credit)|inward|from|gutschrift|gehalt|abono|nomina|virement recu|top up from)\b/iu

function soundsLikeCredit({ narration, kind }: Entry): boolean {
  return CREDIT_WORDS.test(`${kind ?? ''} ${narration}`)
}

/** The same rows with signs turned where only that makes the balance fit: columns of a page may collapse into one. */
export function withTurnedSigns(
  rows: readonly Movement[],
  order: RowOrder,
  opening: bigint | null,
): readonly Movement[] {
  const inTime = order === 'oldest-first' ? rows : rows.toReversed()
  let running = opening
  const turned = inTime.map((row): Movement => {
    const { effect } = linkOf(row)
    const isWrong = running !== null && row.balance !== null && running + effect !== row.balance
    const isTurned = isWrong && running !== null && running - row.amount - (row.fee ?? 0n) === row.balance
    running = row.balance ?? (running === null ? null : running + effect)
    return isTurned ? { ...row, amount: -row.amount } : row
  })
  return order === 'oldest-first' ? turned : turned.toReversed()
}
