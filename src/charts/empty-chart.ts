import type { Chart } from 'chart.js'
import type { ChartSpec } from '../reports/chart-spec.ts'
import { type Configuration, drawingOf, type Frame, MARGIN } from './frame.ts'
import { fitStyle, writeText } from './label-text.ts'

export type EmptySpec = Extract<ChartSpec, { kind: 'empty' }>

/** The heights of the ghost columns above the message, in design pixels. */
const GHOSTS = [90, 150, 120, 210, 165]

/** A picture that says what is missing and how to get it. */
export function emptyConfiguration(spec: EmptySpec, { width, height, unit, theme }: Frame): Configuration {
  return {
    type: 'bar',
    data: { labels: [], datasets: [] },
    options: { scales: { x: { display: false }, y: { display: false } } },
    plugins: [
      {
        id: 'empty-message',
        afterDraw(chart) {
          const drawing = drawingOf(chart as Chart)
          const middle = width / 2
          const floor = height * 0.58
          drawing.fillStyle = theme.grid
          for (const [index, ghost] of GHOSTS.entries()) {
            drawing.beginPath()
            drawing.roundRect(
              middle + (index - 2.5) * 76 * unit + 10 * unit,
              floor - ghost * unit,
              56 * unit,
              ghost * unit,
              12 * unit,
            )
            drawing.fill()
          }
          const room = width - 2 * MARGIN * unit
          const message = { size: 46 * unit, weight: 700, colour: theme.ink } as const
          const hint = { size: 36 * unit, weight: 400, colour: theme.muted } as const
          const fitted = fitStyle(drawing, spec.message, message, room, 30 * unit)
          writeText(drawing, spec.message, { x: middle, y: floor + 100 * unit, align: 'center' }, fitted)
          writeText(drawing, spec.hint, { x: middle, y: floor + 162 * unit, align: 'center' }, hint)
        },
      },
    ],
  }
}
