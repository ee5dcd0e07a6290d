/** 1,234.50 */
export function grouped(minor: bigint): string {
  const [whole = '', cents = ''] = plain(minor).split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')}.${cents}`
}

/** 1234.50; minus for what is below zero. */
export function plain(minor: bigint): string {
  const size = minor < 0n ? -minor : minor
  return `${minor < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

/** 1234 or 1234.5: decimals only when needed, as GTBank mails write. */
export function short(minor: bigint): string {
  return plain(minor)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}

/** Without its sign. */
export function size(minor: bigint): bigint {
  return minor < 0n ? -minor : minor
}

/** The national charge for a transfer between banks: 10, 25 or 50 naira; 7.5 % tax on it, half a kobo up. In kobo. */
export function transferCharge(minor: bigint): { readonly commission: bigint; readonly tax: bigint } {
  const commission = minor <= 500_000n ? 1_000n : minor <= 5_000_000n ? 2_500n : 5_000n
  return { commission, tax: withHalfUp(commission * 75n, 1_000n) }
}

/** Divides, half up. */
function withHalfUp(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor)
}
