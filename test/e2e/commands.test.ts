import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { gtbankAlert } from './alerts.ts'
import { buttonsOf } from './chat.ts'
import { type Installation, startInstallation } from './installation.ts'
import { runCommandLine } from './program.ts'

let installation: Installation

beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

it('sets its commands in the menu', async () => {
  const { payload } = await installation.telegram.waitForCall(({ method }) => method === 'setMyCommands', {
    timeoutMs: 20_000,
  })
  const commands = (payload.commands as { command: string }[]).map(({ command }) => command)
  expect(commands).toEqual(expect.arrayContaining(['report', 'transactions', 'accounts', 'undo', 'help']))
})

describe('with an empty ledger', () => {
  it.each([
    ['/start', /bank alert/],
    ['/help', /What you can send/],
    ['/accounts', /No account yet/],
    ['/transactions', /Nothing here yet/],
    ['/categories', /Groceries/],
    ['/undo', /nothing to undo/],
    ['/report', /Nothing came in or went out/],
    ['/report week', /Nothing came in or went out/],
    ['/report 2026-10', /October 2026/],
    ['/report never', /do not know that period/],
    ['/nonsense', /\/help/],
    ['hello', /\/help/],
  ])('answers %s', async (text, answer) => {
    expect((await installation.chat.ask(text)).text).toMatch(answer)
  })

  it('explains itself in at most 12 lines of help and 40 words of welcome', async () => {
    const { chat } = installation
    expect((await chat.ask('/help')).text.split('\n').length).toBeLessThanOrEqual(12)
    expect((await chat.ask('/start')).text.split(/\s+/).length).toBeLessThanOrEqual(40)
  })
})

it.each([
  [
    'sticker',
    900_000_001,
    { file_id: 'a', file_unique_id: 'a', type: 'regular', width: 1, height: 1, is_animated: false },
  ],
  ['voice', 900_000_002, { file_id: 'b', file_unique_id: 'b', duration: 3 }],
  ['photo', 900_000_003, [{ file_id: 'c', file_unique_id: 'c', width: 9, height: 9 }]],
  ['location', 900_000_004, { latitude: 6.5, longitude: 3.4 }],
])('says of a %s what to send instead', async (kind, updateId, content) => {
  const { telegram, owner, chat } = installation
  const { message_id, date, chat: where, from } = owner.sendText('/help')
  await chat.answerAfter(message_id)
  const messageId = message_id + 1_000_000
  const message = { message_id: messageId, date, chat: where, from, [kind]: content }
  telegram.clearCalls()
  telegram.pushRawUpdate({ update_id: updateId, message } as never)
  const call = await telegram.waitForCall((candidate) => String(candidate.payload.text).includes('1500 lunch'))
  expect(call.payload.text).toContain('texts and statement files')
})

it('keeps nothing of a one-time code, in its files and in its log', async () => {
  const { chat, folder, program } = installation
  const code = '70918265'
  const answer = await chat.ask(`GTBank: your OTP is ${code}. Do not disclose it to anyone.`)
  expect(answer.text).toContain('one-time code')
  expect(answer.text).not.toContain(code)
  await chat.ask(`Use ${code} as your verification code for NGN5,000.00 at SHOPRITE`)
  const files = await readAllFiles(folder)
  // What is looked for would be found: names of categories lie in the same files as they are.
  expect(files.some((bytes) => bytes.includes('Generator fuel'))).toBe(true)
  expect(files.filter((bytes) => bytes.includes(code))).toEqual([])
  expect(program.stdout() + program.stderr()).not.toContain(code)
})

async function readAllFiles(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  // A file that the database removes meanwhile holds nothing any more.
  return await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name)).catch(() => Buffer.of())))
}

