import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { gtbankAlert } from './alerts.ts'
import { buttonsOf } from './chat.ts'
import { type Installation, OWNER, startInstallation } from './installation.ts'
import { exportLedger } from './program.ts'

let installation: Installation

beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

const TODAY = Temporal.Now.plainDateISO('Africa/Lagos')
const OUT = gtbankAlert({
  amount: '25,000.00',
  balance: '175,000.00',
  narration: 'OUTWARD TRANSFER TO OPAY',
  time: '12:03AM',
})
const NAMED_DAY = TODAY.toLocaleString('en-GB', { day: '2-digit', month: 'short', year: 'numeric' }).replaceAll(
  ' ',
  '-',
)
const IN = `Dear OPay user, N25,000.00 has been credited for Transfer via E-Channel on ${NAMED_DAY} 00:04.`
const UNDATED = 'Transfer Successful\nYou have successfully transferred ₦6,400.00 to NKEM OBASEKI.'

/** The same message once it shows this. */
const becomes = ({ id }: ChatMessage, words: string): Promise<ChatMessage> =>
  installation.telegram.waitForMessage(OWNER, (message) => message.id === id && message.text.includes(words), {
    timeoutMs: 20_000,
  })
const kinds = async () => (await exportLedger(installation.folder)).map(({ kind }) => kind).sort()
const messageCount = () => installation.telegram.messages(OWNER).length

it('turns a receipt into that of a transfer in place when the other side comes, and back when it is none', async () => {
  const { chat } = installation
  const first = await chat.ask(OUT)
  expect(first.text).toContain('Category: ')
  const before = messageCount()
  const second = await chat.ask(IN)
  expect(second.text).toContain('The other side of a transfer')
  const changed = await becomes(first, 'Own transfer: GTBank ••8016 → OPay')
  expect(changed.text).not.toContain('Category')
  expect(messageCount()).toBe(before + 2)

  const why = await chat.press(changed, 'Why?')
  expect(why.text).toContain('It rests on 2 messages')
  expect(why.text).toContain('SMS of GTBank ••8016')
  expect(why.text).toContain('One transfer: equal amounts')
  expect(why.text).toContain('naming the other bank')
  const apart = await chat.press(why, 'Not a transfer')
  expect(apart.text).toContain('I will not pair these two again')
  await becomes(second, '+₦25,000.00')
  expect(await kinds()).toEqual(['expense', 'income'])

  const again = await chat.press(apart, 'Undo answer')
  expect(again.text).toContain('Own transfer')
  await becomes(second, 'Own transfer')
  expect(await kinds()).toEqual(['transfer'])

  const whyAgain = await chat.press(again, 'Why?')
  const rejected = await chat.press(whyAgain, 'Not a transfer')
  const reasons = await chat.press(rejected, 'Why?')
  const legs = await chat.press(reasons, 'Is a transfer…')
  expect(legs.text).toContain('No entry near it could be the other side')
  expect((await chat.ask('/undo')).text).toContain('I took your last answer back')
  expect(await kinds()).toEqual(['transfer'])
})

it('pairs two sides by a person’s word when nothing in them says so', async () => {
  const { chat } = installation
  const out = await chat.ask(
    gtbankAlert({ amount: '9,100.00', balance: '165,900.00', narration: 'NIP TO KUNLE ADE', time: '12:06AM' }),
  )
  await chat.ask(IN.replace('25,000', '9,100').replace('00:04', '09:58'))
  const legs = await chat.press(await chat.press(out, 'Why?'), 'Is a transfer…')
  const choice = buttonsOf(legs).find((text) => text.includes('9,100.00')) ?? ''
  const joined = await chat.press(legs, choice)
  expect(joined.text).toContain('Own transfer: GTBank ••8016 → OPay')
  expect((await kinds()).filter((kind) => kind === 'transfer')).toHaveLength(2)
})

it('asks once whether a suspect is the same, and remembers', async () => {
  const { chat } = installation
  const first = await chat.ask(UNDATED)
  const second = await chat.ask(UNDATED)
  // Both came in one second, perhaps, and then either may be the one that is asked about.
  const suspect = await installation.telegram.waitForMessage(
    OWNER,
    ({ text }) => text.includes('Perhaps a repeat of −₦6,400.00 NKEM OBASEKI'),
    { timeoutMs: 20_000 },
  )
  expect([first.id, second.id]).toContain(suspect.id)
  expect(buttonsOf(suspect).slice(0, 2)).toEqual(['Same', 'Different'])
  expect((await chat.ask('/status')).text).toMatch(/\d+ things? (?:is|are) uncertain/)
  const same = await chat.press(suspect, 'Same')
  expect(same.text).toContain('It is one entry now')
  const undone = await chat.press(same, 'Undo answer')
  expect(undone.text).toContain('Perhaps a repeat')
  const different = await chat.press(undone, 'Different')
  expect(different.text).toContain('I will not ask about these two again')
  expect(buttonsOf(different)).not.toContain('Same')

  const merged = await chat.press(await chat.press(await chat.press(different, 'Why?'), 'Merge…'), '‹ Back')
  expect(merged.text).toContain('It rests on 1 message')
  expect(buttonsOf(await chat.press(merged, 'Merge…'))).toEqual(['‹ Back'])
})

