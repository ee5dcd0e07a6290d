import { createRequire } from 'node:module'
import type { ChartConfiguration } from 'chart.js'
import { ChartJSNodeCanvas } from 'chartjs-node-canvas'
import { assertNever } from '../domain/assert-never.ts'
import type { ChartSpec } from '../reports/chart-spec.ts'
import { cashflowConfiguration } from './cashflow-chart.ts'
import { emptyConfiguration } from './empty-chart.ts'
import { backgroundPlugin, type Configuration, type Frame, headPlugin } from './frame.ts'
import { FONT_FAMILY } from './label-text.ts'
import { encodePalettePng } from './palette-png.ts'
import { rowsConfiguration, rowsHeightMin } from './rows-chart.ts'
import { THEMES, type ThemeName } from './theme.ts'
import { trendConfiguration } from './trend-chart.ts'

/** Pixels; the picture becomes higher than `height` where its rows need it. */
export type RenderOptions = { readonly width?: number; readonly height?: number; readonly theme?: ThemeName }

/** Draws chart specs. */
export type ChartRenderer = {
  /** A PNG of 1280 × 960 pixels unless told otherwise, in the light theme; the same bytes for the same spec and options. */
  render(spec: ChartSpec, options?: RenderOptions): Promise<Uint8Array>
}

const DESIGN_WIDTH = 1280
const DESIGN_HEIGHT = 960

/** The wrapper's third type; its documentation names it, its type declarations do not. */
const RAW_PIXELS = 'raw' as 'image/png'

/** The bundled Inter (SIL OFL) has ₦ and the letters and tone marks of Yoruba, Hausa and Igbo. */
const FONT_FILES = ['400Regular/Inter_400Regular.ttf', '700Bold/Inter_700Bold.ttf']

/** A renderer with the bundled fonts; make one and keep it, its canvases of each size are set up once. */
export function createChartRenderer(): ChartRenderer {
  const canvases = new Map<string, ChartJSNodeCanvas>()
  const canvasOf = (width: number, height: number) => {
    const size = `${width}×${height}`
    const canvas = canvases.get(size) ?? createCanvas(width, height)
    canvases.set(size, canvas)
    return canvas
  }
  return {
    async render(spec, { width = DESIGN_WIDTH, height = DESIGN_HEIGHT, theme = 'light' } = {}) {
      const unit = width / DESIGN_WIDTH
      const heightMin = spec.kind === 'rows' ? Math.ceil(rowsHeightMin(spec) * unit) : 0
      const frame: Frame = { width, height: Math.max(height, heightMin), unit, theme: THEMES[theme] }
      const { plugins = [], ...configuration } = configurationOf(spec, frame)
      const canvas = canvasOf(frame.width, frame.height)
      const framed = { ...configuration, plugins: [backgroundPlugin(frame), ...plugins, headPlugin(spec, frame)] }
      const rgba = await canvas.renderToBuffer(framed as ChartConfiguration, RAW_PIXELS)
      return encodePalettePng({ width: frame.width, height: frame.height, rgba })
    },
  }
}

function configurationOf(spec: ChartSpec, frame: Frame): Configuration {
  switch (spec.kind) {
    case 'empty':
      return emptyConfiguration(spec, frame)
    case 'rows':
      return rowsConfiguration(spec, frame)
    case 'trend':
      return trendConfiguration(spec, frame)
    case 'cashflow':
      return cashflowConfiguration(spec, frame)
    default:
      return assertNever(spec)
  }
}

function createCanvas(width: number, height: number): ChartJSNodeCanvas {
  const canvas = new ChartJSNodeCanvas({ width, height })
  const { resolve } = createRequire(import.meta.url)
  for (const file of FONT_FILES) {
    canvas.registerFont(resolve(`@expo-google-fonts/inter/${file}`), { family: FONT_FAMILY })
  }
  return canvas
}
