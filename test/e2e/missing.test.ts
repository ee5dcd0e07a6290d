import { afterAll, beforeAll, expect, it } from 'vitest'
import { gtbankAlert } from './alerts.ts'
import { buttonsOf } from './chat.ts'
import { type Installation, startInstallation } from './installation.ts'
import { runCommandLine } from './program.ts'

let installation: Installation

beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

const FIRST = gtbankAlert({
  amount: '5,000.00',
  balance: '95,000.00',
  narration: 'POS PURCHASE HOTPOT',
  time: '12:02AM',
})
const LOST = gtbankAlert({
  amount: '12,400.00',
  balance: '82,600.00',
  narration: 'POS PURCHASE KIOSK',
  time: '12:04AM',
})
const THIRD = gtbankAlert({ amount: '600.00', balance: '82,000.00', narration: 'POS PURCHASE HOTPOT', time: '12:10AM' })

const reconcile = async () => JSON.parse(await runCommandLine(installation.folder, ['reconcile', '--json']))

it('says what is missing, adds it on a tap, and takes it out again', async () => {
  const { chat } = installation
  await chat.ask(FIRST)
  const receipt = await chat.ask(THIRD)
  expect(receipt.text).toContain('₦12,400.00 out is missing between 00:02 and 00:10')
  expect(buttonsOf(receipt)[0]).toBe('Add it')
  expect(await reconcile()).toMatchObject({
    account: 'GTBank',
    institution: 'GTBank',
    tail: '8016',
    balanceMinor: '9440000',
    checks: 1,
    broken: 1,
    gaps: [{ missingMinor: '-1240000', direction: 'debit' }],
  })
  expect((await chat.ask('/accounts')).text).toContain('1 gap')

  const closed = await chat.press(receipt, 'Add it')
  expect(closed.text).toContain('adds up')
  expect(buttonsOf(closed)).not.toContain('Add it')
  const added = await chat.answerAfter(receipt.id, (message) => message.text.includes('−₦12,400.00'))
  expect(added.text).toContain('I added what was missing')
  expect(added.text).toContain('GTBank ••8016')
  expect((await chat.ask('/status')).text).toContain('All 1 stated balances add up')

  const undone = await chat.press(added, 'Undo')
  expect(undone.text).toContain('Undone')
  expect((await chat.ask('/status')).text).toContain('1 of 1 stated balances do not add up')
  await chat.press(undone, 'Restore')
  expect((await chat.ask('/status')).text).toContain('All 1 stated balances add up')
})

it('keeps a gap closed without a word when the lost alert comes after all', async () => {
  const { chat } = installation
  const late = await chat.ask(LOST)
  expect(late.text).toContain('adds up')
  expect((await chat.ask('/status')).text).toContain('All 2 stated balances add up')
  const detail = await chat.ask('/accounts')
  expect(detail.text).not.toContain('gap')
})

it('shows an account with its gaps and months, and adds one from there', async () => {
  const { chat } = installation
  await chat.ask(gtbankAlert({ amount: '100.00', balance: '80,900.00', narration: 'POS PURCHASE X', time: '12:20AM' }))
  const accounts = await chat.ask('/accounts')
  installation.owner.tap(accounts.id, 'GTBank ••8016')
  const detail = await chat.answerAfter(accounts.id, (message) => message.text.includes('Months'))
  expect(detail.text).toContain('₦1,000.00 out is missing between 00:10 and 00:20')
  expect(detail.text).toContain('mismatched')
  const closed = await chat.press(detail, 'Add −₦1,000.00')
  expect(closed.text).toContain('stated balances add up. ✓')
  expect(closed.text).toContain('covered')
})

it('says of a credit that no later balance knows of that it may be fake', async () => {
  const { chat } = installation
  const fake = await chat.ask(
    gtbankAlert({
      amount: '50,000.00',
      balance: '912,345.00',
      narration: 'TRANSFER FROM X',
      direction: 'CR',
      time: '12:30AM',
    }),
  )
  expect(fake.text).toContain('is missing')
  const next = await chat.ask(
    gtbankAlert({ amount: '900.00', balance: '80,000.00', narration: 'POS PURCHASE Y', time: '12:40AM' }),
  )
  expect(next.text).toContain('adds up, but only without +₦50,000.00')
  expect(next.text).toContain('That alert may be fake')
  expect(await reconcile()).toMatchObject({ broken: 1, gaps: [] })
})