it('takes a copy for a payment of its own when told so', async () => {
  const { chat } = installation
  const alert = gtbankAlert({
    amount: '777.00',
    balance: '160,000.00',
    narration: 'POS PURCHASE HOTPOT',
    time: '12:08AM',
  })
  await chat.ask(alert)
  const copy = await chat.ask(alert)
  expect(copy.text).toContain('Already in your ledger')
  const entries = async () =>
    (await exportLedger(installation.folder)).filter(({ postings }) => postings[0]?.amountMinor === '-77700')
  expect(await entries()).toHaveLength(1)
  const apart = await chat.press(copy, 'Not a duplicate')
  expect(apart.text).toContain('Split apart')
  expect(await entries()).toHaveLength(2)
  await chat.press(apart, 'Undo answer')
  expect(await entries()).toHaveLength(1)
})

it('strikes a payment through in place when the bank returns it', async () => {
  const { chat } = installation
  const paid = await chat.ask(
    gtbankAlert({ amount: '3,300.00', balance: '150,000.00', narration: 'NIP TO SADE ALABI', time: '12:10AM' }),
  )
  await chat.ask(
    gtbankAlert({
      amount: '3,300.00',
      balance: '153,300.00',
      narration: 'RVSL NIP TO SADE ALABI',
      direction: 'CR',
      time: '12:14AM',
    }),
  )
  const folded = await becomes(paid, 'Reversed by the bank')
  expect(folded.html).toContain('<s>')
  const why = await chat.press(folded, 'Why?')
  expect(why.text).toContain('Payment and return: the full amount came back, words of a return')
  const parted = await chat.press(why, 'Not a return')
  expect(parted.text).toContain('Both count again')
  const back = await chat.press(parted, 'Undo answer')
  expect(back.text).toContain('Reversed by the bank')
})

it('adds a charge to its payment’s receipt, explains it, and takes it away when told', async () => {
  const { chat } = installation
  const paid = await chat.ask(
    gtbankAlert({ amount: '4,000.00', balance: '149,300.00', narration: 'NIP TO BISI OJO', time: '12:20AM' }),
  )
  const charge = await chat.ask(
    gtbankAlert({ amount: '10.75', balance: '149,289.25', narration: 'NIP CHARGE + VAT', time: '12:20AM' }),
  )
  const withFee = await becomes(paid, 'Fee ₦10.75')
  const explained = await chat.press(withFee, 'Why?')
  expect(explained.text).toContain('₦10.00 transfer charge + 7.5 % VAT')
  await chat.press(explained, '‹ Back')
  const why = await chat.press(charge, 'Why?')
  expect(why.text).toContain('A charge on −₦4,000.00')
  expect(why.text).toContain('its balance follows from that payment')
  const parted = await chat.press(why, 'Not a fee of this')
  expect(parted.text).toContain('Not a fee of that payment')
  const plain = await installation.telegram.waitForMessage(
    OWNER,
    ({ id, text }) => id === paid.id && text.includes('4,000.00') && !text.includes('Fee '),
    { timeoutMs: 20_000 },
  )
  expect(plain.text).toContain('Category')
  await chat.press(parted, 'Undo answer')
  await becomes(paid, 'Fee ₦10.75')
})

it('explains the latest entry, and the one that is replied to', async () => {
  const { chat, owner } = installation
  const typed = await chat.ask('4321 suya')
  const latest = await chat.ask('/why')
  expect(latest.text).toContain('Your own entry')
  expect(latest.text).toContain('4,321.00')
  const other = await chat.ask(
    gtbankAlert({ amount: '52.00', balance: '1.00', narration: 'SMS ALERT CHARGES', time: '12:30AM' }),
  )
  expect(other.text).toContain('52.00')
  const { message_id } = owner.sendText('/why', { replyTo: typed.id })
  const replied = await chat.answerAfter(message_id, (message) => message.replyToId === message_id)
  expect(replied.text).toContain('4,321.00')
})
