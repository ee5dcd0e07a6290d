import type { ChartRow } from '../reports/chart-rows.ts'

export type ThemeName = 'light' | 'dark'

/**
 * Colours of a picture. Text reaches 4.5:1 and shapes 3:1 against `background`; `inflow` and `outflow` are told apart by people with any
 * colour vision, and by their place above and below the line. `categories` has one colour per slot of `categorySlot`.
 */
export type Theme = {
  readonly background: string
  readonly ink: string
  readonly muted: string
  readonly grid: string
  readonly track: string
  readonly accent: string
  readonly accentFill: string
  readonly quiet: string
  readonly inflow: string
  readonly outflow: string
  readonly categories: readonly string[]
}

/** The two palettes. Hues follow the order blue, orange, green, purple …, kept apart in lightness as well as in hue. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    ink: '#131722',
    muted: '#5a6372',
    grid: '#e4e8ee',
    track: '#eef1f5',
    accent: '#0b62b8',
    accentFill: '#e3effb',
    quiet: '#868f9d',
    inflow: '#007f73',
    outflow: '#d3590b',
    categories: [
      '#0b62b8',
      '#d3590b',
      '#00805e',
      '#8a3ffc',
      '#b8317f',
      '#0c7f93',
      '#a66b00',
      '#4b57c9',
      '#c2362f',
      '#5c7a12',
      '#7b4a2d',
      '#2f86d1',
      '#99204f',
      '#3f8f3a',
      '#6b5bd2',
      '#b5541c',
      '#116a6e',
      '#a04bb5',
      '#7c6a12',
      '#37526f',
    ],
  },
  dark: {
    background: '#10151d',
    ink: '#f4f6f9',
    muted: '#a6b0be',
    grid: '#263040',
    track: '#1e2733',
    accent: '#5aaefc',
    accentFill: '#172c44',
    quiet: '#7e8a9a',
    inflow: '#2fc4b2',
    outflow: '#ff9350',
    categories: [
      '#5aaefc',
      '#ff9350',
      '#35c794',
      '#b794ff',
      '#f17bb8',
      '#3fc3da',
      '#e9b341',
      '#8f9bff',
      '#ff7f78',
      '#a8cb4f',
      '#cf9a76',
      '#8accff',
      '#f08fa8',
      '#7fd17a',
      '#a69cf5',
      '#f2ab7e',
      '#6fc9c4',
      '#d79be6',
      '#d3c063',
      '#9db4cf',
    ],
  },
}

/** The colour of a row in a theme. */
export function rowColour(theme: Theme, hue: ChartRow['hue']): string {
  return hue.kind === 'category' ? (theme.categories[hue.slot] ?? theme.accent) : theme[hue.kind]
}
