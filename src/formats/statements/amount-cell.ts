import { currencyExponent } from '../../domain/money.ts'
import { readCurrency } from '../read-currency.ts'
import { plainText } from './plain-text.ts'
import type { Cell } from './table.ts'
import { cellText } from './table.ts'

/** Which mark stands before the decimals. The other marks group digits, in threes or as in India. */
export type DecimalMark = '.' | ','

/** An amount as a cell prints it, its digits not read yet. */
export type AmountCell = {
  /** Digits with their marks. */
  readonly digits: string
  readonly isNegative: boolean
  /** `CR` or `DR` beside the number. */
  readonly side: 'credit' | 'debit' | null
  readonly currency: string | null
  /** Stored as a number by a spreadsheet: a point is its decimal mark whatever the file's other numbers use. */
  readonly isTyped: boolean
}

const EMPTY = /^(?:[-–—.*_]*|n\/?a|nil|null|none)$/iu
const SIDES: readonly (readonly [RegExp, 'credit' | 'debit'])[] = [
  [/^(?:cr|c|credit|h|haben)\.?$/u, 'credit'],
  [/^(?:dr|d|db|debit|s|soll)\.?$/u, 'debit'],
]

/** What a side's word means: `CR`, `Debit`, `H` (Haben), `Af`, `+`; null for other words. */
export function readSide(text: string): 'credit' | 'debit' | null {
  const word = plainText(text).toLowerCase()
  if (
    /^(?:cr\.?|c|credit|credits?|in|\+|h|haben|bij|abono|credito|crédito|entrada|ingreso|deposit|money in|c - credit)$/u.test(
      word,
    )
  )
    return 'credit'
  if (
    /^(?:dr\.?|d|db|debit|debits?|out|-|s|soll|af|cargo|debito|débito|salida|saida|withdrawal|money out|check)$/u.test(
      word,
    )
  )
    return 'debit'
  if (/^(?:credit|cr|dslip)[\s_-]/u.test(word) && !/card/u.test(word)) return 'credit'
  return /^(?:debit|dr)[\s_-]/u.test(word) && !/card/u.test(word) ? 'debit' : null
}

