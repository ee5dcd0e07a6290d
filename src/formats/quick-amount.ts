import { currencyExponent, type Money } from '../domain/money.ts'
import { isDigit, isLetter, isWordCharacter } from './characters.ts'
import { readCurrency } from './read-currency.ts'

/** An amount a person typed: `1,500.50`, `3.2k`, `+250k`, `250+80`, `1200/3`, `₦1,500`, `20 usd`. */
export type TypedAmount = {
  readonly start: number
  readonly end: number
  readonly money: Money
  readonly sign: '+' | '-' | null
  /** Has a currency, a multiplier, grouping, decimals, a sign or a calculation: more than a bare whole number. */
  readonly isMarked: boolean
}

/** An exact fraction; `per` is positive. */
type Fraction = { readonly value: bigint; readonly per: bigint }
type Factor = { readonly end: number; readonly fraction: Fraction; readonly isMarked: boolean }

/** Codes that are everyday words too; people write those currencies in capitals or with a sign. */
const WORDLIKE_CODES: ReadonlySet<string> = new Set(['try', 'mad'])
const NAMED: Readonly<Record<string, string>> = {
  naira: 'NGN',
  dollar: 'USD',
  dollars: 'USD',
  pounds: 'GBP',
  euro: 'EUR',
  euros: 'EUR',
  cedis: 'GHS',
  rand: 'ZAR',
}
const MINOR_MAX = 10n ** 15n

/** The amount that starts at a word's start, or null; half a minor unit is rounded up. Amounts of zero are none. */
export function readTypedAmount(text: string, start: number, defaultCurrency: string): TypedAmount | null {
  const sign = text[start] === '+' || text[start] === '-' ? text[start] : null
  let at = sign === null ? start : start + 1
  if (sign !== null && text[at] === ' ') at++
  const mark = currencyInFront(text, at)
  if (mark !== null) at = mark.end
  if (mark !== null && text[at] === ' ') at++
  const sum = readSum(text, at)
  if (sum === null) return null
  const behind = mark === null ? currencyBehind(text, sum.end) : null
  const end = behind?.end ?? sum.end
  const isClosed =
    !isWordCharacter(text[end]) &&
    !/[-+*/#%]/u.test(text[end] ?? '') &&
    !/^:\d/u.test(text.slice(end, end + 2)) &&
    !/^[.,]\d/u.test(text.slice(end, end + 2))
  if (!isClosed) return null
  const currency = mark?.currency ?? behind?.currency ?? defaultCurrency
  const minor = roundHalfUp(sum.fraction, 10n ** BigInt(currencyExponent(currency)))
  if (minor <= 0n || minor > MINOR_MAX) return null
  const isMarked = sum.isMarked || sign !== null || mark !== null || behind !== null
  return { start, end, money: { minor, currency }, sign: sign as '+' | '-' | null, isMarked }
}

function roundHalfUp({ value, per }: Fraction, scale: bigint): bigint {
  return (value * scale * 2n + per) / (per * 2n)
}

function currencyInFront(text: string, at: number): { end: number; currency: string } | null {
  const read = readCurrency(text.toLowerCase(), at)
  if (read === null) return null
  const word = text.slice(at, read.end)
  if (WORDLIKE_CODES.has(word)) return null
  const isSpacedLetter = word.length === 1 && isLetter(word) && !isDigit(text[read.end])
  return isSpacedLetter ? null : read
}

function currencyBehind(text: string, at: number): { end: number; currency: string } | null {
  const start = text[at] === ' ' ? at + 1 : at
  let end = start
  while (isLetter(text[end])) end++
  const word = text.slice(start, end)
  const named = NAMED[word.toLowerCase()]
  if (named !== undefined) return { end, currency: named }
  const read = word.length === 3 && !WORDLIKE_CODES.has(word) ? readCurrency(text.toLowerCase(), start) : null
  return read !== null && read.end === end ? read : null
}

/** Products and quotients first, then sums; spaces may stand around an operator. */
function readSum(text: string, at: number): Factor | null {
  const first = readProduct(text, at)
  if (first === null) return null
  let { end, fraction, isMarked } = first
  for (;;) {
    const operator = readOperator(text, end, '+')
    const next = operator === null ? null : readProduct(text, operator.end)
    if (next === null) return { end, fraction, isMarked }
    fraction = {
      value: fraction.value * next.fraction.per + next.fraction.value * fraction.per,
      per: fraction.per * next.fraction.per,
    }
    end = next.end
    isMarked = true
  }
}

function readProduct(text: string, at: number): Factor | null {
  const first = readFactor(text, at)
  if (first === null) return null
  let { end, fraction, isMarked } = first
  for (;;) {
    const operator = readOperator(text, end, '*x×/÷')
    const next = operator === null ? null : readFactor(text, operator.end)
    if (operator === null || next === null || next.fraction.value === 0n) return { end, fraction, isMarked }
    const isQuotient = operator.sign === '/' || operator.sign === '÷'
    const { value, per } = next.fraction
    fraction = isQuotient
      ? { value: fraction.value * per, per: fraction.per * value }
      : { value: fraction.value * value, per: fraction.per * per }
    end = next.end
    isMarked = true
  }
}

function readOperator(text: string, at: number, signs: string): { end: number; sign: string } | null {
  const start = text[at] === ' ' ? at + 1 : at
  const sign = text[start]?.toLowerCase() ?? ''
  if (sign === '' || !signs.includes(sign)) return null
  const end = text[start + 1] === ' ' ? start + 2 : start + 1
  return isDigit(text[end]) ? { end, sign } : null
}

/** A number with grouping in threes, decimals and `k` or `m`; long digit runs are phones, cards and accounts. */
function readFactor(text: string, at: number): Factor | null {
  const match = /^(?:(\d{1,3}(?:,\d{3})+)|(\d{1,9}))(?:\.(\d{1,6}))?(?:([km])(?![a-z0-9]))?/iu.exec(
    text.slice(at, at + 40),
  )
  if (match === null) return null
  const [whole, grouped, plain, decimals = '', multiplier = ''] = match
  if (plain !== undefined && plain.length > 1 && plain.startsWith('0')) return null
  if (multiplier === '' && decimals.length > 2) return null
  const end = at + whole.length
  if (isDigit(text[end])) return null
  const scale = multiplier === '' ? 1n : multiplier.toLowerCase() === 'k' ? 1_000n : 1_000_000n
  const digits = (grouped ?? plain ?? '').replaceAll(',', '')
  return {
    end,
    fraction: { value: BigInt(digits + decimals) * scale, per: 10n ** BigInt(decimals.length) },
    isMarked: grouped !== undefined || decimals !== '' || multiplier !== '',
  }
}
