import { expect, test } from 'vitest'
import { HELP } from '../../src/bot/features/help.ts'
import { WELCOME } from '../../src/bot/features/start.ts'
import {
  botInfo,
  buttonsOf,
  CASH,
  CATEGORIES,
  createChat,
  dataOf,
  message,
  OWNER_ID,
  PAIRING_CODE,
  press,
  text,
  textOf,
} from './harness.ts'

const ALERT = 'ALERT DR 22500.00 SHOPRITE LEKKI BAL 48210.55'
const groceries = CATEGORIES.find(({ name }) => name === 'Food: Groceries')

test('an alert gets a receipt with amount, account, counterparty, category and four category buttons', async () => {
  const { chat, handle } = createChat()
  const [receipt, ...others] = await handle(text(ALERT))
  expect(others).toEqual([])
  expect(textOf(receipt)).toBe(
    [
      '<b>−₦22,500.00</b> SHOPRITE LEKKI',
      'GTBank ••8016',
      'Category: Uncategorized. Tap the right one.',
      '12 Aug 2026',
      'Balance ₦48,210.55',
    ].join('\n'),
  )
  expect(buttonsOf(receipt).map((button) => button.text)).toEqual([
    'Food: Groceries 🛒',
    'Transport: Fuel 🚕',
    'Home: Rent 🏠',
    'Giving: Family support 🎁',
    'More…',
    'Edit…',
    'Why?',
    'Undo',
  ])
  expect(receipt).toMatchObject({ method: 'sendMessage', chatId: OWNER_ID, payload: { parse_mode: 'HTML' } })
  expect(chat.state.finished).toEqual([1n])
})

test('a balance that adds up and money that is missing are said on the receipt', async () => {
  const { chat, handle } = createChat()
  const [first] = await handle(text(ALERT))
  const [key] = [...chat.state.alerts.values()].map((alert) => alert.key)
  const open = dataOf(first, 'Undo').replace('1u', '1o')
  if (key === undefined) throw new Error('nothing was booked')
  const keyText = [...chat.state.alerts.keys()][0] ?? ''
  chat.state.checks.set(keyText, { kind: 'closes' })
  expect(textOf((await handle(press(open)))[0])).toContain('Balance ₦48,210.55 ✓ adds up')
  chat.state.checks.set(keyText, { kind: 'breaks', missingMinor: -1_240_000n, after: key })
  const [opened] = await handle(press(open))
  expect(textOf(opened)).toContain('⚠ ₦12,400.00 out is missing between ')
  expect(buttonsOf(opened)[0]).toMatchObject({ text: 'Add it' })
  chat.state.checks.set(keyText, { kind: 'disputed' })
  expect(textOf((await handle(press(open)))[0])).toContain('⚠ The next balance does not count this payment')
})

test('/status tells what came last, what does not add up, and what waits', async () => {
  const { handle } = createChat()
  const [answer] = await handle(text('/status'))
  expect(textOf(answer)).toContain('No bank has stated two balances yet')
  expect(textOf(answer)).toContain('Waiting: 2 messages to read, 3 replies to send.')
  expect(textOf(answer)).toContain('No alert has come yet.')
})

test('a tap recategorizes, edits the same message, says what it learned, and the next alert follows', async () => {
  const { chat, handle } = createChat()
  const [receipt] = await handle(text(ALERT))
  const [edited] = await handle(press(dataOf(receipt, 'Food: Groceries')))
  expect(edited).toMatchObject({ method: 'editMessageText', payload: { message_id: 5000 } })
  expect(textOf(edited)).toContain('Category: Food: Groceries 🛒 (you chose it)')
  expect(textOf(edited)).toContain('Next time SHOPRITE LEKKI → Food: Groceries 🛒')
  expect(buttonsOf(edited).some((button) => button.text.startsWith('Food: Groceries'))).toBe(false)
  const [next] = await handle(text('ALERT DR 900.00 SHOPRITE LEKKI'))
  expect(textOf(next)).toContain('Category: Food: Groceries 🛒 (you chose it before for SHOPRITE LEKKI)')
  expect(chat.answered).toHaveLength(1)
})

