import type { Chart } from 'chart.js'
import { assertNever } from '../domain/assert-never.ts'
import type { ChartRow } from '../reports/chart-rows.ts'
import type { ChartSpec } from '../reports/chart-spec.ts'
import { type Configuration, type DrawingPlugin, drawingOf, type Frame, headHeight, MARGIN } from './frame.ts'
import { type Drawing, ellipsize, fitStyle, printable, type TextStyle, textWidth, writeText } from './label-text.ts'
import { formatMoney } from './money-label.ts'
import { rowColour } from './theme.ts'

export type RowsSpec = Extract<ChartSpec, { kind: 'rows' }>

/** A row never gets more than this, so that one row does not look lost, nor less than this, so that text stays readable. */
const ROW_HEIGHT_MAX = 168
const ROW_HEIGHT_MIN = 70
const FLOWS_ROW_HEIGHT_MIN = 152
const BOTTOM = 36

/** The height in design pixels that the rows need at least; the picture grows where this is more than was asked for. */
export function rowsHeightMin(spec: RowsSpec): number {
  return headHeight(spec) + spec.rows.length * rowHeightMin(spec) + BOTTOM
}

/** Horizontal bars, each under its own name and amount. */
export function rowsConfiguration(spec: RowsSpec, frame: Frame): Configuration {
  const { unit, height, theme } = frame
  const head = headHeight(spec) * unit
  const rowHeight = Math.min(
    ROW_HEIGHT_MAX * unit * (hasFlows(spec) ? 1.25 : 1),
    (height - head - BOTTOM * unit) / spec.rows.length,
  )
  const size = Math.min(44 * unit, Math.max(32 * unit, rowHeight * 0.3))
  const thickness = Math.min(34 * unit, Math.max(14 * unit, rowHeight * 0.2))
  const amounts = spec.rows.map(({ amountMinor }) => Number(amountMinor))
  const { min, max } = scaleEnds(amounts)
  return {
    type: 'bar',
    data: {
      labels: spec.rows.map((_, index) => index),
      datasets: [
        {
          // A zero has no bar: a stub of the least length would claim some money.
          data: amounts.map((amount) => (amount === 0 ? null : amount)),
          backgroundColor: spec.rows.map(({ hue }) => rowColour(theme, hue)),
          barThickness: thickness,
          borderRadius: thickness / 2,
          borderSkipped: false,
          minBarLength: thickness,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      layout: {
        padding: {
          left: MARGIN * unit,
          right: MARGIN * unit,
          top: head,
          bottom: Math.max(0, height - head - rowHeight * spec.rows.length),
        },
      },
      scales: {
        x: { display: false, min, max },
        y: { display: false },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
    plugins: [rowLabelsPlugin(spec, frame, size, thickness)],
  }
}

/** From zero to the largest, with room for a visible bar on the other side of zero where an amount is there. */
function scaleEnds(amounts: readonly number[]): { min: number; max: number } {
  const min = Math.min(0, ...amounts)
  const max = Math.max(0, ...amounts)
  if (min === 0 && max === 0) return { min: 0, max: 1 }
  const least = (max - min) * 0.04
  return { min: min === 0 ? 0 : Math.min(min, -least), max: max === 0 ? 0 : Math.max(max, least) }
}

function hasFlows({ rows }: RowsSpec): boolean {
  return rows.some(({ detail }) => detail.kind === 'flows')
}

function rowHeightMin(spec: RowsSpec): number {
  return hasFlows(spec) ? FLOWS_ROW_HEIGHT_MIN : ROW_HEIGHT_MIN
}

function rowLabelsPlugin(spec: RowsSpec, frame: Frame, size: number, thickness: number): DrawingPlugin {
  return {
    id: 'row-labels',
    beforeDatasetsDraw(chart) {
      const drawing = drawingOf(chart as Chart)
      const { left, right } = chart.chartArea
      drawing.fillStyle = frame.theme.track
      for (const bar of chart.getDatasetMeta(0).data) {
        drawing.beginPath()
        drawing.roundRect(left, bar.y - thickness / 2, right - left, thickness, thickness / 2)
        drawing.fill()
      }
    },
    afterDatasetsDraw(chart) {
      const drawing = drawingOf(chart as Chart)
      drawZeroMarks(chart as Chart, frame, thickness)
      const columns = columnWidths(drawing, spec, frame, size)
      for (const [index, bar] of chart.getDatasetMeta(0).data.entries()) {
        const row = spec.rows[index]
        if (row !== undefined) writeRow(drawing, row, spec, frame, { y: bar.y, size, thickness, columns })
      }
    },
  }
}

/** Where bars go both ways, a stroke shows where nothing is. */
function drawZeroMarks(chart: Chart, { unit, theme }: Frame, thickness: number): void {
  const scale = chart.scales.x
  if (scale === undefined || scale.min === 0 || scale.max === 0) return
  const drawing = drawingOf(chart)
  drawing.fillStyle = theme.ink
  for (const bar of chart.getDatasetMeta(0).data) {
    drawing.fillRect(scale.getPixelForValue(0) - 2 * unit, bar.y - thickness / 2, 4 * unit, thickness)
  }
}

type Columns = { readonly detail: number; readonly amountSize: number }
type RowPlace = {
  readonly y: number
  readonly size: number
  readonly thickness: number
  readonly columns: Columns
}

/** One width for all details and one size for all amounts, so that both stand in straight columns. */
function columnWidths(drawing: Drawing, spec: RowsSpec, { unit, theme, width }: Frame, size: number): Columns {
  const style: TextStyle = { size, weight: 400, colour: theme.muted }
  const details = spec.rows.map((row) => textWidth(drawing, detailText(row), style))
  const widest = Math.max(0, ...details)
  const bold: TextStyle = { size, weight: 700, colour: theme.ink }
  const sizes = spec.rows.map((row) => fitStyle(drawing, amountText(row, spec), bold, width * 0.45, 28 * unit).size)
  return { detail: widest === 0 ? 0 : widest + 28 * unit, amountSize: Math.min(size, ...sizes) }
}

function writeRow(drawing: Drawing, row: ChartRow, spec: RowsSpec, frame: Frame, place: RowPlace): void {
  const { unit, theme, width } = frame
  const { y, size, thickness, columns } = place
  const left = MARGIN * unit
  const right = width - MARGIN * unit
  const baseline = y - thickness / 2 - size * 0.38
  const muted: TextStyle = { size, weight: 400, colour: theme.muted }
  writeText(drawing, detailText(row), { x: right, y: baseline, align: 'right' }, muted)
  const amount = amountText(row, spec)
  const bold: TextStyle = { size: columns.amountSize, weight: 700, colour: theme.ink }
  writeText(drawing, amount, { x: right - columns.detail, y: baseline, align: 'right' }, bold)
  const room = right - columns.detail - textWidth(drawing, amount, bold) - 32 * unit - left
  const name: TextStyle = { size, weight: 400, colour: theme.ink }
  const tail = row.tail === null ? '' : ` ··${row.tail}`
  const cut = ellipsize(drawing, printable(row.name), name, room - textWidth(drawing, tail, name))
  writeText(drawing, `${cut}${tail}`, { x: left, y: baseline }, name)
  if (row.detail.kind === 'flows') {
    const small: TextStyle = { size: 30 * unit, weight: 400, colour: theme.muted }
    const currency = spec.currency
    const flows = `In ${formatMoney({ minor: row.detail.inflowMinor, currency })}   ·   Out ${formatMoney({ minor: row.detail.outflowMinor, currency })}`
    writeText(drawing, flows, { x: left, y: y + thickness / 2 + 40 * unit }, small)
  }
}

function amountText({ amountMinor }: ChartRow, { currency }: RowsSpec): string {
  return formatMoney({ minor: amountMinor, currency })
}

function detailText({ detail }: ChartRow): string {
  switch (detail.kind) {
    case 'share':
      return detail.percent === 0 ? '<1%' : `${detail.percent}%`
    case 'payments':
      return `×${detail.count}`
    case 'flows':
    case 'none':
      return ''
    default:
      return assertNever(detail)
  }
}
