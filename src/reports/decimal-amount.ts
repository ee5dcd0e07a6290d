import { currencyExponent } from '../domain/money.ts'

/** An amount in minor units as an exact decimal number with a point and no grouping: `-22500.00`, `500` (JPY). */
export function decimalAmount(minor: bigint, currency: string): string {
  const exponent = currencyExponent(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const sign = minor < 0n ? '-' : ''
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`
}
