import type { Message } from 'grammy/types'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { makePng } from './pictures.ts'
import { call, callOk } from './started.ts'

const CHAT = 5

describe('files', () => {
  let telegram: StartedLocalTelegram

  beforeEach(async () => {
    telegram = await startLocalTelegram()
    onTestFinished(() => telegram.close())
    telegram.user(CHAT).sendCommand('start')
  })

  const form = (fields: Record<string, string | Blob>): FormData => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    return data
  }
  const post = async (method: string, fields: Record<string, string | Blob>): Promise<Record<string, unknown>> => {
    const url = `${telegram.apiRoot}/bot${telegram.token}/${method}`
    return (await (await fetch(url, { method: 'POST', body: form(fields) })).json()) as Record<string, unknown>
  }

  it('gives a photo its size and its bytes back', async () => {
    const png = makePng(1280, 960)
    const sent = await post('sendPhoto', { chat_id: '5', caption: 'Chart', photo: new Blob([png]) })
    expect(sent).toMatchObject({ ok: true, result: { caption: 'Chart', photo: [{ width: 1280, height: 960 }] } })
    const [message] = telegram.messages(CHAT).slice(-1)
    const fileId = message?.message.photo?.[0]?.file_id
    const file = await callOk<{ file_path: string }>(telegram, 'getFile', { file_id: fileId })
    const download = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${file.file_path}`)
    expect(Buffer.from(await download.arrayBuffer()).equals(png)).toBe(true)
    expect(Buffer.from(message?.photo?.bytes ?? []).equals(png)).toBe(true)
    const again = await callOk<Message>(telegram, 'sendPhoto', { chat_id: CHAT, photo: fileId })
    expect(again.photo?.[0]?.file_id).toBe(fileId)
  })

  it.each([
    ['a photo of 10,001 pixels of sides', makePng(9000, 1001), 'PHOTO_INVALID_DIMENSIONS'],
    ['a photo 21 times as wide as high', makePng(210, 10), 'PHOTO_INVALID_DIMENSIONS'],
    ['a text sent as a photo', Buffer.from('not a picture'), 'IMAGE_PROCESS_FAILED'],
    ['an empty file', Buffer.alloc(0), 'file must be non-empty'],
    ['a photo above 10 MB', Buffer.concat([makePng(10, 10), Buffer.alloc(10 * 1024 * 1024)]), 'too big for a photo'],
  ])('refuses %s', async (_name, bytes, reason) => {
    const answer = await post('sendPhoto', { chat_id: '5', photo: new Blob([bytes]) })
    expect(answer).toMatchObject({ ok: false, error_code: 400 })
    expect(answer.description).toContain(reason)
  })

  it('replaces a photo through attach:// and keeps the message', async () => {
    await post('sendPhoto', { chat_id: '5', photo: new Blob([makePng(800, 600)]) })
    const id = telegram.messages(CHAT).at(-1)?.id ?? 0
    const media = JSON.stringify({ type: 'photo', media: 'attach://next', caption: 'October' })
    const edit = { chat_id: '5', message_id: String(id), media }
    expect(await post('editMessageMedia', { ...edit, next: new Blob([makePng(400, 300)]) })).toMatchObject({ ok: true })
    expect(telegram.messages(CHAT).at(-1)).toMatchObject({ id, text: 'October', photo: { width: 400, height: 300 } })
    expect(await post('editMessageMedia', edit)).toMatchObject({ ok: false })
  })

  it('sends albums of 2 to 10 items of one kind', async () => {
    const item = (name: string, type = 'photo'): object => ({ type, media: `attach://${name}` })
    const album = (items: object[]): Promise<Record<string, unknown>> =>
      post('sendMediaGroup', { chat_id: '5', media: JSON.stringify(items), a: new Blob([makePng(9, 9)]) })
    expect(await album([item('a')])).toMatchObject({ ok: false })
    expect(await album([item('a'), item('a', 'document')])).toMatchObject({ ok: false })
    const sent = await album([item('a'), item('a')])
    const groups = (sent.result as Message[]).map((message) => message.media_group_id)
    expect(new Set(groups).size).toBe(1)
    expect(groups).toHaveLength(2)
  })

  it('does not give a bot a file above 20 MB', async () => {
    const message = telegram.user(CHAT).sendDocument('big.bin', Buffer.alloc(20 * 1024 * 1024 + 1))
    const get = await call(telegram, 'getFile', { file_id: message.document?.file_id })
    expect(get).toMatchObject({ ok: false, description: 'Bad Request: file is too big' })
  })

  it('refuses an upload above 50 MB with 413', async () => {
    const answer = await post('sendDocument', {
      chat_id: '5',
      document: new Blob([Buffer.alloc(50 * 1024 * 1024 + 1)]),
    })
    expect(answer).toMatchObject({ ok: false, error_code: 413 })
  })

  it('refuses a caption of 1025 characters', async () => {
    const answer = await post('sendDocument', { chat_id: '5', caption: 'x'.repeat(1025), document: new Blob(['a']) })
    expect(answer).toMatchObject({ ok: false, description: 'Bad Request: message caption is too long' })
  })
})
