import { byId } from './dom.js'

const DARK = matchMedia('(prefers-color-scheme: dark)')
const NEXT = { system: 'light', light: 'dark', dark: 'system' }
const LABELS = { system: 'as the system', light: 'light', dark: 'dark' }
const KEY = 'local-telegram-theme'

/** Follows the system's colours until the person chooses; the choice is kept where the browser allows it. */
export function startTheme() {
  let choice = remembered()
  const apply = () => {
    const isDark = choice === 'dark' || (choice === 'system' && DARK.matches)
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    byId('theme-toggle').setAttribute('aria-label', `Colours: ${LABELS[choice]}`)
    byId('theme-toggle').title = `Colours: ${LABELS[choice]}`
  }
  byId('theme-toggle').addEventListener('click', () => {
    choice = NEXT[choice]
    try {
      localStorage.setItem(KEY, choice)
    } catch {
      // Storage can be switched off; the choice then lasts as long as the page.
    }
    apply()
  })
  DARK.addEventListener('change', apply)
  apply()
}

function remembered() {
  try {
    const kept = localStorage.getItem(KEY)
    return kept in NEXT ? kept : 'system'
  } catch {
    return 'system'
  }
}
