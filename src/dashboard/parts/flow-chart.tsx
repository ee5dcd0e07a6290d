import type { TrendMonth } from '../api/shapes.ts'
import { scaleFromZero } from '../format/chart.ts'
import { monthTitle } from '../format/days.ts'
import { moneyText } from '../format/money.ts'
import { useWidth } from './use-width.ts'

const SIZE = { height: 240, left: 56, right: 4, top: 10, bottom: 208 }
/** Narrower slots have no room for every month's name. */
const NAMED_SLOT_MIN = 30

/** What came in and went out month by month: two columns each, told apart by fill and by place. The table says the same. */
export function FlowChart({ months, currency }: { readonly months: readonly TrendMonth[]; readonly currency: string }) {
  const { ref, width: whole } = useWidth<HTMLElement>(480)
  const scale = scaleFromZero(
    months.flatMap(({ inflowMinor, outflowMinor }) => [BigInt(inflowMinor), BigInt(outflowMinor)]),
    SIZE,
  )
  const slot = (whole - SIZE.left - SIZE.right) / Math.max(1, months.length)
  const width = Math.min(18, slot * 0.32)
  const column = (minor: bigint, x: number, name: string) => {
    const [zero, end] = [scale.y(0n), scale.y(minor)]
    return <rect class={name} x={x} y={Math.min(zero, end)} width={width} height={Math.abs(zero - end)} rx="2.5" />
  }
  const last = months.at(-1)
  const summary =
    last === undefined
      ? 'No months yet.'
      : `${months.length} months to ${monthTitle(last.month)}, where ${moneyText(last.inflowMinor, currency)} came in and ${moneyText(last.outflowMinor, currency)} went out.`
  return (
    <figure class="chart" ref={ref}>
      <p class="legend" aria-hidden="true">
        <span class="key in" /> In
        <span class="key out" /> Out
      </p>
      <svg height={SIZE.height} viewBox={`0 0 ${whole} ${SIZE.height}`} role="img" aria-label={summary}>
        {scale.ticks.map((tick) => (
          <g key={String(tick)}>
            <line class="grid" x1={SIZE.left} x2={whole - SIZE.right} y1={scale.y(tick)} y2={scale.y(tick)} />
            <text class="tick" x={SIZE.left - 8} y={scale.y(tick) + 4} text-anchor="end">
              {moneyText(tick, currency, { compact: true })}
            </text>
          </g>
        ))}
        {months.map(({ month, inflowMinor, outflowMinor }, index) => {
          const middle = SIZE.left + slot * (index + 0.5)
          return (
            <g key={month}>
              {column(BigInt(inflowMinor), middle - width - 1, 'column-in')}
              {column(BigInt(outflowMinor), middle + 1, 'column-out')}
              {slot < NAMED_SLOT_MIN && (months.length - 1 - index) % 2 === 1 ? null : (
                <text class="tick" x={middle} y={SIZE.height - 12} text-anchor="middle">
                  {monthTitle(month, { short: true })}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <details class="table-details">
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col" class="number">
                In
              </th>
              <th scope="col" class="number">
                Out
              </th>
            </tr>
          </thead>
          <tbody>
            {[...months].reverse().map(({ month, inflowMinor, outflowMinor }) => (
              <tr key={month}>
                <td>{monthTitle(month)}</td>
                <td class="number">{moneyText(inflowMinor, currency)}</td>
                <td class="number">{moneyText(outflowMinor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