test('what was learned can be forgotten while the entry stays', async () => {
  const { handle } = createChat()
  const [receipt] = await handle(text(ALERT))
  const [edited] = await handle(press(dataOf(receipt, 'Food: Groceries')))
  const [forgotten] = await handle(press(dataOf(edited, 'Only this')))
  expect(textOf(forgotten)).toContain('Category: Food: Groceries')
  expect(textOf(forgotten)).toContain('Only this ✓ I learned nothing from it.')
  const [next] = await handle(text('ALERT DR 900.00 SHOPRITE LEKKI'))
  expect(textOf(next)).toContain('Uncategorized')
})

test('forgetting a change brings category and lessons back, and doing it twice is harmless', async () => {
  const { chat, handle } = createChat()
  const [receipt] = await handle(text(ALERT))
  const [edited] = await handle(press(dataOf(receipt, 'Food: Groceries')))
  const undo = dataOf(edited, 'Forget')
  await handle(press(undo))
  const [again] = await handle(press(undo))
  expect(textOf(again)).toContain('Category: Uncategorized')
  expect(chat.state.lessons.map(({ isForgotten }) => isForgotten)).toEqual([true])
})

test('Undo takes that entry out, twice is harmless, and Restore brings it back', async () => {
  const { chat, handle } = createChat()
  const [first] = await handle(text(ALERT))
  await handle(text('ALERT DR 900.00 BOLT'))
  const undo = dataOf(first, 'Undo')
  const [undone] = await handle(press(undo))
  expect(textOf(undone)).toBe('Undone: <s>−₦22,500.00</s> SHOPRITE LEKKI\nIt no longer counts. The alert stays known.')
  await handle(press(undo))
  expect([...chat.state.transactions.values()].map(({ status }) => status)).toEqual(['void', 'posted'])
  const [restored] = await handle(press(dataOf(undone, 'Restore')))
  expect(textOf(restored)).toContain('<b>−₦22,500.00</b> SHOPRITE LEKKI')
  expect([...chat.state.transactions.values()].map(({ status }) => status)).toEqual(['posted', 'posted'])
})

test('/undo takes the newest thing back: the entry booked last, or the answer given since', async () => {
  const { chat, handle } = createChat()
  expect(textOf((await handle(text('/undo')))[0])).toBe('There is nothing to undo.')
  const [receipt] = await handle(text(ALERT))
  await handle(press(dataOf(receipt, 'Food: Groceries')))
  expect(textOf((await handle(text('/undo')))[0])).toContain('I took the last change of category back')
  await handle(text('ALERT DR 900.00 BOLT'))
  expect(textOf((await handle(text('/undo')))[0])).toContain('I took out the last entry:\nUndone: <s>−₦900.00</s> BOLT')
  expect([...chat.state.transactions.values()].map(({ status }) => status)).toEqual(['posted', 'void'])
})

test('the same alert again books nothing and says so', async () => {
  const { chat, handle } = createChat()
  await handle(text(ALERT))
  const [reply] = await handle(text(ALERT))
  expect(textOf(reply)).toContain('Already in your ledger:\n<b>−₦22,500.00</b> SHOPRITE LEKKI')
  expect(chat.state.transactions.size).toBe(1)
})

test('several alerts in one message get a receipt each, and what could not be read is said', async () => {
  const { handle } = createChat()
  const replies = await handle(text('ALERT DR 1.00 A\nALERT CR 2.00 B\nUNREAD'))
  expect(replies.map((reply) => textOf(reply).split('\n')[0])).toEqual(['<b>−₦1.00</b> A', '<b>+₦2.00</b> B'])
  expect(textOf(replies[1])).toContain('One more part looks like money')
  expect(textOf(replies[0])).not.toContain('One more part')
})

