import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { makePng } from './pictures.ts'
import { callOk, startForTest } from './started.ts'

let statePath: string

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'local-telegram-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  statePath = join(folder, 'chat.json')
})

describe('a kept state', () => {
  it('has chats, files, settings and unconfirmed updates again after a restart', async () => {
    const first = await startForTest({ statePath })
    const png = makePng(40, 30)
    first.user(5, { firstName: 'Ada' }).sendPhoto(png, 'a receipt')
    await callOk(first, 'sendMessage', { chat_id: 5, text: '<b>hello</b>', parse_mode: 'HTML' })
    await callOk(first, 'setMyCommands', { commands: [{ command: 'help', description: 'Help' }] })
    const before = { messages: first.messages(5), updates: first.pendingUpdates() }
    await first.close()

    const second = await startForTest({ statePath })
    expect(second.messages(5)).toEqual(before.messages)
    expect(second.messages(5)[0]?.photo?.bytes).toEqual(new Uint8Array(png))
    expect(second.pendingUpdates()).toEqual(before.updates)
    expect(await callOk(second, 'getMyCommands')).toEqual([{ command: 'help', description: 'Help' }])
    const sent = second.user(5).sendText('next')
    expect(sent.message_id).toBe((before.messages.at(-1)?.id ?? 0) + 1)
    expect(second.pendingUpdates().at(-1)?.update_id).toBe((before.updates.at(-1)?.update_id ?? 0) + 1)
  })

  it('never uses an id twice when it was not closed', () => {
    const first = createLocalTelegram({ statePath })
    const sent = first.user(5).sendText('lost with the power')
    const updateId = first.pendingUpdates()[0]?.update_id ?? 0
    const asAfterCrash = readFileSync(statePath)
    first.stop()
    writeFileSync(statePath, asAfterCrash)
    const second = createLocalTelegram({ statePath })
    expect(second.user(5).sendText('after the crash').message_id).toBeGreaterThan(sent.message_id)
    expect(second.pendingUpdates()[0]?.update_id).toBeGreaterThan(updateId)
    second.stop()
    const after = readFileSync(statePath, 'utf8')
    first.stop()
    expect(readFileSync(statePath, 'utf8')).toBe(after)
  })

  it('begins above every earlier id when the file is lost or cannot be read', () => {
    let nowMs = Date.UTC(2026, 10, 23)
    const first = createLocalTelegram({ statePath, now: () => nowMs })
    const sent = first.user(5).sendText('one')
    first.stop()
    nowMs += 60_000
    writeFileSync(statePath, '{"version":1,"chats":')
    const second = createLocalTelegram({ statePath, now: () => nowMs })
    expect(second.messages(5)).toEqual([])
    expect(second.user(5).sendText('two').message_id).toBeGreaterThan(sent.message_id)
    expect(readFileSync(`${statePath}.unreadable`, 'utf8')).toBe('{"version":1,"chats":')
    second.stop()
  })
})
