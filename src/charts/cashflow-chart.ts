import type { Chart } from 'chart.js'
import type { ChartSpec } from '../reports/chart-spec.ts'
import { AXIS_MARGIN, moneyAxis, NO_PLUGINS, stepAxis } from './axes.ts'
import { type Configuration, type DrawingPlugin, drawingOf, type Frame, headHeight, MARGIN } from './frame.ts'
import { type TextStyle, textWidth, writeOverLines } from './label-text.ts'
import { formatMoney } from './money-label.ts'

export type CashflowSpec = Extract<ChartSpec, { kind: 'cashflow' }>

/** Money in above the line, money out below it, and the net of each step as a line over both. */
export function cashflowConfiguration(spec: CashflowSpec, frame: Frame): Configuration {
  const { unit, theme } = frame
  const column = {
    type: 'bar' as const,
    stack: 'flows',
    borderRadius: 8 * unit,
    maxBarThickness: 120 * unit,
    categoryPercentage: 0.86,
    barPercentage: 0.8,
    order: 1,
  }
  return {
    type: 'bar',
    data: {
      labels: spec.steps.map(({ label }) => label),
      datasets: [
        { ...column, data: spec.steps.map(({ inflowMinor }) => Number(inflowMinor)), backgroundColor: theme.inflow },
        {
          ...column,
          data: spec.steps.map(({ outflowMinor }) => Number(-outflowMinor)),
          backgroundColor: theme.outflow,
        },
        {
          type: 'line',
          data: spec.nets.map(Number),
          borderColor: theme.ink,
          borderWidth: 5 * unit,
          pointBackgroundColor: theme.ink,
          pointBorderColor: theme.background,
          pointBorderWidth: 4 * unit,
          pointRadius: 12 * unit,
          clip: false,
          order: 0,
        },
      ],
    },
    options: {
      layout: {
        padding: {
          left: AXIS_MARGIN * unit,
          right: MARGIN * unit,
          top: (headHeight(spec) + 8) * unit,
          bottom: 36 * unit,
        },
      },
      scales: {
        x: { ...stepAxis(frame), stacked: true },
        y: { ...moneyAxis(frame, spec.currency, 7), stacked: true, beginAtZero: true, grace: '12%' },
      },
      plugins: NO_PLUGINS,
    },
    plugins: [columnLabelsPlugin(spec, frame)],
  }
}

/** Amounts at the ends of the columns: without the currency sign, or not at all, where they could not stand side by side. */
function columnLabelsPlugin(spec: CashflowSpec, { unit, theme }: Frame): DrawingPlugin {
  const style: TextStyle = { size: 28 * unit, weight: 700, colour: theme.ink }
  const labelsOf = (amounts: readonly bigint[], bare: boolean) =>
    amounts.map((minor) =>
      minor === 0n ? '' : formatMoney({ minor, currency: spec.currency }, { compact: true, bare }),
    )
  return {
    id: 'column-labels',
    afterDatasetsDraw(chart) {
      const drawing = drawingOf(chart as Chart)
      const slot = (chart.chartArea.right - chart.chartArea.left) / spec.steps.length
      const amounts = spec.steps.flatMap(({ inflowMinor, outflowMinor }) => [inflowMinor, outflowMinor])
      const fits = (bare: boolean) =>
        labelsOf(amounts, bare).every((label) => textWidth(drawing, label, style) <= slot - 8 * unit)
      const isBare = !fits(false)
      if (isBare && !fits(true)) return
      const rows = [
        {
          labels: labelsOf(
            spec.steps.map(({ inflowMinor }) => inflowMinor),
            isBare,
          ),
          dataset: 0,
          shift: -20 * unit,
        },
        {
          labels: labelsOf(
            spec.steps.map(({ outflowMinor }) => outflowMinor),
            isBare,
          ),
          dataset: 1,
          shift: 44 * unit,
        },
      ]
      for (const { labels, dataset, shift } of rows) {
        for (const [index, bar] of chart.getDatasetMeta(dataset).data.entries()) {
          writeOverLines(
            drawing,
            labels[index] ?? '',
            { x: bar.x, y: bar.y + shift, align: 'center' },
            style,
            theme.background,
          )
        }
      }
    },
  }
}