test('neighbouring texts share one transaction, and more than five receipts become one summary', async () => {
  const { chat, handle } = createChat()
  const five = await handle(...[1, 2, 3, 4, 5].map((amount) => text(`ALERT DR ${amount}.00 A${amount}`)))
  expect(five).toHaveLength(5)
  expect(chat.transactionsOpened).toBe(1)
  const many = await handle(...[1, 2, 3, 4, 5, 6].map((amount) => text(`ALERT DR ${amount}0.00 B`)), text('NGN 5 what'))
  expect(many).toHaveLength(1)
  expect(textOf(many[0])).toBe(
    '<b>I read 7 messages.</b>\nBooked: 6\nOut ₦210.00, in ₦0.00\nCould not be read: 1 ⚠\nParts of messages not read: 1 ⚠',
  )
  expect(chat.state.finished).toHaveLength(12)
  const talk = await handle(...Array.from({ length: 6 }, () => text('hello')), text('Your CODE is'))
  expect(talk.map(textOf)).toEqual([
    '<b>I read 7 messages.</b>\nBooked: 0\nOne-time codes, not kept: 1\nNeither alerts nor entries: 6',
  ])
})

test('when one update of a batch cannot be handled, nothing of the batch is stored, and the good ones succeed alone', async () => {
  const { chat, handle } = createChat()
  chat.failOn = 'BAD'
  await expect(handle(text('/help'), text('ALERT DR 1.00 A'), text('BAD'))).rejects.toThrow('cannot be handled')
  expect(chat.state.finished).toEqual([])
  expect(chat.state.transactions.size).toBe(0)
  expect(await handle(text('ALERT DR 1.00 A'))).toHaveLength(1)
})

test.each([
  ['Your CODE is', 'That is a one-time code. I did not keep it.'],
  ['one-time code', 'That is a one-time code. I did not keep it.'],
  ['DECLINED at a shop', 'That payment was declined, so no money moved. I booked nothing.'],
  ['NGN 5 something', 'This looks like money, but I cannot read it yet.'],
  ['hello', 'I found no bank alert and no entry in that.'],
  ['/frobnicate', 'I do not know that command. /help shows what I can do.'],
])('"%s" is answered in words', async (words, answer) => {
  const { chat, handle } = createChat()
  const replies = await handle(text(words))
  expect(replies.map(textOf).map((reply) => reply.split('\n')[0])).toEqual([answer])
  expect(chat.state.transactions.size).toBe(0)
})

test('a quick entry gets a receipt whose account can be changed for it and the next ones', async () => {
  const { chat, handle } = createChat()
  const [receipt] = await handle(text('1500 lunch'))
  expect(textOf(receipt)).toContain('<b>−₦1,500.00</b> lunch\nCash')
  const [picker] = await handle(press(dataOf(receipt, 'Account…')))
  expect(textOf(picker)).toContain('Now in Cash.')
  const [moved] = await handle(press(dataOf(picker, 'GTBank')))
  expect(textOf(moved)).toContain('GTBank ••8016')
  expect(textOf(moved)).toContain('The next entries go there too.')
  expect(chat.state.ledger.quickEntryAccountId).not.toBe(CASH.id)
})

test('More… shows every category of the kind once, those of a parent together, and Back the receipt', async () => {
  const { chat, handle } = createChat()
  const extra = (count: number) => ({
    id: `018f3c1e-0000-7000-8000-0000000000${10 + count}`,
    name: `Food: Extra ${count}`,
  })
  const [first] = CATEGORIES.filter(({ name }) => name === 'Food: Groceries')
  if (first === undefined) throw new Error('there is no food')
  chat.state.categories = [...CATEGORIES, ...[1, 2, 3, 4, 5, 6].map((count) => ({ ...first, ...extra(count) }))]
  const [receipt] = await handle(text(ALERT))
  const [pageOne] = await handle(press(dataOf(receipt, 'More…')))
  expect(textOf(pageOne)).toContain('page 1 of 2')
  const [pageTwo] = await handle(press(dataOf(pageOne, 'Next')))
  const offered = [pageOne, pageTwo].flatMap(buttonsOf).map((button) => button.text)
  const expected = chat.state.categories.filter(({ kind, name }) => kind === 'expense' && name !== 'Uncategorized')
  for (const { name } of expected) expect(offered.filter((one) => one.startsWith(`${name} `))).toHaveLength(1)
  expect(offered.findLastIndex((one) => one.startsWith('Food'))).toBe(8)
  expect(offered.some((one) => one.startsWith('Income'))).toBe(false)
  expect(textOf((await handle(press(dataOf(pageTwo, '‹ Back'))))[0])).toContain('Tap the right one.')
})

