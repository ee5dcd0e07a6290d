import { describe, expect, it } from 'vitest'
import { encodeCallback } from '../../src/bot/callbacks.ts'
import { PASSWORD_WORDS } from '../../src/domain/password-words.ts'
import { createChat, message, press, text } from './harness.ts'

const MEGABYTE = 1024 * 1024

/** A file in the private chat. */
function file(size = 1_000, name = 'statement.pdf') {
  return {
    message: message({ document: { file_id: 'F', file_unique_id: 'u', file_name: name, file_size: size } }),
  } as never
}

describe('a file in the chat', () => {
  it('is acknowledged and read in the background', async () => {
    const { chat, handle } = createChat()
    const [answer, ...others] = await handle(file())
    expect(answer?.payload.text).toContain('Reading <b>statement.pdf</b>')
    expect(others).toEqual([])
    expect(chat.state.uploads).toMatchObject([{ state: 'reading', fileId: 'F' }])
    expect(chat.submitted).toEqual([chat.state.uploads[0]?.id])
  })

  it('is told to be too large above 20 MB, which is what Telegram gives bots', async () => {
    const { chat, handle } = createChat()
    const [answer] = await handle(file(20 * MEGABYTE + 1))
    expect(answer?.payload.text).toContain('20 MB')
    expect(chat.state.uploads).toEqual([])
    await handle(file(20 * MEGABYTE))
    expect(chat.submitted).toHaveLength(1)
  })

  it('is not taken from somebody who may only look', async () => {
    const { chat, handle } = createChat({ role: 'reader' })
    const [answer] = await handle(file())
    expect(answer?.payload.text).toContain('not change it')
    expect(chat.submitted).toEqual([])
  })

  it('shows HTML of its name as text', async () => {
    const { handle } = createChat()
    const [answer] = await handle(file(10, '<b>&.csv'))
    expect(answer?.payload.text).toContain('&lt;b&gt;&amp;.csv')
  })

  it('is imported once, whoever presses again', async () => {
    const { chat, handle } = createChat()
    await handle(file())
    const [upload] = chat.state.uploads
    if (upload === undefined) throw new Error('the file was kept')
    const tap = press(encodeCallback({ kind: 'upload-import', uploadId: upload.id }))
    const [tooEarly] = await handle(tap)
    expect(tooEarly?.payload.text).toContain('dropped')
    chat.state.uploads = [{ ...upload, state: 'ready' }]
    await handle(tap)
    expect(chat.state.uploads).toMatchObject([{ state: 'importing' }])
    const [again] = await handle(tap)
    expect(again?.payload.text).toContain('imported already')
    expect(chat.submitted).toHaveLength(2)
  })

  it('asks again for a password that was lost with an earlier process, and deletes what came', async () => {
    const { chat, handle } = createChat()
    await handle(file())
    chat.state.uploads = chat.state.uploads.map((upload) => ({ ...upload, state: 'locked' as const }))
    const calls = await handle(text(PASSWORD_WORDS))
    expect(calls.map(({ method }) => method)).toEqual(['deleteMessage', 'sendMessage'])
    expect(calls[1]?.payload.text).toContain('is locked')
    expect(chat.state.uploads).toMatchObject([{ state: 'locked' }])
  })

  it('takes the next text as the name of a new account where that was asked, and no other', async () => {
    const { chat, handle } = createChat()
    await handle(file())
    chat.state.uploads = chat.state.uploads.map((upload) => ({ ...upload, state: 'naming' as const }))
    await handle(text('GTBank  8016'))
    expect(chat.state.uploads).toMatchObject([{ state: 'reading', place: { kind: 'new', name: 'GTBank 8016' } }])
    await handle(text('1500 lunch'))
    expect(chat.state.transactions.size).toBe(1)
  })
})
