import type { Row } from './kinds.ts'

/** A prediction with how sure it was, on any scale. */
export type Said = { readonly category: string; readonly certainty: number }
export type Marks = { readonly accuracy: number; readonly macroF1: number; readonly coverage: number }
/** How many were filed at a threshold, and how many of them rightly. */
export type Filed = { readonly filed: number; readonly right: number; readonly of: number }

const PRECISION = 0.98
/** Fewer than this prove no precision. */
const PREFIX_MIN = 20

/** Accuracy, macro-F1 and coverage at 98 % precision against the truth, over rows whose category is not in `leftOut`. */
export function mark(rows: readonly Row[], said: readonly Said[], leftOut: ReadonlySet<string>): Marks {
  const judged = judge(rows, said, leftOut)
  const truths = new Set(judged.map(({ row }) => row.category))
  const scores = [...truths].map((category) => {
    const hits = judged.filter(({ row, one }) => row.category === category && one.category === category).length
    const named = judged.filter(({ one }) => one.category === category).length
    const real = judged.filter(({ row }) => row.category === category).length
    return (2 * hits) / (named + real)
  })
  const right = judged.filter(({ row, one }) => row.category === one.category).length
  return {
    accuracy: right / judged.length,
    macroF1: scores.reduce((sum, one) => sum + one, 0) / scores.length,
    coverage: coverageOf(judged),
  }
}

/** What a threshold on certainty files. */
export function file(
  rows: readonly Row[],
  said: readonly Said[],
  leftOut: ReadonlySet<string>,
  threshold: number,
): Filed {
  const judged = judge(rows, said, leftOut)
  const filed = judged.filter(({ one }) => one.certainty >= threshold)
  return {
    filed: filed.length,
    right: filed.filter(({ row, one }) => row.category === one.category).length,
    of: judged.length,
  }
}

type Judged = { readonly row: Row; readonly one: Said }

function judge(rows: readonly Row[], said: readonly Said[], leftOut: ReadonlySet<string>): Judged[] {
  return rows.flatMap((row, at) => {
    const one = said[at]
    return one === undefined || leftOut.has(row.category) ? [] : [{ row, one }]
  })
}

/** The largest share, surest first, that is 98 % right. */
function coverageOf(judged: readonly Judged[]): number {
  let right = 0
  let best = 0
  for (const [at, { row, one }] of judged.toSorted((a, b) => b.one.certainty - a.one.certainty).entries()) {
    if (row.category === one.category) right++
    if (at + 1 >= PREFIX_MIN && right >= PRECISION * (at + 1)) best = (at + 1) / judged.length
  }
  return best
}

/** The 95 % interval of a share, by Wilson. */
export function interval(right: number, of: number): readonly [number, number] {
  const z = 1.96
  const share = right / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return [middle - half, middle + half]
}