test('/transactions shows ten on a page, turns in place, and a number opens the entry', async () => {
  const { handle } = createChat()
  for (let count = 1; count <= 11; count += 1) await handle(text(`ALERT DR ${count}.00 SHOP${count}`))
  const [list] = await handle(text('/transactions'))
  expect(textOf(list).split('\n')).toHaveLength(11)
  const [older] = await handle(press(dataOf(list, 'Older')))
  expect(older?.method).toBe('editMessageText')
  expect(textOf(older).split('\n')).toHaveLength(2)
  const [opened] = await handle(press(dataOf(older, '1')))
  expect(opened?.method).toBe('sendMessage')
  expect(textOf(opened)).toContain('SHOP11')
})

test('/report sends a picture whose caption has the totals, and buttons change it in place', async () => {
  const { handle } = createChat()
  const [report] = await handle(text('/report'))
  expect(report).toMatchObject({ method: 'sendPhoto', attachment: { name: 'report.png' } })
  expect(textOf(report)).toBe(
    [
      '<b>August 2026</b>',
      'In <b>₦350,000.00</b>',
      'Out <b>₦22,510.75</b>',
      'Net <b>₦327,489.25</b>',
      'Bank charges ₦10.75',
      'Food: Groceries ₦22,500.00',
      'Bank charges ₦10.75',
    ].join('\n'),
  )
  expect(buttonsOf(report).map((button) => button.text)).toEqual([
    '‹ July 2026',
    'Week',
    'Year',
    'Trend',
    'Cash flow',
    'Merchants',
    'Accounts',
  ])
  const [before] = await handle(press(dataOf(report, '‹')))
  expect(before).toMatchObject({ method: 'editMessageMedia', payload: { message_id: 5000 } })
  expect(JSON.stringify(before?.payload)).toContain('July 2026')
  expect(textOf((await handle(text('/report soon')))[0])).toContain('I do not know that period.')
})

test('/accounts, /categories, /help and /start answer within their limits', async () => {
  const { handle } = createChat()
  await handle(text(ALERT))
  expect(textOf((await handle(text('/accounts')))[0])).toContain('GTBank ••8016: <b>−₦22,500.00</b>')
  expect(textOf((await handle(text('/categories')))[0])).toContain('Food: Groceries 🛒')
  expect(textOf((await handle(text('/help')))[0])).toBe(HELP.markup)
  expect(HELP.markup.split('\n').length).toBeLessThanOrEqual(12)
  expect(textOf((await handle(text('/start')))[0])).toBe(WELCOME.markup)
  expect(WELCOME.markup.replace(/<[^>]*>/g, '').split(/\s+/).length).toBeLessThanOrEqual(40)
})

test('a command is known without the server marking it', async () => {
  const { handle } = createChat()
  const entities = [{ type: 'bot_command', offset: 0, length: 5 }]
  expect(textOf((await handle(text('/help', { extra: { entities } })))[0])).toBe(HELP.markup)
  expect(textOf((await handle(text('/help@Tracker_Bot')))[0])).toBe(HELP.markup)
})

test('voice, pictures and edits get a polite answer; service messages none', async () => {
  const { handle } = createChat()
  const photo = [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }]
  expect(textOf((await handle({ message: message({ photo }) } as never))[0])).toContain(
    'I read texts and statement files, not this.',
  )
  const voice = { file_id: 'f', file_unique_id: 'u', duration: 1 }
  expect(textOf((await handle({ message: message({ voice }) } as never))[0])).toContain(
    'I read texts and statement files, not this.',
  )
  const edited = { edited_message: message({ text: ALERT, edit_date: 1 }) }
  expect(textOf((await handle(edited as never))[0])).toContain('this edit changed nothing')
  expect(await handle({ message: message({ pinned_message: message({ text: 'x' }) }) } as never)).toEqual([])
})

