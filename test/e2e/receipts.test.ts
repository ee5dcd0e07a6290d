import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { gtbankAlert } from './alerts.ts'
import { buttonsOf, categoryButtonsOf } from './chat.ts'
import { type Installation, OWNER, startInstallation } from './installation.ts'
import { exportLedger } from './program.ts'

let installation: Installation

beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

const FIRST = gtbankAlert({
  amount: '22,500.00',
  balance: '148,210.55',
  narration: 'OUTWARD TRANSFER TO OPAY - ADAEZE NWOSU',
  time: '12:03AM',
})
const SECOND = gtbankAlert({
  amount: '7,340.00',
  balance: '140,870.55',
  narration: 'OUTWARD TRANSFER TO OPAY - ADAEZE NWOSU',
  time: '12:05AM',
})

/** Every message of the bot with this text in it. */
const botMessagesWith = (text: string): readonly ChatMessage[] =>
  installation.telegram.messages(OWNER).filter((message) => message.fromBot && message.text.includes(text))

/** The category a receipt names, without icon and reason. */
function categoryOf(message: ChatMessage): string | undefined {
  return /^Category: ([\p{L} ,]+(?:: [\p{L} ,]+)?)/mu.exec(message.text)?.[1]?.trim()
}

/** A category button's words without their icon. */
const wordsOf = (button: string): string => button.replace(/[^\p{L}:, ]/gu, '').trim()

it('answers an alert with one receipt that names everything, and learns from a tap on it', async () => {
  const { telegram, chat } = installation
  const receipt = await chat.ask(FIRST)
  for (const part of ['₦22,500.00', 'GTBank', '8016', 'ADAEZE NWOSU', 'Category: ', '₦148,210.55']) {
    expect(receipt.text).toContain(part)
  }
  const categories = categoryButtonsOf(receipt)
  expect(categories.length).toBeGreaterThanOrEqual(4)
  expect(buttonsOf(receipt)).toEqual(expect.arrayContaining(['More…', 'Undo']))
  expect(botMessagesWith('₦22,500.00')).toHaveLength(1)

  const chosen = categories[1] ?? ''
  telegram.clearCalls()
  const changed = await chat.press(receipt, chosen)
  expect(categoryOf(changed)).toBe(wordsOf(chosen))
  expect(changed.text).toMatch(/Next time ADAEZE NWOSU → /)
  expect(buttonsOf(changed)).toEqual(expect.arrayContaining(['Only this', 'Forget']))
  const edits = telegram.calls({ method: 'editMessageText', chatId: OWNER })
  expect(edits.map((call) => call.payload.message_id)).toEqual([receipt.id])
  expect(telegram.calls({ method: 'sendMessage' })).toEqual([])
  const [answered] = telegram.calls({ method: 'answerCallbackQuery' })
  expect(answered?.number).toBeLessThan(edits[0]?.number ?? 0)

  const next = await chat.ask(SECOND)
  expect(next.text).toContain('₦7,340.00')
  expect(next.text).toContain('adds up')
  expect(categoryOf(next)).toBe(wordsOf(chosen))

  const undone = await chat.press(changed, 'Forget')
  expect(categoryOf(undone)).toBe(categoryOf(receipt))
  expect(await exportLedger(installation.folder)).toHaveLength(2)
})

it('says of an alert sent again that it is in the ledger already, and books nothing', async () => {
  const { chat } = installation
  const again = await chat.ask(FIRST)
  expect(again.text).toMatch(/already in your ledger/i)
  const joined = await chat.ask(FIRST.replace('Bal:NGN148,210.55', 'Bal:NGN148,210.55').replaceAll('\n', ' \n'))
  expect(joined.text).toMatch(/already in your ledger/i)
  const ledger = await exportLedger(installation.folder)
  expect(ledger.filter((entry) => entry.postings.some((posting) => posting.amountMinor === '-2250000'))).toHaveLength(1)
})

it('takes an entry out of the ledger and brings it back', async () => {
  const { chat, folder } = installation
  const receipt = await chat.ask(
    gtbankAlert({ amount: '910.00', balance: '139,960.55', narration: 'POS PURCHASE HOTPOT', time: '12:09AM' }),
  )
  const isBooked = async () =>
    (await exportLedger(folder)).some((entry) => entry.postings.some((posting) => posting.amountMinor === '-91000'))
  const undone = await chat.press(receipt, 'Undo')
  expect(undone.text).toContain('Undone')
  expect(buttonsOf(undone)).toEqual(['Restore'])
  expect(await isBooked()).toBe(false)
  const restored = await chat.press(undone, 'Restore')
  expect(restored.text).toContain('−₦910.00')
  expect(await isBooked()).toBe(true)
  const last = await chat.ask('/undo')
  expect(last.text).toContain('HOTPOT')
})

