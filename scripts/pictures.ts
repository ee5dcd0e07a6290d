// npm run pictures: makes the pictures of the README from the running product, after a change of the chat page or of the
// bot's replies. Not part of npm run generate: it takes a browser (Debian: chromium, fonts-noto-core,
// fonts-noto-color-emoji).
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'

const FOLDER = 'docs/pictures'
const BROWSER = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
}
const START_LIMIT_MS = 60_000

/** The program on a data folder of its own, without a token; `pageUrl` is its chat page. */
async function startProgram(dataDir: string): Promise<{ pageUrl: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', './src/node-guard.js', 'src/main.ts'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS)
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Chat page:\s+(\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    clearTimeout(timer)
    child.stdout.resume()
    return { pageUrl: address, stop }
  }
  throw new Error('the program ended before it said where its chat page is')
}

type Look = { readonly width: number; readonly height: number; readonly colorScheme: 'light' | 'dark' }

async function open(browser: Browser, pageUrl: string, { width, height, colorScheme }: Look): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, deviceScaleFactor: 1.5 })
  await page.goto(pageUrl)
  return page
}

/** Waits for the answer to the message sent last: one more bubble of the bot. */
async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const replies = page.locator('#messages .theirs')
  const before = await replies.count()
  await act()
  await replies.nth(before).waitFor()
}

async function send(page: Page, text: string): Promise<void> {
  await answered(page, async () => {
    await page.locator('#text').fill(text)
    await page.keyboard.press('Enter')
  })
}

/** Sends a sample of the drawer, named as its button names it. */
async function sendAlert(page: Page, name: string): Promise<void> {
  if (!(await page.locator('#drawer').isVisible())) await page.locator('#drawer-toggle').click()
  await answered(page, () => page.getByRole('button', { name: `Send: ${name}` }).click())
}

/** Opens the chat anew, at its newest message, and writes what it shows. */
async function takePicture(browser: Browser, pageUrl: string, name: string, look: Look): Promise<void> {
  const page = await open(browser, pageUrl, look)
  await page.locator('#messages .theirs').last().waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(FOLDER, name), animations: 'disabled' })
  await page.context().close()
}

/** A conversation as a new user has it, with a picture at four points of it. */
async function takePictures(browser: Browser, pageUrl: string): Promise<void> {
  const page = await open(browser, pageUrl, { width: 1280, height: 900, colorScheme: 'light' })
  await answered(page, () => page.getByRole('button', { name: 'Start', exact: true }).click())
  await sendAlert(page, 'GTBank, Salary')
  await sendAlert(page, 'GTBank, Rent to a person')
  const receipt = page.locator('#messages .theirs').last()
  await receipt.getByRole('button', { name: 'More…' }).click()
  await receipt.getByRole('button', { name: 'Home: Rent' }).click()
  await receipt.getByText('you chose it').waitFor()
  await takePicture(browser, pageUrl, 'chat-dark.png', { width: 820, height: 780, colorScheme: 'dark' })
  for (const name of ['Access Bank, Client payment', 'Zenith Bank, Electricity', 'Moniepoint, Eatery']) {
    await sendAlert(page, name)
  }
  await sendAlert(page, 'GTBank, Supermarket')
  await takePicture(browser, pageUrl, 'chat-light.png', { width: 820, height: 740, colorScheme: 'light' })
  await send(page, 'uber 3.2k yesterday')
  await takePicture(browser, pageUrl, 'chat-phone.png', { width: 390, height: 780, colorScheme: 'light' })
  await send(page, '/report')
  await takeDashboardPictures(browser, page)
  await takePicture(browser, pageUrl, 'report.png', { width: 820, height: 1060, colorScheme: 'light' })
}

/** The dashboard with what the chat has, reached by the bot's link. */
async function takeDashboardPictures(browser: Browser, chat: Page): Promise<void> {
  await send(chat, '/dashboard')
  const link = await chat.getByRole('link', { name: 'Open the dashboard' }).last().getAttribute('href')
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1.5 })
  const page = await context.newPage()
  await page.goto(link ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Latest entries' }).waitFor()
  const write = async (name: string): Promise<void> => {
    await page.waitForLoadState('load')
    await page.screenshot({ path: join(FOLDER, name), animations: 'disabled' })
  }
  await write('dashboard-home.png')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('link', { name: 'All entries' }).click()
  await page.locator('.row-link').nth(1).click()
  await page.getByRole('dialog').getByLabel('Payee').waitFor()
  await write('dashboard-entry-dark.png')
  await page.goto(new URL('/new', page.url()).href)
  await page.setViewportSize({ width: 390, height: 780 })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByLabel('Amount', { exact: true }).fill('1200+350')
  await page.getByLabel('Paid to').fill('Iya Basira')
  await write('dashboard-add.png')
  await context.close()
}

await mkdir(FOLDER, { recursive: true })
const dataDir = await mkdtemp(join(tmpdir(), 'pictures-'))
const program = await startProgram(dataDir)
const browser = await chromium.launch(BROWSER)
try {
  await takePictures(browser, program.pageUrl)
} finally {
  await browser.close()
  await program.stop()
  await rm(dataDir, { recursive: true })
}
