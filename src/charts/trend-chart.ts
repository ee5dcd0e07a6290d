import type { Chart } from 'chart.js'
import type { ChartSpec } from '../reports/chart-spec.ts'
import { AXIS_MARGIN, INVISIBLE_AXIS, moneyAxis, NO_PLUGINS, stepAxis } from './axes.ts'
import { type Configuration, type DrawingPlugin, drawingOf, type Frame, headHeight, MARGIN } from './frame.ts'
import { type TextStyle, textWidth, writeOverLines, writeText } from './label-text.ts'
import { formatMoney } from './money-label.ts'

export type TrendSpec = Extract<ChartSpec, { kind: 'trend' }>

/** Running totals, this period's over the one before, and below them what each step took. */
export function trendConfiguration(spec: TrendSpec, frame: Frame): Configuration {
  const { unit, theme } = frame
  const lastTotal = spec.totals.length - 1
  return {
    type: 'bar',
    data: {
      labels: spec.steps.map(({ label }) => label),
      datasets: [
        {
          type: 'line',
          yAxisID: 'totals',
          data: spec.totals.map(Number),
          borderColor: theme.accent,
          borderWidth: 7 * unit,
          backgroundColor: theme.accentFill,
          fill: 'origin',
          pointBackgroundColor: theme.accent,
          pointBorderColor: theme.background,
          pointBorderWidth: 4 * unit,
          pointRadius: spec.totals.map((_, index) => (index === lastTotal ? 14 * unit : 0)),
          clip: false,
          order: 1,
        },
        {
          type: 'line',
          yAxisID: 'totals',
          data: spec.previousTotals.map(Number),
          borderColor: theme.quiet,
          borderWidth: 5 * unit,
          borderDash: [16 * unit, 12 * unit],
          pointRadius: 0,
          clip: false,
          order: 0,
        },
        {
          type: 'bar',
          yAxisID: 'steps',
          data: spec.steps.map(({ spentMinor }) => Number(spentMinor)),
          backgroundColor: theme.accent,
          borderRadius: 6 * unit,
          maxBarThickness: 72 * unit,
          categoryPercentage: 0.9,
          barPercentage: 0.82,
        },
      ],
    },
    options: {
      layout: {
        padding: {
          left: AXIS_MARGIN * unit,
          right: MARGIN * unit,
          top: (headHeight(spec) + 66) * unit,
          bottom: 36 * unit,
        },
      },
      scales: {
        x: { ...stepAxis(frame), offset: true },
        steps: {
          ...moneyAxis(frame, spec.currency, 3),
          position: 'left',
          stack: 'panels',
          stackWeight: 1,
          beginAtZero: true,
          grace: '20%',
        },
        gap: { axis: 'y', position: 'left', stack: 'panels', stackWeight: 0.7, ...INVISIBLE_AXIS },
        totals: {
          ...moneyAxis(frame, spec.currency, 5),
          position: 'left',
          stack: 'panels',
          stackWeight: 2.2,
          beginAtZero: true,
        },
      },
      plugins: NO_PLUGINS,
    },
    plugins: [panelLabelsPlugin(spec, frame)],
  }
}

function panelLabelsPlugin(spec: TrendSpec, { unit, theme, width }: Frame): DrawingPlugin {
  return {
    id: 'panel-labels',
    afterDatasetsDraw(chart) {
      const drawing = drawingOf(chart as Chart)
      const { totals, steps } = chart.scales
      if (totals === undefined || steps === undefined) return
      const style: TextStyle = { size: 30 * unit, weight: 700, colour: theme.ink }
      writeText(drawing, 'Running total', { x: MARGIN * unit, y: totals.top - 34 * unit }, style)
      writeText(drawing, `Each ${spec.step}`, { x: MARGIN * unit, y: steps.top - 30 * unit }, style)
      const largest = indexOfLargest(spec)
      const bar = chart.getDatasetMeta(2).data[largest]
      if (bar === undefined) return
      const money = { minor: spec.steps[largest]?.spentMinor ?? 0n, currency: spec.currency }
      const label = formatMoney(money, { compact: true })
      const half = textWidth(drawing, label, style) / 2
      const x = Math.min(Math.max(bar.x, chart.chartArea.left + half), width - MARGIN * unit - half)
      writeOverLines(drawing, label, { x, y: bar.y - 14 * unit, align: 'center' }, style, theme.background)
    },
  }
}

function indexOfLargest({ steps }: TrendSpec): number {
  let largest = 0
  for (const [index, { spentMinor }] of steps.entries()) {
    if (spentMinor > (steps[largest]?.spentMinor ?? 0n)) largest = index
  }
  return largest
}