test('old, forged and foreign buttons change nothing and are answered', async () => {
  const { chat, handle } = createChat()
  const [receipt] = await handle(text(ALERT))
  const undo = dataOf(receipt, 'Undo')
  for (const data of ['', 'junk', `0${undo.slice(1)}`, `${undo.slice(0, 2)}${'A'.repeat(22)}`]) {
    expect(textOf((await handle(press(data)))[0])).toBe(
      'This button is too old. Send /transactions to open the entry again.',
    )
  }
  const income = CATEGORIES.find(({ kind }) => kind === 'income')?.id ?? ''
  const forged =
    dataOf(receipt, 'Food').slice(0, 25) + Buffer.from(income.replaceAll('-', ''), 'hex').toString('base64url')
  expect(textOf((await handle(press(forged)))[0])).toContain('Category: Uncategorized')
  expect(chat.state.answers).toEqual([])
  const [sent] = await handle(press(undo, { date: 0 }))
  expect(sent?.method).toBe('sendMessage')
})

test('in a group only commands, replies and mentions are answered, without balances', async () => {
  const { handle } = createChat()
  const group = true
  expect(await handle(text(ALERT, { group }))).toEqual([])
  expect(await handle(text('/frobnicate', { group }))).toEqual([])
  expect(await handle(text('/help@other_bot', { group }))).toEqual([])
  const [receipt] = await handle(text(`@tracker_bot ${ALERT}`, { group }))
  expect(textOf(receipt)).toContain('₦22,500.00')
  expect(textOf(receipt)).not.toContain('Balance')
  const reply_to_message = { ...message({ text: 'hi' }), from: botInfo }
  expect(await handle(text('1500 lunch', { group, extra: { reply_to_message } }))).toHaveLength(1)
  expect(textOf((await handle(text('/accounts', { group })))[0])).toContain('only in our private chat')
  const [report] = await handle(text('/report', { group }))
  expect(buttonsOf(report).map((button) => button.text)).not.toContain('Accounts')
})

test('a stranger gets nothing, whatever they send', async () => {
  const { chat, handle } = createChat({ role: null })
  const updates = [text(ALERT), text('/start'), text('/start WRONG'), press('1t0'), text('/report', { group: true })]
  for (const update of updates) expect(await handle(update)).toEqual([])
  expect(chat.answered).toEqual([])
  expect(chat.finishedOutside).toEqual([1n, 2n, 3n, 4n, 5n])
  expect(chat.transactionsOpened).toBe(0)
})

test('the pairing code makes an owner with the default ledger, but not in a group', async () => {
  const { chat, handle } = createChat({ role: null })
  expect(await handle(text(`/start ${PAIRING_CODE}`, { group: true }))).toEqual([])
  const [welcome] = await handle(text(`/start ${PAIRING_CODE}`))
  expect(textOf(welcome)).toBe(WELCOME.markup)
  expect(chat.ledgers).toEqual(['default'])
  expect(chat.people.get(OWNER_ID)).toMatchObject({ person: { isOwner: true }, membership: { role: 'owner' } })
})

test('a configured owner is admitted with the first message, and it is answered', async () => {
  const { chat, handle } = createChat({ role: null, ownerIds: [OWNER_ID] })
  expect(textOf((await handle(text(ALERT)))[0])).toContain('₦22,500.00')
  expect(chat.ledgers).toEqual(['default'])
})

test('handling the same press again gives the same answer only once', async () => {
  const { chat, handle } = createChat()
  const [receipt] = await handle(text(ALERT))
  await handle(press(dataOf(receipt, 'Food: Groceries')))
  await handle(press(dataOf(receipt, 'Food: Groceries')))
  expect(chat.state.answers.map((answer) => answer.kind === 'category' && answer.categoryId)).toEqual([groceries?.id])
})
