import { currencyExponent, type Money } from '../../domain/money.ts'

const SYMBOLS: Readonly<Record<string, string>> = { NGN: '₦', USD: '$', GBP: '£', EUR: '€', JPY: '¥', INR: '₹' }
const MINUS = '−'

/**
 * An amount for people, exact to the last minor unit: `₦22,500.00`, `$120.00`, `CHF 5.00`, `¥500`. A minus stands
 * before the currency; a plus only with `sign: 'always'`.
 */
export function moneyText({ minor, currency }: Money, sign: 'always' | 'negative' = 'negative'): string {
  const mark = minor < 0n ? MINUS : sign === 'always' && minor > 0n ? '+' : ''
  return mark + (SYMBOLS[currency] ?? `${currency} `) + digits(minor < 0n ? -minor : minor, currencyExponent(currency))
}

function digits(minor: bigint, exponent: number): string {
  const padded = minor.toString().padStart(exponent + 1, '0')
  const whole = padded.slice(0, padded.length - exponent).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return exponent === 0 ? whole : `${whole}.${padded.slice(padded.length - exponent)}`
}
