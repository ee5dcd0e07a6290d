import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gtbankAlert } from '../e2e/alerts.ts'
import { titleWith } from '../support/debian-part.ts'
import {
  accessibilityFaults,
  CHROMIUM,
  type DashboardInstallation,
  faultsOf,
  signIn,
  startDashboard,
} from './installation.ts'

const PAGES = ['/', '/transactions', '/new', '/accounts', '/reports', '/import', '/review', '/settings', '/more']
const LOOKS = [320, 360, 768, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, height: 800, colorScheme })),
)
const ENTRIES = 20_000
const NARRATIONS = [
  ...[
    'POS PURCHASE ACME SUPERMARKET AND STORES IKEJA',
    'TRANSFER TO ADEWALE CHUKWUEMEKA OKONKWO AND SONS NIGERIA LIMITED',
  ],
  ...['UBER TRIP', 'AIRTIME MTN', 'NETFLIX.COM', 'ELECTRICITY IKEDC PREPAID', 'Ọlọ́run Tósìn Foods'],
]
/** With so many entries on a busy machine. */
const LIMIT_MS = 120_000
/** An element smaller than this can hardly be touched (WCAG 2.2, 2.5.8). */
const TARGET_PIXELS_MIN = 24

describe.skipIf(CHROMIUM.kind === 'absent')(titleWith(CHROMIUM, 'chromium', 'every page in every look'), () => {
  let installation: DashboardInstallation
  let storage: Awaited<ReturnType<BrowserContext['storageState']>>

  beforeAll(async () => {
    installation = await startDashboard()
    const context = await installation.newContext()
    await signIn(context, installation.url)
    storage = await context.storageState()
    await context.close()
  })
  afterAll(() => installation?.close())

  it('is without faults on an empty ledger', async () => {
    expect(await faultsEverywhere(PAGES)).toEqual([])
  }, 600_000)

  it(`is without faults on a ledger of ${ENTRIES} entries, and lists them as one scrolls`, async () => {
    const file = join(installation.folder, 'many.jsonl')
    await writeFile(file, manyAlerts().join('\n'))
    await installation.run(['ingest', file])
    const context = await installation.newContext()
    await context.addCookies(storage.cookies)
    context.setDefaultTimeout(LIMIT_MS)
    const page = await context.newPage()
    await page.goto(`${installation.url}/transactions`)
    const [first] = await hrefs(page, '.row-link')
    await page.goto(`${installation.url}/accounts`)
    const [account] = await hrefs(page, '.card')
    expect(await scrollsThrough(page)).toBeGreaterThan(300)
    await context.close()
    const open = first ?? ''
    expect(await faultsEverywhere([...PAGES, open, account ?? '', '/transactions?kind=expense'])).toEqual([])
  }, 1_800_000)

  async function hrefs(page: Page, selector: string): Promise<string[]> {
    await page.locator(selector).first().waitFor()
    return (await page.locator(selector).first().getAttribute('href'))?.split('\n') ?? []
  }

  /** How many entries are shown after the list was scrolled to its end eight times. */
  async function scrollsThrough(page: Page): Promise<number> {
    await page.goto(`${installation.url}/transactions`)
    const rows = page.locator('.row-link')
    for (let pages = 1; pages <= 8; pages++) {
      await rows.nth(pages * 50 - 1).waitFor({ state: 'attached' })
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
    }
    return rows.count()
  }

  async function faultsEverywhere(paths: readonly string[]): Promise<string[]> {
    const faults: string[] = []
    for (const look of LOOKS) {
      const context = await installation.newContext(look)
      await context.addCookies(storage.cookies)
      context.setDefaultTimeout(LIMIT_MS)
      const page = await context.newPage()
      const own = faultsOf(page, installation.url)
      for (const path of paths) {
        await page.goto(`${installation.url}${path}`)
        await page.locator('h1').first().waitFor()
        await page.locator('.skeleton').first().waitFor({ state: 'detached' })
        const found = [...(await accessibilityFaults(page)), ...(await layoutFaults(page))]
        faults.push(...found.map((fault) => `${path} ${look.width} ${look.colorScheme}: ${fault}`))
      }
      faults.push(...own)
      await context.close()
    }
    return faults
  }
})

/** Where a page is wider than its window, and controls that are too small to touch. Links within text may be as small as text. */
function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const faults = []
    const wider = document.documentElement.scrollWidth - window.innerWidth
    if (wider > 0) faults.push('wider than its window by ' + wider)
    for (const element of document.querySelectorAll('button, select, input, summary, a.button, a.nav-link, a.row-link, a.card')) {
      const { width, height } = element.getBoundingClientRect()
      const isShown = element.checkVisibility({ visibilityProperty: true }) && width > 1
      if (isShown && (width < ${TARGET_PIXELS_MIN} || height < ${TARGET_PIXELS_MIN})) faults.push('too small: ' + element.outerHTML.slice(0, 120))
    }
    return faults
  })()`)
}

/** Lines for ingest: a ledger of two years, with money in once in a while and a balance that runs. */
function manyAlerts(): string[] {
  const start = Temporal.Now.plainDateISO('Africa/Lagos').subtract({ days: 700 })
  let balance = 900_000_000
  return Array.from({ length: ENTRIES }, (_, index) => {
    const isIn = index % 25 === 0
    const amount = 100 + ((index * 7919) % 9000) + (isIn ? 120_000 : 0)
    balance += isIn ? amount : -amount
    const day = start.add({ days: Math.floor((index * 700) / ENTRIES) })
    const minute = index % 60
    const hour = Math.floor(index / 60) % 12
    const time = `${String(hour === 0 ? 12 : hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}PM`
    const text = gtbankAlert({
      ...{ amount: `${amount.toLocaleString('en')}.00`, balance: `${balance.toLocaleString('en')}.00`, day, time },
      ...{ direction: isIn ? 'CR' : 'DR', narration: `${NARRATIONS[index % NARRATIONS.length]} ${index}` },
    })
    const receivedAt = `${day}T${String(hour === 0 ? 12 : hour + 12).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+01:00`
    return JSON.stringify({ id: `m${index}`, channel: 'sms', sender: 'GTBank', receivedAt, text })
  })
}
