import { sign } from '@tma.js/init-data-node'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { createVault } from '../../src/db/vault.ts'
import { createDataFolder, runCommandLine, startProgram } from '../e2e/program.ts'
import { debianPart } from '../support/debian-part.ts'

/** The browser of these tests. */
export const CHROMIUM = debianPart('chromium', '/usr/bin/chromium')

const LAUNCH_ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
]
const KEY = Buffer.alloc(32, 7)
/** How long an answer may take on a busy machine. */
const LIMIT_MS = 20_000
/** The user of the chat page. */
const LOCAL_USER = 1

/** The program as a new user starts it, without a token, and a browser beside it. */
export type DashboardInstallation = {
  readonly url: string
  /** A browser's window of its own; it is closed with the installation. */
  newContext(look?: Look): Promise<BrowserContext>
  /** What the local Telegram hands the Mini App when the owner opens it now. */
  launchFragment(theme: Readonly<Record<string, string>>): string
  /** Runs the command line on the same data. */
  run(args: readonly string[]): Promise<string>
  readonly folder: string
  close(): Promise<void>
}

export type Look = { readonly width?: number; readonly height?: number; readonly colorScheme?: 'light' | 'dark' }

/** Starts both. */
export async function startDashboard(): Promise<DashboardInstallation> {
  const folder = await createDataFolder()
  const program = startProgram(folder.path, { SECRET_KEY: KEY.toString('base64'), LOG_LEVEL: 'error' })
  const [, url = ''] = await program.waitForOutput(/Dashboard:\s+(\S+)\/ /)
  await program.waitForOutput(/Bot:/)
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: LAUNCH_ARGUMENTS })
  const token = `1000001:${createVault(KEY).deriveId('local Telegram').replaceAll('-', '')}`
  return {
    url,
    newContext: async ({ width = 1280, height = 800, colorScheme = 'light' } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
      context.setDefaultTimeout(LIMIT_MS)
      return context
    },
    launchFragment: (theme) => {
      const user = { id: LOCAL_USER, first_name: 'You' }
      const data = sign({ user, query_id: crypto.randomUUID() } as never, token, new Date())
      return `#${new URLSearchParams({ tgWebAppData: data, tgWebAppPlatform: 'android', tgWebAppThemeParams: JSON.stringify(theme) })}`
    },
    run: (args) => runCommandLine(folder.path, args, { SECRET_KEY: KEY.toString('base64') }),
    folder: folder.path,
    close: async () => {
      await browser.close()
      await program.end('SIGTERM')
      await folder.remove()
    },
  }
}

/** What went wrong in a page: errors of its scripts and on its console, and requests to anywhere but `url`. */
export function faultsOf(page: Page, url: string): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) faults.push(`asked ${request.url()}`)
  })
  return faults
}

/** Signs a browser in by the bot's link, as a person does; gives the chat page and the dashboard. */
export async function signIn(context: BrowserContext, url: string): Promise<{ chat: Page; page: Page }> {
  const chat = await context.newPage()
  await chat.goto(`${url}/demo`)
  await sendText(chat, '/dashboard')
  const link = chat.getByRole('link', { name: 'Open the dashboard' }).last()
  const [page] = await Promise.all([context.waitForEvent('page'), link.click()])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  return { chat, page }
}

/** Sends a text on the chat page and waits for one more message of the bot. */
export async function sendText(chat: Page, text: string): Promise<void> {
  const replies = chat.locator('#messages .theirs')
  await chat.locator('#messages').waitFor({ state: 'attached' })
  const before = await replies.count()
  await chat.locator('#text').fill(text)
  await chat.keyboard.press('Enter')
  await replies.nth(before).waitFor()
}

/** The accessibility faults that axe-core finds by WCAG 2.2 A and AA and its best practices, each with its first element. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated from outside: the page's own policy would not let the script in.
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    type Result = { violations: { id: string; nodes: { html: string }[] }[] }
    const { axe: checker } = globalThis as unknown as { axe: { run(what: unknown, how: object): Promise<Result> } }
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await checker.run(Reflect.get(globalThis, 'document'), { runOnly })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  })
}
