import { currencyExponent, type Money } from '../domain/money.ts'

/** A decimal such as `1000.5` as minor units of a currency; null where it has more digits than the currency. */
export function decimalMinor(decimal: string, currency: string): bigint | null {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const exponent = currencyExponent(currency)
  const digits = fraction.replace(/0+$/, '')
  return digits.length > exponent ? null : BigInt(`${whole}${digits.padEnd(exponent, '0')}`)
}

/** Compares an amount with a decimal: negative when it is smaller. */
export function compareDecimal({ minor, currency }: Money, decimal: string): number {
  const fraction = (decimal.split('.')[1] ?? '').length
  const exponent = currencyExponent(currency)
  const digits = Math.max(fraction, exponent)
  const left = minor * 10n ** BigInt(digits - exponent)
  const [whole = '0', part = ''] = decimal.split('.')
  const right = BigInt(`${whole}${part.padEnd(digits, '0')}`)
  return left < right ? -1 : left > right ? 1 : 0
}