describe('with entries of several days', () => {
  const today = Temporal.Now.plainDateISO('Africa/Lagos')

  beforeAll(async () => {
    const { chat } = installation
    const texts = [
      gtbankAlert({ amount: '412,500.00', balance: '460,710.55', narration: 'SALARY ZUMA CRAFTS', direction: 'CR' }),
      gtbankAlert({ amount: '18,450.25', balance: '442,260.30', narration: 'POS PURCHASE SHOPRITE', time: '12:01AM' }),
      gtbankAlert({
        amount: '4,800.00',
        balance: '437,460.30',
        narration: 'POS PURCHASE HOTPOT GRILL',
        day: today.subtract({ days: 3 }),
      }),
      ...Array.from({ length: 12 }, (_, index) => `${700 + index} bread`),
    ]
    for (const text of texts) await chat.ask(text)
  })

  it('draws a report whose caption has the totals of the command line, and turns it in place', async () => {
    const { telegram, chat, folder } = installation
    const report = await chat.ask('/report')
    await expectTotals(folder, report, 'month')
    expect(report.photo?.width).toBeGreaterThanOrEqual(800)
    expect(
      Buffer.from(report.photo?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    telegram.clearCalls()
    let shown = report
    for (const kind of ['Trend', 'Cash flow', 'Merchants', 'Accounts', 'Categories']) {
      const before = shown.photo?.bytes
      shown = await chat.press(shown, kind)
      expect(buttonsOf(shown)).not.toContain(kind)
      expect(shown.photo?.bytes).not.toEqual(before)
    }
    for (const size of ['Week', 'Year', 'Month']) {
      shown = await chat.press(shown, size)
      await expectTotals(folder, shown, size.toLowerCase())
    }
    const previous = await chat.press(shown, buttonsOf(shown).find((button) => button.startsWith('‹')) ?? '')
    const edits = telegram.calls({ method: 'editMessageMedia' })
    expect(edits.map((call) => Number(call.payload.message_id))).toEqual(Array.from({ length: 9 }, () => report.id))
    expect(previous.photo?.width).toBeGreaterThanOrEqual(800)
    expect(telegram.calls({ method: 'sendPhoto' })).toEqual([])
  })

  it('lists accounts with what the bank said', async () => {
    expect((await installation.chat.ask('/accounts')).text).toMatch(/GTBank.*8016.*₦/)
  })

  it('pages through the transactions in place and opens one', async () => {
    const { chat } = installation
    const first = await chat.ask('/transactions')
    const second = await chat.press(first, 'Older ›')
    expect(second.id).toBe(first.id)
    expect(second.text).toContain('page 2')
    const back = await chat.press(second, '‹ Newer')
    expect(back.text).toBe(first.text)
    installation.owner.tap(back.id, '1')
    const receipt = await chat.answerAfter(back.id, (message) => message.text.includes('Category: '))
    expect(buttonsOf(receipt)).toContain('Undo')
  })

  it('takes a rule, a note and a photo as replies, shows the photo again, and exports a document', async () => {
    const { chat, owner } = installation
    const reply = (to: ChatMessage, text: string) => {
      const { message_id } = owner.sendText(text, { replyTo: to.id })
      return chat.answerAfter(message_id, (message) => message.replyToId === message_id)
    }
    const newFrom = async (message: ChatMessage, button: string) => {
      const last = installation.telegram.messages(owner.id).at(-1)?.id ?? message.id
      owner.tap(message.id, button)
      return chat.answerAfter(last)
    }
    const rules = await chat.ask('/rules')
    const draft = await reply(await newFrom(rules, 'Add a rule'), 'if direction is out and day is 31 then tag last')
    expect(buttonsOf(draft)).toContain('Save for new entries')
    expect((await chat.press(draft, 'Save for new entries')).text).toContain('On, for entries that came since')
    const receipt = await newFrom(await chat.ask('/transactions'), '1')
    const edit = await chat.press(receipt, 'Edit…')
    expect((await reply(await newFrom(edit, 'Note…'), 'for the party')).text).toContain('Note: for the party')
    const { message_id } = owner.sendPhoto(report(await chat.ask('/report')), '', { replyTo: receipt.id })
    const kept = await chat.answerAfter(message_id, (message) => message.replyToId === message_id)
    expect((await newFrom(kept, '1 photo or file')).photo?.width).toBeGreaterThan(0)
    const { document } = (await newFrom(await chat.ask('/export'), 'JSON lines')).message
    expect(document?.file_name).toBe('ledger-all.jsonl')
  })
})

function report({ photo }: ChatMessage): Uint8Array {
  const bytes = photo?.bytes ?? null
  if (bytes === null) throw new Error('a report has a picture')
  return bytes
}
describe('over the web', () => {
  it('a link of the bot signs in once, and what is changed there changes the receipt here', async () => {
    const { chat, telegram, owner } = installation
    const alert = gtbankAlert({
      amount: '7,310.00',
      balance: '1,000.00',
      narration: 'POS PURCHASE KILISHI CORNER',
      tail: '5577',
    })
    const receipt = await chat.ask(alert)
    const link = /http\S+/.exec((await chat.ask('/dashboard')).text)?.[0] ?? ''
    const { origin, searchParams } = new URL(link)
    const body = JSON.stringify({ code: searchParams.get('code') })
    const signIn = () =>
      fetch(`${origin}/api/v1/session/link`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', origin },
      })
    const cookie = (await signIn()).headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await signIn()).status).toBe(401)
    // biome-ignore lint/suspicious/noExplicitAny: what JSON says is looked at below
    const api = async (path: string, init: RequestInit = {}): Promise<any> => {
      const headers = { cookie, origin, 'content-type': 'application/json' }
      return (await fetch(`${origin}/api/v1${path}`, { ...init, headers })).json()
    }
    const { items } = await api('/transactions?q=kilishi')
    const wanted = (await api('/categories')).find(({ name }: { name: string }) => name === 'Food: Eating out')
    await api(`/transactions/${items[0].id}`, { method: 'PATCH', body: JSON.stringify({ category: wanted.id }) })
    const changed = await telegram.waitForMessage(
      owner.id,
      ({ id, text }) => id === receipt.id && text.includes('Eating out'),
      { timeoutMs: 20_000 },
    )
    expect(changed.text).toContain('₦7,310.00')
  })
})

/** Holds the totals of a caption against `report --json` for the same period. */
async function expectTotals(folder: string, message: ChatMessage, period: string): Promise<void> {
  const line = (await runCommandLine(folder, ['report', '--json', '--period', period])).split('\n')[0] ?? ''
  const { inflowMinor, outflowMinor, netMinor } = JSON.parse(line)
  const said = (word: string) => {
    const [, sign = '', digits = ''] = new RegExp(`^${word} (−?)₦([\\d,.]+)$`, 'm').exec(message.text) ?? []
    return `${sign === '' ? '' : '-'}${digits.replace(/[,.]/g, '')}`.replace(/^(-?)0+(?=\d)/, '$1')
  }
  expect({ in: said('In'), out: said('Out'), net: said('Net') }).toEqual({
    in: inflowMinor,
    out: outflowMinor,
    net: netMinor,
  })
}
