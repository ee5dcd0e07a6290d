import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { gtbankAlert } from './alerts.ts'
import { buttonsOf } from './chat.ts'
import { type Installation, startInstallation } from './installation.ts'
import { runCommandLine } from './program.ts'

const LIMIT = { timeoutMs: 60_000 }
const FILES = fileURLToPath(new URL('../statements/files/', import.meta.url))

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation()
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
