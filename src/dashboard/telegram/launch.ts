/** What Telegram hands a Mini App behind the `#` of its address: who opened it, signed, and the colours of the app. */
export type Launch = {
  readonly initData: string
  readonly platform: string
  readonly theme: Readonly<Record<string, string>>
}

/**
 * Reads the launch parameters out of a fragment (core.telegram.org/api/bots/webapps: `tgWebAppData`, `tgWebAppThemeParams`); null when
 * the page was not opened by Telegram. So its script is not needed, and no page of ours asks anything of another server.
 */
export function readLaunch(fragment: string): Launch | null {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''))
  const initData = parameters.get('tgWebAppData')
  if (initData === null || initData === '') return null
  const platform = parameters.get('tgWebAppPlatform') ?? 'unknown'
  return { initData, platform, theme: readTheme(parameters.get('tgWebAppThemeParams')) }
}

/** The colours in Telegram's JSON, by name; what is not a colour `#rrggbb` is left out. */
export function readTheme(json: string | null | object): Record<string, string> {
  let value: unknown = json
  if (typeof json === 'string') {
    try {
      value = JSON.parse(json)
    } catch {
      return {}
    }
  }
  if (typeof value !== 'object' || value === null) return {}
  const colours = Object.entries(value).filter(([, colour]) => /^#[0-9a-f]{6}$/i.test(String(colour)))
  return Object.fromEntries(colours.map(([name, colour]) => [name, String(colour).toLowerCase()]))
}
