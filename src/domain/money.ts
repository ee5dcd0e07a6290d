/** An ISO 4217 alphabetic code in capitals, such as `NGN`. */
export type CurrencyCode = string

/** An amount in minor units of its currency: 12.50 EUR is `1250n`, 500 JPY is `500n`. The sign is the caller's. */
export type Money = { readonly minor: bigint; readonly currency: CurrencyCode }

/** Currencies whose exponent in ISO 4217 (list one) is not 2. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** Digits after the decimal point of a currency (ISO 4217): NGN 2, JPY 0, KWD 3. Unlisted codes have 2. */
export function currencyExponent(currency: CurrencyCode): number {
  return EXPONENTS[currency] ?? 2
}

/**
 * Splits `total` minor units over `weights` so that the parts sum to `total` exactly. The remainder goes one unit at a
 * time to the first parts with a weight. Throws when no weight is positive or one is negative.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n)
  if (weightSum <= 0n || weights.some((weight) => weight < 0n)) throw new Error('allocate needs positive weights')
  const parts = weights.map((weight) => (total * weight) / weightSum)
  let rest = total - parts.reduce((sum, part) => sum + part, 0n)
  const step = rest < 0n ? -1n : 1n
  for (let index = 0; rest !== 0n; index = (index + 1) % parts.length) {
    if (weights[index] === 0n) continue
    parts[index] = (parts[index] as bigint) + step
    rest -= step
  }
  return parts
}
