import type { CurrencyCode } from '../domain/money.ts'
import type { Frame } from './frame.ts'
import { FONT_FAMILY } from './label-text.ts'
import { formatMoney } from './money-label.ts'

/** Options of a horizontal axis that names the steps, level, as many as fit. */
export function stepAxis({ unit, theme }: Frame) {
  return {
    grid: { display: false },
    border: { color: theme.grid, width: 2 * unit },
    ticks: {
      color: theme.muted,
      font: { family: FONT_FAMILY, size: 30 * unit },
      maxRotation: 0,
      autoSkipPadding: 16 * unit,
      padding: 8 * unit,
    },
  }
}

/** Options of a vertical axis with compact amounts and faint lines. */
export function moneyAxis({ unit, theme }: Frame, currency: CurrencyCode, ticksMax: number) {
  return {
    grid: { color: theme.grid, lineWidth: 2 * unit, drawTicks: false },
    border: { display: false },
    ticks: {
      color: theme.muted,
      font: { family: FONT_FAMILY, size: 28 * unit },
      maxTicksLimit: ticksMax,
      padding: 14 * unit,
      // The axis works on floats to place its lines; a label is rounded to a whole minor unit.
      callback: (value: number | string) =>
        formatMoney({ minor: BigInt(Math.round(Number(value))), currency }, { compact: true }),
    },
  }
}

/** Options of an axis that only keeps a distance. */
export const INVISIBLE_AXIS = {
  grid: { display: false },
  border: { display: false },
  ticks: { display: false },
} as const

/** Where axis labels begin, in design pixels; Chart.js leaves them a few pixels more. */
export const AXIS_MARGIN = 58

/** No legend and no tooltip: the figures in the head carry the marks. */
export const NO_PLUGINS = { legend: { display: false }, tooltip: { enabled: false } } as const
