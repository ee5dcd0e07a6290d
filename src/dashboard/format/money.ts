import { currencyExponent } from '../../domain/money.ts'

/** `plus`: a sign in front of amounts above zero too. `compact`: three digits and a letter, for axes. */
export type MoneyOptions = { readonly plus?: boolean; readonly compact?: boolean }

const formatters = new Map<string, Intl.NumberFormat>()

/** An amount of minor units as a person reads it: `₦1,234.50`, `−¥500`. Exact however large: it reaches Intl as decimal text. */
export function moneyText(minor: bigint | string, currency: string, options: MoneyOptions = {}): string {
  const exponent = currencyExponent(currency)
  const amount = BigInt(minor)
  const formatter = formatterOf(currency, exponent, options.compact === true)
  const text = formatter
    .formatToParts(decimalText(amount, exponent) as Intl.StringNumericLiteral)
    .map(({ type, value }) => (type === 'minusSign' ? '−' : type === 'compact' ? value.toLowerCase() : value))
    .join('')
  return options.plus === true && amount > 0n ? `+${text}` : text
}

/** Minor units as a person would type them: `1234.50`; without a fraction when it is zero. */
export function plainAmount(minor: bigint, currency: string): string {
  return decimalText(minor, currencyExponent(currency)).replace(/\.0+$/, '')
}

/** A number of things as a person reads it: `11,427`. */
export function countText(count: number): string {
  return count.toLocaleString('en-NG')
}

/** The largest of some amounts, and at least `floor`. */
export function largestOf(amounts: readonly bigint[], floor: bigint): bigint {
  let largest = floor
  for (const amount of amounts) if (amount > largest) largest = amount
  return largest
}

/** The amount without its sign. */
export function withoutSign(minor: bigint): bigint {
  return minor < 0n ? -minor : minor
}

function formatterOf(currency: string, exponent: number, isCompact: boolean): Intl.NumberFormat {
  const key = `${currency} ${isCompact}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const formatter = new Intl.NumberFormat('en-NG', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(isCompact
      ? { notation: 'compact', maximumSignificantDigits: 3 }
      : { minimumFractionDigits: exponent, maximumFractionDigits: exponent }),
  })
  formatters.set(key, formatter)
  return formatter
}

function decimalText(minor: bigint, exponent: number): string {
  const digits = String(withoutSign(minor)).padStart(exponent + 1, '0')
  const cut = digits.length - exponent
  return `${minor < 0n ? '-' : ''}${digits.slice(0, cut)}${exponent === 0 ? '' : `.${digits.slice(cut)}`}`
}
