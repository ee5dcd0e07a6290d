import { contrast, isDark, mix, readableOn } from './colours.ts'

/** The custom properties of the style sheet that a palette sets, and whether the page is dark with it. */
export type Palette = { readonly isDark: boolean; readonly properties: Readonly<Record<string, string>> }

const TEXT_LEAST = 4.5
const SHAPE_LEAST = 3
/** Of a ground against black or white: leaves room for the grounds made of it. */
const GROUND_LEAST = 10

/**
 * Our colours out of Telegram's. A person's theme can be anything, so that every colour is moved until it can be read on what it stands
 * on: text 4.5:1, shapes and edges of controls 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). Null when the theme names no ground.
 */
export function paletteOf(theme: Readonly<Record<string, string>>): Palette | null {
  const given = theme.section_bg_color ?? theme.bg_color
  if (given === undefined) return null
  const dark = isDark(given)
  // On a colour of middling lightness nothing can be read well, whatever its colour.
  const panel = readableOn(given, [dark ? '#ffffff' : '#000000'], GROUND_LEAST)
  const ground = groundBeside(panel, theme.secondary_bg_color ?? theme.bg_color ?? panel, dark)
  const raised = mix(panel, dark ? '#ffffff' : '#000000', dark ? 0.06 : 0.035)
  const accentSoft = mix(panel, theme.button_color ?? theme.accent_text_color ?? '#0b6e5d', 0.14)
  const surfaces = [panel, ground, raised, accentSoft]
  const far = dark ? '#ffffff' : '#000000'
  const ink = readableOn(theme.text_color ?? far, surfaces, 7)
  const accent = readableOn(
    theme.accent_text_color ?? theme.link_color ?? theme.button_color ?? ink,
    surfaces,
    TEXT_LEAST,
  )
  const button = readableOn(theme.button_color ?? accent, [panel, ground], SHAPE_LEAST)
  return {
    isDark: dark,
    properties: {
      '--ground': ground,
      '--panel': panel,
      '--raised': raised,
      '--ink': ink,
      '--soft': readableOn(theme.subtitle_text_color ?? theme.hint_color ?? ink, surfaces, TEXT_LEAST),
      '--line': mix(panel, ink, 0.12),
      '--edge': readableOn(mix(panel, ink, 0.4), [panel, ground], SHAPE_LEAST),
      '--accent': accent,
      '--accent-soft': accentSoft,
      '--button': button,
      '--button-ink': readableOn(theme.button_text_color ?? '#ffffff', [button], TEXT_LEAST),
      '--danger': readableOn(theme.destructive_text_color ?? '#c62828', surfaces, TEXT_LEAST),
    },
  }
}

/** The ground behind panels must be of their lightness, or no text could be read on both. */
function groundBeside(panel: string, wanted: string, dark: boolean): string {
  if (isDark(wanted) === dark && contrast(panel, wanted) < 1.6) return wanted
  return mix(panel, '#000000', dark ? 0.35 : 0.04)
}
