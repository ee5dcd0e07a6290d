import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gtbankAlert } from '../e2e/alerts.ts'
import { titleWith } from '../support/debian-part.ts'
import {
  accessibilityFaults,
  CHROMIUM,
  type DashboardInstallation,
  faultsOf,
  sendText,
  signIn,
  startDashboard,
} from './installation.ts'

const STATEMENT = fileURLToPath(new URL('../statements/files/firstbank-2026-09.csv', import.meta.url))

describe.skipIf(CHROMIUM.kind === 'absent')(titleWith(CHROMIUM, 'chromium', 'a new user’s path'), () => {
  let installation: DashboardInstallation
  let context: BrowserContext
  let chat: Page
  let page: Page
  let faults: string[]

  beforeAll(async () => {
    installation = await startDashboard()
    context = await installation.newContext({ width: 360, height: 740 })
    const opened = await signIn(context, installation.url)
    chat = opened.chat
    page = opened.page
    faults = faultsOf(page, installation.url)
  })
  afterAll(() => installation?.close())

  it('sees an alert of the chat, chooses its category in the dashboard, and the receipt in the chat changes', async () => {
    await page.getByText('Your ledger is empty').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await sendText(
      chat,
      gtbankAlert({ amount: '22,500.00', balance: '103,220.55', narration: 'POS PURCHASE ACME LIMITED' }),
    )
    const receipt = chat.locator('#messages .theirs').last()
    // No reload: the page hears of it.
    await page.getByRole('link', { name: /ACME.*22,500/ }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Why it is as it is').click()
    await sheet.locator('.why li').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await sheet.getByLabel('Category').selectOption({ label: '🔑 Home: Rent' })
    await sheet.getByRole('button', { name: 'Save' }).click()
    await receipt.getByText(/Category: Home: Rent/).waitFor()
    await page.getByRole('link', { name: /Home: Rent.*22,500/ }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(new URL(page.url()).search).toBe('')
    expect(faults).toEqual([])
  })

  it('adds an entry by a sum and one tap, another one after it, and takes one back', async () => {
    await page.getByRole('link', { name: 'Add entry' }).last().click()
    const amount = page.getByLabel('Amount', { exact: true })
    await amount.and(page.locator(':focus')).waitFor()
    await page.keyboard.type('1200+350')
    await page.getByText('= ₦1,550.00').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Save, add another' }).click()
    await page.getByText('₦1,550.00 saved.').waitFor()
    await amount.and(page.locator(':focus')).waitFor()
    expect(await amount.inputValue()).toBe('')
    await page.keyboard.type('3k')
    await page.keyboard.press('Enter')
    await page.getByText('₦3,000.00 saved.').waitFor()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.getByRole('link', { name: /spent ₦3,000\.00/ }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: /spent ₦3,000\.00/ }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /spent ₦1,550\.00/ }).waitFor()
    expect(faults).toEqual([])
  })

  it('imports a statement after looking at it, and takes it back and the ledger is as before', async () => {
    const entries = () => page.evaluate("fetch('/api/v1/transactions?limit=200').then((answer) => answer.text())")
    const before = await entries()
    await page.goto(`${installation.url}/import`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'september.csv',
      mimeType: 'text/csv',
      buffer: await readFile(STATEMENT),
    })
    const card = page.getByRole('article', { name: 'september.csv' })
    await card.getByText('Ready to import').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await card.getByRole('button', { name: /^Import 34 new entries/ }).click()
    await card.getByRole('status').getByText('Imported').waitFor()
    expect(String(await entries()).split('"id"').length).toBeGreaterThan(String(before).split('"id"').length + 30)
    await card.getByRole('button', { name: 'Undo import' }).click()
    await card.getByText('Taken back').waitFor()
    expect(await entries()).toBe(before)
    expect(faults).toEqual([])
  })

  it('searches and filters in the address, so that a copied link shows the same', async () => {
    await page.goto(`${installation.url}/transactions`)
    await page.getByRole('link', { name: /ACME/ }).waitFor()
    await page.getByRole('searchbox').fill('acme')
    await page.getByRole('link', { name: /1,550/ }).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?q=acme')
    const copy = await context.newPage()
    await copy.goto(page.url())
    await copy.getByRole('link', { name: /ACME/ }).waitFor()
    expect(await copy.getByRole('link', { name: /1,550/ }).count()).toBe(0)
    await copy.getByRole('button', { name: 'Filters' }).click()
    await copy.getByLabel('Kind').selectOption('income')
    await copy.getByText('No entry matches').waitFor()
    await copy.close()
  })

  it('opens inside Telegram by what Telegram signed, in its colours, and once more after a reload', async () => {
    const window = await (await installation.newContext({ width: 400 })).newPage()
    const windowFaults = faultsOf(window, installation.url)
    const theme = { bg_color: '#17212b', secondary_bg_color: '#232e3c', text_color: '#f5f5f5', button_color: '#5288c1' }
    await window.goto(`${installation.url}/${installation.launchFragment(theme)}`)
    await window.getByRole('link', { name: /ACME/ }).waitFor()
    const colour = await window.evaluate("getComputedStyle(document.querySelector('.panel')).backgroundColor")
    expect(colour).toBe('rgb(23, 33, 43)')
    expect(window.url()).toBe(`${installation.url}/`)
    expect(await accessibilityFaults(window)).toEqual([])
    await window.reload()
    await window.getByRole('link', { name: /ACME/ }).waitFor()
    expect(windowFaults).toEqual([])
    await window.context().close()
  })

  it('is shown nothing without signing in, nor by a link that was used', async () => {
    const stranger = await (await installation.newContext()).newPage()
    await stranger.goto(`${installation.url}/transactions`)
    await stranger.getByRole('heading', { name: 'Your ledger is locked' }).waitFor()
    expect(await accessibilityFaults(stranger)).toEqual([])
    await stranger.goto(`${installation.url}/login?code=used`)
    await stranger.getByRole('button', { name: 'Sign in' }).click()
    await stranger.getByText(/This link was used/).waitFor()
    await stranger.context().close()
    await page.goto(`${installation.url}/settings`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Your ledger is locked' }).waitFor()
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe('[{},{}]')
  })
})
