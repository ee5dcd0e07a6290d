/** Messages per second of a measure, and bare inserts per second just before and after it. */
export type Rates = { readonly perSecond: number; readonly barePerSecond: number }

/** One measure at one size, round by round. */
export type Series = { readonly measure: string; readonly size: number; readonly perRound: readonly Rates[] }

/** A measure at all sizes: rates, how they compare with the bare inserts around them, and how cost grows with size. */
export type Line = {
  readonly measure: string
  readonly sizes: readonly {
    readonly size: number
    readonly perSecond: Spread
    /** Rate over the rate of bare inserts: 1 is as fast. */
    readonly ratio: Spread
  }[]
  /** Cost per message at the largest size over that at the smallest, taken in the same round: 1 is flat. */
  readonly growth: Spread
}

export type Spread = { readonly median: number; readonly min: number; readonly max: number }

/** Sums series up. Sizes are in rising order. */
export function summarize(series: readonly Series[]): Line[] {
  return [...Map.groupBy(series, (one) => one.measure)].map(([measure, all]) => {
    const sizes = all.map(({ size, perRound }) => ({
      size,
      perSecond: spread(perRound.map((rates) => rates.perSecond)),
      ratio: spread(perRound.map((rates) => rates.perSecond / rates.barePerSecond)),
    }))
    const [smallest, largest] = [all[0]?.perRound ?? [], all.at(-1)?.perRound ?? []]
    const growth = smallest.map((rates, round) => rates.perSecond / (largest[round]?.perSecond ?? Number.NaN))
    return { measure, sizes, growth: spread(growth) }
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
    `${growth.median.toFixed(2)} (${growth.min.toFixed(2)}–${growth.max.toFixed(2)})`,
  ])
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function name(size: number): string {
  return size % 1_000 === 0 ? `${size / 1_000} k` : String(size)
}
