import type { Chart, ChartConfiguration, Plugin } from 'chart.js'
import type { ChartFigure, ChartSpec } from '../reports/chart-spec.ts'
import { type Drawing, ellipsize, fitStyle, type TextStyle, textWidth, writeText } from './label-text.ts'
import { formatMoney } from './money-label.ts'
import type { Theme } from './theme.ts'

/** Size of the picture in pixels; `unit` is one pixel of the 1280-pixel-wide design. */
export type Frame = { readonly width: number; readonly height: number; readonly unit: number; readonly theme: Theme }

/** What Chart.js draws: bars and lines on named scales. */
export type Configuration = ChartConfiguration<'bar' | 'line'>
export type DrawingPlugin = Plugin<'bar' | 'line'>

/** Space left free at the sides and below, in design pixels. */
export const MARGIN = 64

const SINGLE_HEAD = 224
const FIGURES_HEAD = 348

/** Where the head ends, in design pixels: a single figure stands beside the title, several get a line of their own. */
export function headHeight(spec: ChartSpec): number {
  return spec.kind !== 'empty' && spec.figures.length > 1 ? FIGURES_HEAD : SINGLE_HEAD
}

/** The context of a chart. Chart.js names it by a browser type this project does not load. */
export function drawingOf(chart: Chart): Drawing {
  return chart.ctx as unknown as Drawing
}

/** Paints the background below everything. */
export function backgroundPlugin({ width, height, theme }: Frame): DrawingPlugin {
  return {
    id: 'background',
    beforeDraw(chart) {
      const drawing = drawingOf(chart as Chart)
      drawing.fillStyle = theme.background
      drawing.fillRect(0, 0, width, height)
    },
  }
}

/** Writes title, period and totals above the chart. */
export function headPlugin(spec: ChartSpec, frame: Frame): DrawingPlugin {
  return {
    id: 'head',
    afterDraw(chart) {
      const drawing = drawingOf(chart as Chart)
      const { unit, theme } = frame
      const title: TextStyle = { size: 54 * unit, weight: 700, colour: theme.ink }
      writeText(drawing, spec.title, { x: MARGIN * unit, y: 112 * unit }, title)
      if (spec.kind === 'empty') return
      const subtitle: TextStyle = { size: 36 * unit, weight: 400, colour: theme.muted }
      writeText(drawing, spec.subtitle, { x: MARGIN * unit, y: 166 * unit }, subtitle)
      const [only, ...others] = spec.figures
      if (only !== undefined && others.length === 0) {
        writeSingleFigure(drawing, only, frame, textWidth(drawing, spec.title, title))
      } else {
        writeFigures(drawing, spec.figures, frame)
      }
    },
  }
}

function writeSingleFigure(drawing: Drawing, figure: ChartFigure, frame: Frame, titleWidth: number): void {
  const { unit, theme, width } = frame
  const right = width - MARGIN * unit
  const room = width - 2 * MARGIN * unit - titleWidth - 48 * unit
  const bold: TextStyle = { size: 54 * unit, weight: 700, colour: theme.ink }
  const { texts, style } = fitAmounts(drawing, [figure], bold, room, 34 * unit)
  writeText(drawing, texts.join(''), { x: right, y: 112 * unit, align: 'right' }, style)
  const label: TextStyle = { size: 36 * unit, weight: 400, colour: theme.muted }
  writeText(drawing, figure.label.toLowerCase(), { x: right, y: 166 * unit, align: 'right' }, label)
}

function writeFigures(drawing: Drawing, figures: readonly ChartFigure[], { unit, theme, width }: Frame): void {
  const slot = (width - 2 * MARGIN * unit) / figures.length
  const room = slot - 36 * unit
  const bold: TextStyle = { size: 48 * unit, weight: 700, colour: theme.ink }
  const amounts = fitAmounts(drawing, figures, bold, room, 30 * unit)
  for (const [index, figure] of figures.entries()) {
    const x = MARGIN * unit + slot * index
    const isMarked = drawMark(drawing, figure.mark, { x, y: 232 * unit }, unit, theme)
    const label: TextStyle = { size: 32 * unit, weight: 400, colour: theme.muted }
    const indent = isMarked ? 52 * unit : 0
    const text = ellipsize(drawing, figure.label, label, room - indent)
    writeText(drawing, text, { x: x + indent, y: 243 * unit }, label)
    writeText(drawing, amounts.texts[index] ?? '', { x, y: 300 * unit }, amounts.style)
  }
}

/** The exact amounts, all in one size, where they fit at a readable one; else the compact ones. */
function fitAmounts(
  drawing: Drawing,
  figures: readonly ChartFigure[],
  style: TextStyle,
  room: number,
  sizeMin: number,
): { texts: readonly string[]; style: TextStyle } {
  const setTexts = (texts: readonly string[]) => {
    const sizes = texts.map((text) => fitStyle(drawing, text, style, room, sizeMin).size)
    return { texts, style: { ...style, size: Math.min(...sizes) } }
  }
  const exact = setTexts(figures.map(({ money }) => formatMoney(money)))
  if (exact.texts.every((text) => textWidth(drawing, text, exact.style) <= room)) return exact
  return setTexts(figures.map(({ money }) => formatMoney(money, { compact: true })))
}

/** Draws the sign by which the chart shows the figure, in its shape as well as its colour; tells whether there is one. */
function drawMark(
  drawing: Drawing,
  mark: ChartFigure['mark'],
  { x, y }: { x: number; y: number },
  unit: number,
  theme: Theme,
): boolean {
  drawing.save()
  drawing.beginPath()
  drawing.lineWidth = 6 * unit
  switch (mark) {
    case 'none':
      break
    case 'inflow':
    case 'outflow': {
      const tip = mark === 'inflow' ? -1 : 1
      drawing.fillStyle = theme[mark]
      drawing.moveTo(x, y - 13 * unit * tip)
      drawing.lineTo(x + 34 * unit, y - 13 * unit * tip)
      drawing.lineTo(x + 17 * unit, y + 15 * unit * tip)
      drawing.closePath()
      drawing.fill()
      break
    }
    case 'net':
    case 'current':
    case 'previous': {
      drawing.strokeStyle = mark === 'net' ? theme.ink : mark === 'current' ? theme.accent : theme.quiet
      drawing.setLineDash(mark === 'previous' ? [14 * unit, 10 * unit] : [])
      drawing.moveTo(x, y)
      drawing.lineTo(x + 38 * unit, y)
      drawing.stroke()
      if (mark === 'previous') break
      drawing.fillStyle = drawing.strokeStyle
      drawing.beginPath()
      drawing.arc(x + 19 * unit, y, 9 * unit, 0, Math.PI * 2)
      drawing.fill()
      break
    }
  }
  drawing.restore()
  return mark !== 'none'
}
