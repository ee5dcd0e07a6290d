import { largestOf } from './money.ts'

/** Places of values between `top` and `bottom` pixels; ticks at round values. */
export type Scale = { readonly y: (minor: bigint) => number; readonly ticks: readonly bigint[] }

/** A scale on which zero is always in sight: columns begin there. */
export function scaleFromZero(values: readonly bigint[], place: { top: number; bottom: number }): Scale {
  return scaleOf([0n, ...values], place)
}

/** A scale between the least and the most of some values, of which there is at least one, for lines. */
export function scaleOf(values: readonly bigint[], { top, bottom }: { top: number; bottom: number }): Scale {
  const most = largestOf(values, values[0] ?? 0n)
  const least = -largestOf(
    values.map((value) => -value),
    -most,
  )
  const step = roundStep(most === least ? 300n : most - least)
  const low = floorTo(least, step)
  const highest = -floorTo(-most, step)
  const high = highest === low ? low + step : highest
  const ticks = Array.from({ length: Number((high - low) / step) + 1 }, (_, index) => low + BigInt(index) * step)
  return { y: (minor) => bottom - (Number(minor - low) / Number(high - low)) * (bottom - top), ticks }
}

/** The largest multiple of `step` that is not above a value. */
function floorTo(value: bigint, step: bigint): bigint {
  const rest = value % step
  return rest < 0n ? value - rest - step : value - rest
}

/** A step of 1, 2 or 5 times a power of ten that parts the span into two to five. */
function roundStep(span: bigint): bigint {
  let power = 1n
  while (power * 10n * 2n <= span) power *= 10n
  for (const factor of [5n, 2n, 1n]) if (power * factor * 2n <= span) return power * factor
  return power
}
