import type { Category, ReportLine } from '../api/shapes.ts'
import { countText } from '../format/money.ts'
import { Bars } from './bars.tsx'

/**
 * What was spent, or received, by category, largest first; each leads to its entries. `most`: how many before the rest is left to the
 * report.
 */
export function CategoryBars({
  line,
  kind,
  categories,
  most,
  from,
  to,
}: {
  readonly line: ReportLine
  readonly kind: Category['kind']
  readonly categories: readonly Category[]
  readonly most: number
  readonly from: string
  readonly to: string
}) {
  const known = new Map(categories.filter((one) => one.kind === kind).map((one) => [one.name, one]))
  const total = BigInt(kind === 'expense' ? line.outflowMinor : line.inflowMinor)
  const rows = line.categories.filter((one) => one.kind === kind)
  const rest = rows.slice(most)
  const bars = rows.slice(0, most).map(({ category, amountMinor, count }) => ({
    label: category,
    icon: known.get(category)?.icon ?? null,
    minor: BigInt(amountMinor),
    note: `${shareText(BigInt(amountMinor), total)} · ${count === 1 ? '1 entry' : `${countText(count)} entries`}`,
    ...linkOf(known.get(category), from, to),
  }))
  const restMinor = rest.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)
  const restBar = {
    label: `${rest.length} more ${rest.length === 1 ? 'category' : 'categories'}`,
    minor: restMinor,
    note: shareText(restMinor, total),
    to: `/reports?period=${from.slice(0, 7)}`,
    isRest: true,
  }
  return (
    <Bars
      bars={rest.length === 0 ? bars : [...bars, restBar]}
      currency={line.currency}
      label={`${kind === 'expense' ? 'Spending' : 'Income'} by category in ${line.currency}`}
    />
  )
}

function linkOf(category: Category | undefined, from: string, to: string): { to?: string } {
  if (category === undefined) return {}
  return { to: `/transactions?${new URLSearchParams({ category: category.id, from, to })}` }
}

/** A share in whole percent. */
function shareText(part: bigint, whole: bigint): string {
  if (whole <= 0n || part <= 0n) return '0%'
  const percent = Number((part * 1000n) / whole) / 10
  return percent < 1 ? '<1%' : `${Math.round(percent)}%`
}
