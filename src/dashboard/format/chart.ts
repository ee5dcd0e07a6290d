import { largestOf, withoutSign } from './money.ts'

/** Places of values between `top` and `bottom` pixels, zero always in sight; ticks at round values. */
export type Scale = { readonly y: (minor: bigint) => number; readonly ticks: readonly bigint[] }

/** A scale for values in minor units of a currency with `exponent` decimals. */
export function scaleOf(values: readonly bigint[], { top, bottom }: { top: number; bottom: number }): Scale {
  const most = largestOf(values, 0n)
  const least = -largestOf(
    values.map((value) => -value),
    0n,
  )
  const step = roundStep(most - least === 0n ? 300n : most - least)
  const low = least === 0n ? 0n : -(((withoutSign(least) + step - 1n) / step) * step)
  const high = most === 0n && low !== 0n ? 0n : ((most + step - 1n) / step) * step || step
  const span = Number(high - low)
  const ticks: bigint[] = []
  for (let tick = low; tick <= high; tick += step) ticks.push(tick)
  return { y: (minor) => bottom - (Number(minor - low) / span) * (bottom - top), ticks }
}

/** A step of 1, 2 or 5 times a power of ten that parts the span into two to five. */
function roundStep(span: bigint): bigint {
  let power = 1n
  while (power * 10n * 2n <= span) power *= 10n
  for (const factor of [5n, 2n, 1n]) if (power * factor * 2n <= span) return power * factor
  return power
}
