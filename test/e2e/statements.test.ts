import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { HOSTILE_FILES, hostileCsv } from '../statements/hostile-files.ts'
import { gtbankAlert } from './alerts.ts'
import { buttonsOf, createChat } from './chat.ts'
import { type Installation, OWNER, startInstallation } from './installation.ts'
import { runCommandLine } from './program.ts'

/** Another person with a ledger of their own. */
const NEIGHBOUR = 42
const LIMIT = { timeoutMs: 60_000 }
const FILES = fileURLToPath(new URL('../statements/files/', import.meta.url))

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ OWNER_TELEGRAM_IDS: `${OWNER},${NEIGHBOUR}` })
  await installation.chat.ask('/start')
})
afterAll(() => installation.close())

/** Sends a file and gives the bot's message about it once it shows what fits. */
async function drop(name: string, bytes: Uint8Array, fits: RegExp): Promise<ChatMessage> {
  const { message_id } = installation.owner.sendDocument(name, bytes)
  return shown(message_id, fits)
}

function shown(afterMessageId: number, fits: RegExp): Promise<ChatMessage> {
  const { telegram, owner } = installation
  return telegram.waitForMessage(owner.id, ({ text, fromBot }) => fromBot && fits.test(text), {
    ...LIMIT,
    afterMessageId,
  })
}

/** Presses a button and gives the same message when it shows what fits. */
async function press({ id }: ChatMessage, button: string, fits: RegExp): Promise<ChatMessage> {
  const { telegram, owner } = installation
  owner.tap(id, button)
  return telegram.waitForMessage(owner.id, (message) => message.id === id && fits.test(message.text), LIMIT)
}

const file = (name: string) => readFile(FILES + name)
const exported = () => runCommandLine(installation.folder, ['export', '--format', 'jsonl'])

it('shows what a file brings, imports it at a tap, and takes it back so that the export is the same to the byte', async () => {
  await installation.chat.ask(gtbankAlert({ amount: '1,000.00', balance: '9,000.00', narration: 'POS PURCHASE' }))
  const before = await exported()
  const preview = await drop('september.csv', await file('firstbank-2026-09.csv'), /already known/)
  expect(preview.text).toMatch(/september\.csv/)
  expect(preview.text).toMatch(/34 rows, 0 already known, 34 new/)
  expect(buttonsOf(preview)).toEqual(['Import', 'Show', 'Cancel'])
  expect(await exported()).toBe(before)
  const summary = await press(preview, 'Import', /is imported/)
  expect(summary.text).toMatch(/34 rows, 0 already known, 34 new/)
  const after = await exported()
  expect(after.split('\n').length).toBeGreaterThan(before.split('\n').length + 30)

  const again = await drop('renamed.txt', await file('firstbank-2026-09.csv'), /already known/)
  expect(again.text).toMatch(/34 rows, 34 already known, 0 new/)
  await press(again, 'Import', /nothing is new/)
  expect(await exported()).toBe(after)

  await press(summary, 'Undo import', /is undone/)
  expect(await exported()).toBe(before)

  const third = await drop('once-more.csv', await file('firstbank-2026-09.csv'), /already known/)
  expect(third.text).toMatch(/34 new/)
  await press(third, 'Import', /is imported/)
  expect((await installation.chat.ask('/undo')).text).toMatch(/took the last import back/)
  expect(await exported()).toBe(before)
}, 180_000)

it('asks for the password of a locked file, deletes it from the chat and stores it nowhere', async () => {
  const { telegram, owner } = installation
  const locked = await drop('uba.pdf', await file('uba-2026-05-locked.pdf'), /is locked/)
  const wrong = owner.sendText('sesame')
  expect((await shown(wrong.message_id, /does not open it/)).text).toMatch(/🔒/)
  const right = owner.sendText('4731')
  await telegram.waitForCall(
    ({ method, payload }) => method === 'deleteMessage' && payload.message_id === right.message_id,
    LIMIT,
  )
  const preview = await shown(right.message_id, /already known/)
  await press(preview, 'Cancel', /dropped/)
  expect(locked.id).toBeLessThan(preview.id)
  expect(telegram.messages(owner.id).map(({ text }) => text)).not.toContain('4731')
}, 120_000)

/** A statement of five days that names neither bank nor account. The second row's balance is `off` from what it must be. */
function nameless(off = 0): Uint8Array {
  const amounts = [1_500, 2_250.5, 3_000, 410, 99.99]
  let balance = 50_000
  const rows = amounts.map((amount, at) => {
    balance -= amount
    const shown = balance + (at === 1 ? off : 0)
    return `${at + 3}/08/2026,POS PURCHASE AT SHOP ${at},${amount.toFixed(2)},,${shown.toFixed(2)}`
  })
  return new TextEncoder().encode(['Date,Description,Debit,Credit,Balance', ...rows].join('\n'))
}

