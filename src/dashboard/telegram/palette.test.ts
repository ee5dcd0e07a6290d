import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, isDark, mix, readableOn } from './colours.ts'
import { paletteOf } from './palette.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
const NAMES = ['bg_color', 'secondary_bg_color', 'section_bg_color', 'text_color', 'hint_color', 'link_color'] as const
const MORE = ['button_color', 'button_text_color', 'accent_text_color', 'subtitle_text_color'] as const
const theme = fc.record(
  Object.fromEntries([...NAMES, ...MORE, 'destructive_text_color'].map((name) => [name, colour])),
  { requiredKeys: ['bg_color'] },
)

/** What is text on what, by the style sheet. */
const TEXTS = ['--ink', '--soft', '--accent', '--danger']
const GROUNDS = ['--panel', '--ground', '--raised', '--accent-soft']

describe('paletteOf', () => {
  it('can be read with any theme: text 4.5:1, shapes and the edges of controls 3:1', () => {
    fc.assert(
      fc.property(theme, (colours) => {
        const properties = paletteOf(colours as Record<string, string>)?.properties ?? {}
        for (const ground of GROUNDS) {
          for (const text of TEXTS) {
            expect(contrast(properties[text] ?? '', properties[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
          }
        }
        for (const ground of ['--panel', '--ground']) {
          expect(contrast(properties['--edge'] ?? '', properties[ground] ?? '')).toBeGreaterThanOrEqual(3)
          expect(contrast(properties['--button'] ?? '', properties[ground] ?? '')).toBeGreaterThanOrEqual(3)
        }
        expect(contrast(properties['--button-ink'] ?? '', properties['--button'] ?? '')).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 300, seed: 8 },
    )
  })

  it('keeps the colours of a theme that can be read already', () => {
    const palette = paletteOf({ bg_color: '#17212b', text_color: '#f5f5f5', button_color: '#5288c1' })
    expect(palette?.isDark).toBe(true)
    expect(palette?.properties).toMatchObject({ '--panel': '#17212b', '--ink': '#f5f5f5', '--button': '#5288c1' })
  })

  it('is none for a theme without a ground', () => {
    expect(paletteOf({ text_color: '#000000' })).toBeNull()
  })
})

describe('colours', () => {
  it('are compared as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#ffffff', '#ffffff')).toBe(1)
  })

  it('move no further than they must', () => {
    expect(readableOn('#0b6e5d', ['#ffffff'], 4.5)).toBe('#0b6e5d')
    expect(contrast(readableOn('#cccccc', ['#ffffff'], 4.5), '#ffffff')).toBeLessThan(6)
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
    expect([isDark('#202020'), isDark('#e0e0e0')]).toEqual([true, false])
  })
})
