/** Messages per second of one measure at one size, a figure per round. */
export type Series = { readonly measure: string; readonly size: number; readonly perRound: readonly number[] }

/** A measure at all sizes: rates, how they compare with the yardstick of the same round, and how cost grows with size. */
export type Line = {
  readonly measure: string
  readonly sizes: readonly {
    readonly size: number
    readonly perSecond: Spread
    /** Rate over the rate of the bare insert in the same round: 1 is as fast. */
    readonly ratio: Spread
  }[]
  /** Cost per message at the largest size over that at the smallest, each against its own bare insert. */
  readonly growth: number
}

export type Spread = { readonly median: number; readonly min: number; readonly max: number }

/** Sums series up, each against `yardstick` round by round, so that a busy moment of the machine touches both. */
export function summarize(series: readonly Series[], yardstick: string): Line[] {
  const bare = new Map(series.filter((one) => one.measure === yardstick).map((one) => [one.size, one.perRound]))
  const byMeasure = Map.groupBy(series, (one) => one.measure)
  return [...byMeasure].map(([measure, all]) => {
    const sizes = all.map(({ size, perRound }) => ({
      size,
      perSecond: spread(perRound),
      ratio: spread(perRound.map((rate, round) => rate / (bare.get(size)?.[round] ?? Number.NaN))),
    }))
    const [smallest, largest] = [sizes[0], sizes.at(-1)]
    return { measure, sizes, growth: (smallest?.ratio.median ?? Number.NaN) / (largest?.ratio.median ?? Number.NaN) }
  })
}

function spread(values: readonly number[]): Spread {
  const ordered = [...values].sort((left, right) => left - right)
  const middle = ordered.length / 2
  const median = ((ordered[Math.ceil(middle) - 1] ?? Number.NaN) + (ordered[Math.floor(middle)] ?? Number.NaN)) / 2
  return { median, min: ordered[0] ?? Number.NaN, max: ordered.at(-1) ?? Number.NaN }
}

/** The table for people, in Markdown. */
export function table(lines: readonly Line[]): string {
  const sizes = lines[0]?.sizes.map(({ size }) => size) ?? []
  const heads = [
    '',
    ...sizes.flatMap((size) => [`messages/s at ${name(size)}`, `ratio to bare at ${name(size)}`]),
    'growth',
  ]
  const rows = lines.map(({ measure, sizes: each, growth }) => [
    measure,
    ...each.flatMap(({ perSecond, ratio }) => [
      `${perSecond.median.toFixed(0)} (${perSecond.min.toFixed(0)}–${perSecond.max.toFixed(0)})`,
      `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`,
    ]),
    growth.toFixed(2),
  ])
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function name(size: number): string {
  return size % 1_000 === 0 ? `${size / 1_000} k` : String(size)
}
