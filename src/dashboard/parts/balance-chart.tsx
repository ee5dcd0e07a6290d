import type { Chain } from '../api/shapes.ts'
import { scaleOf } from '../format/chart.ts'
import { shortDay, whenText } from '../format/days.ts'
import { countText, moneyText } from '../format/money.ts'
import { useWidth } from './use-width.ts'

const SIZE = { height: 240, left: 60, right: 8, top: 12, bottom: 208 }

/** A longer table helps nobody; the entries themselves are a click away. */
const TABLE_ROWS_MAX = 200

/** The balances a bank stated, along time: a ring where one does not follow from the one before. The table says the same. */
export function BalanceChart({ chain }: { readonly chain: Chain }) {
  const { points, currency } = chain
  const { ref, width } = useWidth<HTMLElement>(480)
  const times = points.map(({ at }) => Date.parse(at))
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const scale = scaleOf(
    points.map(({ balanceMinor }) => BigInt(balanceMinor)),
    SIZE,
  )
  const x = (time: number): number =>
    last === first
      ? (SIZE.left + width - SIZE.right) / 2
      : SIZE.left + ((time - first) / (last - first)) * (width - SIZE.right - SIZE.left)
  const places = points.map((point, index) => ({
    ...point,
    x: x(times[index] ?? 0),
    y: scale.y(BigInt(point.balanceMinor)),
  }))
  const earlier = points.length - TABLE_ROWS_MAX
  const broken = points.filter(({ closes }) => !closes).length
  const summary = `${countText(points.length)} stated balances from ${shortDay(points[0]?.at ?? '')} to ${shortDay(points.at(-1)?.at ?? '')}; ${broken === 0 ? 'each follows from the one before' : `${countText(broken)} do not follow from the one before`}.`
  return (
    <figure class="chart" ref={ref}>
      <svg height={SIZE.height} viewBox={`0 0 ${width} ${SIZE.height}`} role="img" aria-label={summary}>
        {scale.ticks.map((tick) => (
          <g key={String(tick)}>
            <line class="grid" x1={SIZE.left} x2={width - SIZE.right} y1={scale.y(tick)} y2={scale.y(tick)} />
            <text class="tick" x={SIZE.left - 8} y={scale.y(tick) + 4} text-anchor="end">
              {moneyText(tick, currency, { compact: true })}
            </text>
          </g>
        ))}
        <path class="line" d={stepPath(lastOfPixels(places))} />
        {places.length > 80
          ? places.filter(({ closes }) => !closes).map((point) => <Ring key={point.at} {...point} />)
          : places.map((point) =>
              point.closes ? (
                <circle key={point.at} class="dot" cx={point.x} cy={point.y} r="3" />
              ) : (
                <Ring key={point.at} {...point} />
              ),
            )}
        <text class="tick" x={SIZE.left} y={SIZE.height - 8}>
          {shortDay(points[0]?.at ?? '')}
        </text>
        {points.length < 2 ? null : (
          <text class="tick" x={width - SIZE.right} y={SIZE.height - 8} text-anchor="end">
            {shortDay(points.at(-1)?.at ?? '')}
          </text>
        )}
      </svg>
      <figcaption class="quiet">{summary}</figcaption>
      <details class="table-details">
        <summary>As a table</summary>
        {earlier > 0 ? <p class="quiet">The latest {TABLE_ROWS_MAX} of them:</p> : null}
        <table>
          <thead>
            <tr>
              <th scope="col">Stated</th>
              <th scope="col" class="number">
                Balance
              </th>
              <th scope="col">Follows</th>
            </tr>
          </thead>
          <tbody>
            {points
              .slice(-TABLE_ROWS_MAX)
              .reverse()
              .map((point) => (
                <tr key={point.at + point.balanceMinor}>
                  <td>{whenText(point.at)}</td>
                  <td class="number">{moneyText(point.balanceMinor, currency)}</td>
                  <td>{point.closes ? 'yes' : 'no'}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function Ring({ x, y }: { readonly x: number; readonly y: number }) {
  return <circle class="ring" cx={x} cy={y} r="5.5" />
}

/** Of what falls on one pixel only the last is drawn: years of balances are not more to see than that. */
function lastOfPixels<Place extends { readonly x: number }>(places: readonly Place[]): Place[] {
  return places.filter(({ x }, index) => Math.round(x) !== Math.round(places[index + 1]?.x ?? -1))
}

/** A balance stays until the next one: steps, no slopes. */
function stepPath(places: readonly { readonly x: number; readonly y: number }[]): string {
  return places
    .map(({ x, y }, index) => (index === 0 ? `M${round(x)} ${round(y)}` : `H${round(x)}V${round(y)}`))
    .join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
