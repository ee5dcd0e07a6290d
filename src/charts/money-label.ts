import { currencyExponent, type Money } from '../domain/money.ts'

/** `compact`: three significant digits and a letter, for axes and columns. `bare`: no currency sign, where an axis shows it. */
export type MoneyLabelOptions = { readonly compact?: boolean; readonly bare?: boolean }

/**
 * An amount as a person reads it: `₦1,234.50`, `−¥500`; compact `₦1.23m`, `₦950`. Exact however large: the amount reaches Intl as
 * decimal text, never as a float. Negative amounts get a true minus sign.
 */
export function formatMoney(money: Money, { compact = false, bare = false }: MoneyLabelOptions = {}): string {
  const exponent = currencyExponent(money.currency)
  const formatter = new Intl.NumberFormat('en-NG', {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    ...(compact
      ? { notation: 'compact', maximumSignificantDigits: 3 }
      : { minimumFractionDigits: exponent, maximumFractionDigits: exponent }),
  })
  const parts = formatter.formatToParts(decimalText(money.minor, exponent))
  const kept = bare ? parts.filter(({ type }) => type !== 'currency' && type !== 'literal') : parts
  return kept.map(({ type, value }) => REPLACEMENTS[type]?.[value] ?? value).join('')
}

/** Nigerian papers write `k`, `m`, `bn`, `tn`. */
const REPLACEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  compact: { K: 'k', M: 'm', B: 'bn', T: 'tn' },
  minusSign: { '-': '−' },
}

function decimalText(minor: bigint, exponent: number): Intl.StringNumericLiteral {
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0')
  const cut = digits.length - exponent
  const fraction = exponent === 0 ? '' : `.${digits.slice(cut)}`
  return `${minor < 0n ? '-' : ''}${digits.slice(0, cut)}${fraction}` as Intl.StringNumericLiteral
}