it('offers every category on pages, and one from the last page can be chosen', async () => {
  const { chat } = installation
  const receipt = await chat.ask(
    gtbankAlert({ amount: '1,010.00', balance: '138,950.55', narration: 'POS PURCHASE ZQX TRADING', time: '12:11AM' }),
  )
  let page = await chat.press(receipt, 'More…')
  const offered = new Set(categoryButtonsOf(page))
  while (buttonsOf(page).includes('Next')) {
    page = await chat.press(page, 'Next')
    for (const category of categoryButtonsOf(page)) {
      expect(offered.has(category)).toBe(false)
      offered.add(category)
    }
  }
  expect(offered.size).toBeGreaterThan(30)
  const last = categoryButtonsOf(page).at(-1) ?? ''
  const changed = await chat.press(page, last)
  expect(changed.id).toBe(receipt.id)
  expect(categoryOf(changed)).toBe(wordsOf(last))
})

it('gives each alert of one message a receipt', async () => {
  const { chat, owner } = installation
  const together = ['1,111.00', '2,222.00', '3,333.00'].map((amount, index) =>
    gtbankAlert({ amount, balance: `${200 - index},000.00`, narration: `POS PURCHASE SHOP ${index}`, tail: '4242' }),
  )
  const sent = owner.sendText(together.join('\n\n'))
  for (const amount of ['₦1,111.00', '₦2,222.00', '₦3,333.00']) {
    const receipt = await chat.answerAfter(sent.message_id, (message) => message.text.includes(amount))
    expect(categoryButtonsOf(receipt).length).toBeGreaterThanOrEqual(4)
  }
})

it('answers alerts forwarded quickly one after another, and books each once', async () => {
  const { chat, folder, owner, telegram } = installation
  const before = (await exportLedger(folder)).length
  const amounts = Array.from({ length: 12 }, (_, index) => `${5 + index},017.00`)
  const sent = amounts.map((amount, index) =>
    owner.forward(
      gtbankAlert({ amount, balance: `${900 - index},000.00`, narration: `POS PURCHASE SHOP ${index}`, tail: '7171' }),
      { fromName: 'GTBank' },
    ),
  )
  // Answers come in order: the one to the last message is the last.
  await chat.ask('/help')
  const answers = telegram
    .messages(OWNER)
    .filter((message) => message.fromBot && message.id > (sent[0]?.message_id ?? 0))
  const receipts = answers.filter((message) => amounts.some((amount) => message.text.includes(`₦${amount}`)))
  const summaries = answers.filter((message) => /I read \d+ messages/.test(message.text))
  const summed = summaries.reduce((sum, message) => sum + Number(/Booked: (\d+)/.exec(message.text)?.[1]), 0)
  expect(receipts.length + summed).toBe(amounts.length)
  expect(await exportLedger(folder)).toHaveLength(before + amounts.length)
})

it.each([
  ['1500 lunch', '−₦1,500.00'],
  ['+250k salary', '+₦250,000.00'],
  ['uber 3.2k yesterday', '−₦3,200.00'],
  ['2019 lunch', '−₦2,019.00'],
])('books the quick entry "%s" as %s, in an account that can be chosen', async (text, amount) => {
  const { chat } = installation
  const receipt = await chat.ask(text)
  expect(receipt.text).toContain(amount)
  expect(categoryButtonsOf(receipt).length).toBeGreaterThanOrEqual(4)
  const picker = await chat.press(receipt, 'Account…')
  const account = buttonsOf(picker).find((button) => button.includes('4242') || button.includes('8016')) ?? ''
  const moved = await chat.press(picker, account)
  expect(moved.id).toBe(receipt.id)
  expect(moved.text).toContain(account)
  expect(moved.text).toContain(amount)
})

it('shows a merchant with signs of HTML in its name as it is', async () => {
  const { chat } = installation
  const name = 'A<B> & "C" </b> <script>'
  const entry = await chat.ask(`1750 ${name}`)
  expect(entry.text).toContain(name)
  const alert = await chat.ask(
    gtbankAlert({
      amount: '640.00',
      balance: '138,310.55',
      narration: `POS PURCHASE <i>TAG & CO</i>`,
      time: '12:40AM',
    }),
  )
  expect(alert.text).toContain('<i>TAG & CO')
  const list = await chat.ask('/transactions')
  expect(list.text).toContain('A<B> & "C"')
})
