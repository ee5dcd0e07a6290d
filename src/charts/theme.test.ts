import { describe, expect, it } from 'vitest'
import { CATEGORY_SLOTS } from '../reports/chart-rows.ts'
import { rowColour, THEMES } from './theme.ts'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(Object.entries(THEMES))('the %s theme', (_name, theme) => {
  it.each([['ink'], ['muted']] as const)('writes %s at 4.5:1 or better', (name) => {
    expect(contrast(theme[name], theme.background)).toBeGreaterThanOrEqual(4.5)
  })

  it('draws every shape at 3:1 or better', () => {
    const { accent, quiet, inflow, outflow, categories, background } = theme
    for (const colour of [accent, quiet, inflow, outflow, ...categories]) {
      expect([colour, contrast(colour, background) >= 3]).toEqual([colour, true])
    }
  })

  it('has one colour for each category slot', () => {
    expect(new Set(theme.categories).size).toBe(CATEGORY_SLOTS)
    expect(rowColour(theme, { kind: 'category', slot: 3 })).toBe(theme.categories[3])
    expect(rowColour(theme, { kind: 'quiet' })).toBe(theme.quiet)
  })
})