/** The amount in a cell; `empty` for nothing, dashes and the like; null for other text. */
export function readAmountCell(cell: Cell | undefined): AmountCell | 'empty' | null {
  if (cell !== undefined && typeof cell !== 'string') {
    if (!('number' in cell)) return null
    const isNegative = cell.number.startsWith('-')
    return {
      digits: isNegative ? cell.number.slice(1) : cell.number,
      isNegative,
      side: null,
      currency: null,
      isTyped: true,
    }
  }
  const text = plainText(cellText(cell)).toLowerCase()
  if (EMPTY.test(text)) return 'empty'
  if (text.length > 48) return null
  const isBracketed = /^[([].*[)\]]$/u.test(text.replace(/\s*(?:cr|dr)\.?$/u, ''))
  const bare = text.replace(/[()[\]]/gu, ' ').trim()
  const number = /\d(?:[\d.,'’ ]*\d)?|[.,]\d+/u.exec(bare)
  if (number === null) return null
  const before = readMarks(bare.slice(0, number.index))
  const after = readMarks(bare.slice(number.index + number[0].length))
  if (before === null || after === null) return null
  const minuses = [isBracketed, before.isNegative, after.isNegative].filter(Boolean).length
  if (minuses > 1) return null
  return {
    digits: number[0],
    isNegative: minuses === 1,
    side: after.side ?? before.side,
    currency: before.currency ?? after.currency,
    isTyped: false,
  }
}

type Marks = Pick<AmountCell, 'isNegative' | 'side' | 'currency'>

/** Signs, a currency and a side around a number, in any order; null for anything else. */
function readMarks(text: string): Marks | null {
  let rest = text.trim()
  let isNegative = false
  let side: Marks['side'] = null
  let currency: string | null = null
  while (rest !== '') {
    if (/^[-+]/u.test(rest)) {
      isNegative = isNegative || rest.startsWith('-')
      rest = rest.slice(1).trim()
      continue
    }
    const word = /^[\p{L}.]+/u.exec(rest)?.[0] ?? ''
    const found = SIDES.find(([pattern]) => pattern.test(word))
    const mark = found === undefined ? readMark(rest) : null
    if (found === undefined && mark === null) return null
    if (found !== undefined) side = found[1]
    currency = mark?.currency ?? currency
    rest = rest.slice(mark?.end ?? word.length).trim()
  }
  return { isNegative, side, currency }
}

/** Marks only statements print, or that ask for more context than a message gives. */
const LOCAL_MARKS: readonly (readonly [RegExp, string | null])[] = [
  [/^rs\.?(?![\p{L}])/u, 'INR'],
  [/^ksh\.?(?![\p{L}])/u, 'KES'],
  [/^ush\.?(?![\p{L}])/u, 'UGX'],
  [/^tsh\.?(?![\p{L}])/u, 'TZS'],
  [/^gh(?:¢|s)(?![\p{L}])/u, 'GHS'],
  [/^r\$/u, 'BRL'],
  [/^r(?![\p{L}])/u, 'ZAR'],
  [/^zł(?![\p{L}])/u, 'PLN'],
  [/^kč(?![\p{L}])/u, 'CZK'],
  [/^(?:₺|tl(?![\p{L}]))/u, 'TRY'],
  [/^kr\.?(?![\p{L}])/u, null],
  [/^fcfa(?![\p{L}])/u, 'XOF'],
]

function readMark(lower: string): { readonly end: number; readonly currency: string | null } | null {
  const known = readCurrency(lower, 0)
  if (known !== null) return known
  for (const [pattern, currency] of LOCAL_MARKS) {
    const match = pattern.exec(lower)
    if (match !== null) return { end: match[0].length, currency }
  }
  return null
}

/** Which mark is the decimal one in these numbers; a point where nothing tells. */
export function decimalMarkOf(numbers: Iterable<string>): DecimalMark {
  let points = 0
  let commas = 0
  for (const number of numbers) {
    const last = /([.,])(\d+)$/u.exec(number)
    if (last === null) continue
    const [, mark = '', decimals = ''] = last
    const other = mark === '.' ? ',' : '.'
    const isRepeated = number.indexOf(mark) !== number.lastIndexOf(mark)
    const isDecimal = !isRepeated && (number.includes(other) || decimals.length !== 3)
    // A lone `1,234` is most likely grouped, a point says less: `0.125` may be one.
    const weight = isRepeated || number.includes(other) || decimals.length !== 3 ? 10 : 1
    if ((mark === '.') === isDecimal) points += weight
    else commas += weight
  }
  return commas > points ? ',' : '.'
}

/** Digits with marks as minor units; null when grouping or decimals cannot be right. */
export function toMinorUnits(digits: string, mark: DecimalMark, currency: string): bigint | null {
  const exponent = currencyExponent(currency)
  const at = digits.lastIndexOf(mark)
  const whole = at < 0 ? digits : digits.slice(0, at)
  const decimals = at < 0 ? '' : digits.slice(at + 1)
  if (!/^(?:\d+|\d{1,3}(?:[.,'’ ]\d{2,3})*[.,'’ ]\d{3}|)$/u.test(whole) || !/^\d*$/u.test(decimals)) return null
  const plain = whole.replace(/\D/gu, '')
  if (plain.length > 15 || (plain === '' && decimals === '')) return null
  const rounded = decimals.length > exponent ? withoutNoise(decimals, exponent) : decimals
  if (rounded === null || whole.includes(mark)) return null
  return BigInt(`${plain}${rounded.padEnd(exponent, '0')}`)
}

/** Decimals cut to the currency's, where what is cut says nothing. */
function withoutNoise(decimals: string, exponent: number): string | null {
  return /^0*$/u.test(decimals.slice(exponent)) ? decimals.slice(0, exponent) : null
}
