import { effect, signal } from '@preact/signals'
import { paletteOf } from '../telegram/palette.ts'

export type Appearance = 'system' | 'light' | 'dark'

const KEY = 'expense-tracker-appearance'
const DARK = matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = signal(DARK.matches)

/** What the person chose; inside Telegram the app's own colours count instead. */
export const appearance = signal<Appearance>(remembered())
/** Telegram's colours; null outside Telegram. */
export const telegramTheme = signal<Readonly<Record<string, string>> | null>(null)

/** Keeps the page's colours as they were chosen, from now on. */
export function startAppearance(): void {
  DARK.addEventListener('change', () => {
    systemIsDark.value = DARK.matches
  })
  effect(() => {
    const root = document.documentElement
    const palette = telegramTheme.value === null ? null : paletteOf(telegramTheme.value)
    const isDark = palette?.isDark ?? (appearance.value === 'system' ? systemIsDark.value : appearance.value === 'dark')
    root.dataset.theme = isDark ? 'dark' : 'light'
    for (const [name, colour] of Object.entries(palette?.properties ?? {})) root.style.setProperty(name, colour)
  })
}

/** Chooses the colours and remembers it where the browser allows it. */
export function choose(value: Appearance): void {
  appearance.value = value
  try {
    localStorage.setItem(KEY, value)
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}

function remembered(): Appearance {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}