it('asks whose a file is, joins what was known, and leaves all of it as it was when it is undone', async () => {
  const day = Temporal.PlainDate.from('2026-08-04')
  const narration = 'POS PURCHASE AT SHOP 1'
  await installation.chat.ask(gtbankAlert({ amount: '2,250.50', balance: '46,249.50', narration, day }))
  await installation.chat.ask('410 lunch')
  const before = await exported()
  const guess = await drop('nameless.csv', nameless(), /already known/)
  expect(guess.text).toMatch(/Its rows fit what I know of GTBank ••8016/)
  const question = await press(guess, 'Another account', /Which account/)
  expect(buttonsOf(question)).toEqual(['GTBank ••8016', 'New account', 'Cancel'])
  const preview = await press(question, 'GTBank ••8016', /already known/)
  expect(preview.text).toMatch(/5 rows, 1 already known, 4 new/)
  const rows = await press(preview, 'Show', /rows 1–5 of 5/)
  expect(rows.text).toMatch(/New\n3 Aug[\s\S]*Already known\n4 Aug · −₦2,250.50/)
  const summary = await press(await press(rows, 'Back', /4 new/), 'Import', /is imported/)
  expect(await exported()).not.toBe(before)
  await press(summary, 'Undo import', /is undone/)
  expect(await exported()).toBe(before)
}, 120_000)

it('takes the name of a new account', async () => {
  const before = await exported()
  const guess = await drop('nameless.csv', nameless(), /already known/)
  const question = await press(guess, 'Another account', /Which account/)
  await press(question, 'New account', /be called/)
  const { message_id } = installation.owner.sendText('Kuda 1234')
  const preview = await shown(message_id, /already known/)
  expect(preview.text).toMatch(/5 rows, 0 already known, 5 new/)
  const summary = await press(preview, 'Import', /is imported/)
  expect((await exported()).match(/"tail":"1234"/g)?.length).toBeGreaterThanOrEqual(5)
  await press(summary, 'Undo import', /is undone/)
  expect(await exported()).toBe(before)
}, 120_000)

/** A statement of some days of a month whose headings no reader knows, with a column of numbers that are no money. */
function strange(month: string, opening: number): Uint8Array {
  let balance = opening
  const rows = [1500, 250, 3000, 410, 99].map((amount, at) => {
    const isIn = at === 2
    balance += isIn ? amount : -amount
    return `0${at + 3}/${month}/2026,${at + 1},${isIn ? '' : amount},${isIn ? amount : ''},${balance},RIRA ${at}`
  })
  const head = ['Zenith Bank Plc', 'Account Number: 1010077771', 'Ojo,Nomba,Jade,Wole,Iyoku,Alaye']
  return new TextEncoder().encode([...head, ...rows].join('\n'))
}

it('is taught the columns of a file it cannot read, and reads the next file like it', async () => {
  let screen = await drop('strange.csv', strange('08', 50_000), /Which column is the date/)
  expect(screen.text).toMatch(/Ojo: 03\/08\/2026 · 04\/08\/2026/)
  const answers: readonly (readonly [string, RegExp])[] = [
    ['Ojo', /Which column is the amount/],
    ['Two columns: out and in', /Which column is money out/],
    ['Jade', /Which column is money in/],
    ['Wole', /Which column is the balance/],
    ['Iyoku', /what it was for/],
    ['Alaye', /already known/],
  ]
  for (const [button, fits] of answers) screen = await press(screen, button, fits)
  expect(screen.text).toMatch(/Read with the columns you chose/)
  expect(screen.text).toMatch(/5 rows, 0 already known, 5 new/)
  const summary = await press(screen, 'Import', /is imported/)
  expect(await exported()).toMatch(/"narration":"RIRA 2"/)
  const next = await drop('next.csv', strange('09', 47_741), /already known/)
  expect(next.text).toMatch(/5 rows, 0 already known, 5 new/)
  await press(next, 'Cancel', /dropped/)
  const path = join(installation.folder, 'october.csv')
  await writeFile(path, strange('10', 12_000))
  expect(await runCommandLine(installation.folder, ['import', '--dry-run', '--json', path])).toMatch(
    /"openingBalanceMinor":"1200000".*"transactionCount":5,"totalDebitMinor":"225900","totalCreditMinor":"300000"/,
  )
  await press(summary, 'Undo import', /is undone/)
  await drop('again.csv', strange('08', 50_000), /Which column is the date/)
}, 120_000)

it('says where a file does not add up, and books it only anyway', async () => {
  const question = await drop('wrong.csv', nameless(7), /Which account/)
  const preview = await press(question, 'GTBank ••8016', /does not add up/)
  expect(preview.text).toMatch(/Line 3: /)
  expect(buttonsOf(preview)).toEqual(['Import anyway', 'Show', 'Cancel', 'Choose columns'])
  const before = await exported()
  const summary = await press(preview, 'Import anyway', /is imported/)
  await press(summary, 'Undo import', /is undone/)
  expect(await exported()).toBe(before)
}, 120_000)

it('refuses hostile files, and answers others meanwhile', async () => {
  const before = await exported()
  const hostile = [
    ...Object.values(HOSTILE_FILES)
      .slice(0, 3)
      .map((make) => make()),
    hostileCsv().subarray(0, 19_000_000),
  ]
  const sent = hostile.map((bytes, at) => installation.owner.sendDocument(`bomb-${at}.csv`, bytes).message_id)
  const neighbour = createChat(installation.telegram, installation.telegram.user(NEIGHBOUR))
  expect((await neighbour.ask('1500 lunch')).text).toMatch(/1,500/)
  for (const at of sent.keys()) {
    await shown(sent[0] ?? 0, new RegExp(`cannot read bomb-${at}`))
  }
  expect(await exported()).toBe(before)
}, 240_000)
