import { afterAll, beforeAll, expect, it } from 'vitest'
import { gtbankAlert } from './alerts.ts'
import { buttonsOf } from './chat.ts'
import { type Installation, startInstallation } from './installation.ts'
import { exportLedger } from './program.ts'

let installation: Installation

beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

const UNDATED = 'Transfer Successful\nYou have successfully transferred ₦64,000.00 to NKEM OBASEKI.'

it('says that there is nothing to review in an empty ledger', async () => {
  const empty = await installation.chat.ask('/review')
  expect(empty.text).toContain('Nothing to review')
  expect(buttonsOf(empty)).toEqual([])
  expect((await installation.chat.ask('/status')).text).not.toContain('uncertain')
})

it('shows one card at a time, most valuable first, and an answer leads to the next', async () => {
  const { chat, folder } = installation
  await chat.ask(UNDATED)
  await chat.ask(UNDATED)
  await chat.ask(
    gtbankAlert({ amount: '500.00', balance: '99,500.00', narration: 'POS PURCHASE HOTPOT', time: '12:01AM' }),
  )
  await chat.ask(
    gtbankAlert({ amount: '600.00', balance: '86,900.00', narration: 'POS PURCHASE HOTPOT', time: '12:09AM' }),
  )

  const suspect = await chat.ask('/review')
  expect(suspect.text).toContain('Is this one payment, told twice?')
  expect(suspect.text).toMatch(/Review 1 of \d/)
  const skipped = await chat.press(suspect, 'Skip ›')
  expect(skipped.text).toMatch(/Review 2 of \d/)
  expect(skipped.text).toContain('What was this for?')
  const back = await chat.press(skipped, '‹ Previous')
  const next = await chat.press(back, 'Same')
  expect(next.text).toContain('It is one entry now')
  expect(next.text).toContain('What was this for?')
  expect(buttonsOf(next)).toContain('Undo that')
  const entries = async () =>
    (await exportLedger(folder)).filter((entry) => entry.postings[0]?.amountMinor === '-6400000')
  expect(await entries()).toHaveLength(1)

  const category = buttonsOf(next)[0] ?? ''
  const gap = await chat.press(next, category)
  expect(gap.text).toContain('I remember it for next time')
  expect(gap.text).toContain('₦12,000.00 out is missing')
  const done = await chat.press(gap, 'Add −₦12,000.00')
  expect(done.text).toContain('Added ✓')
  expect(done.text).toContain('Nothing to review')
  const undone = await chat.press(done, 'Undo that')
  expect(undone.text).toContain('Undone')
  expect((await chat.ask('/review')).text).toContain('₦12,000.00 out is missing')
})

it('does the same for all entries of a payee with one more tap, and takes that back', async () => {
  const { chat, folder } = installation
  const narration = 'TRF TO BISI OGUNLEYE'
  const amounts = ['81,000.00', '82,000.00', '83,000.00']
  for (const [at, amount] of amounts.entries()) {
    await chat.ask(gtbankAlert({ amount, balance: '900,000.00', narration, time: `0${at + 1}:30PM` }))
  }
  const categoriesOf = async () =>
    (await exportLedger(folder))
      .filter(({ payee }) => payee === 'BISI OGUNLEYE')
      .map(({ postings }) => postings[1]?.category)
  let card = await chat.ask('/review')
  while (!card.text.includes('BISI OGUNLEYE')) card = await chat.press(card, 'Skip ›')
  const chosen = buttonsOf(card)[0] ?? ''
  const next = await chat.press(card, chosen)
  const cleared = await chat.press(next, 'Same for all 3 of BISI OGUNLEYE')
  expect(cleared.text).toContain('2 entries moved.')
  expect(new Set(await categoriesOf()).size).toBe(1)
  const undone = await chat.press(cleared, 'Undo that')
  expect(undone.text).toContain('2 entries moved.')
})

it('calls a payee by another name from "Why?" on, and undoes that', async () => {
  const { chat, folder } = installation
  const last = await chat.ask('/why')
  const payee = await chat.press(last, 'Payee…')
  expect(payee.text).toContain('BISI OGUNLEYE, a person, 3 entries')
  const renamed = await chat.press(payee, 'Call it Bisi Ogunleye')
  expect(renamed.text).toContain('3 entries of Bisi Ogunleye')
  const names = async () =>
    (await exportLedger(folder)).map((entry) => entry.payee).filter((name) => /bisi/i.test(name ?? ''))
  expect(await names()).toEqual(['Bisi Ogunleye', 'Bisi Ogunleye', 'Bisi Ogunleye'])
  expect((await chat.ask('/undo')).text).toContain('as it was before: 3 entries')
})

it('has its settings in /settings: how sure is sure, and whether a card comes each day', async () => {
  const { chat } = installation
  const settings = await chat.ask('/settings')
  expect(settings.text).toContain('98 of 100')
  const surer = await chat.press(settings, 'Sure at 99 %')
  expect(surer.text).toContain('99 of 100')
  const none = await chat.press(surer, 'No daily card')
  expect(none.text).toContain('I send no daily card')
  expect((await chat.press(none, 'A daily card')).text).toContain('one card')
})

it('leads from a message it could not read to the questions that teach its layout', async () => {
  const { chat } = installation
  await chat.ask('Hey! Gremlo Pay moved NGN 4,410.50 from purse 7781 to SADE KOLA. Purse has NGN 10.00 left')
  let card = await chat.ask('/review')
  while (!card.text.includes('could not read it')) card = await chat.press(card, 'Skip ›')
  installation.owner.tap(card.id, 'Teach me')
  const question = await chat.answerAfter(card.id, (message) => message.text.includes('Which is the amount?'))
  expect(question.text).toContain('Which is the amount?')
})
