import { describe, expect, it } from 'vitest'
import { createDoor, type TelegramUpdate } from '../../src/delivery/door.ts'
import { createPasswordDesk } from '../../src/delivery/password-desk.ts'
import { PASSWORD_QUESTION_MARK, PASSWORD_WORDS } from '../../src/domain/password-words.ts'
import type { IncomingUpdate } from '../../src/domain/ports.ts'

const CHAT = { id: 7, type: 'private' }

/** A door with a desk, and what the inbox was given. */
function start() {
  let now = Temporal.Instant.from('2026-08-12T08:36:00Z')
  const desk = createPasswordDesk({ now: () => now })
  const stored: IncomingUpdate[] = []
  const add = async (updates: readonly IncomingUpdate[]) => void stored.push(...updates)
  const door = createDoor({ botId: 1n, inbox: { add }, redact: (text) => ({ text, found: false }), hide: desk.hide })
  const receive = async (update: TelegramUpdate): Promise<string> => {
    await door.receive([update])
    return stored.at(-1)?.body ?? ''
  }
  return { desk, receive, wait: (hours: number) => (now = now.add({ hours })) }
}

function says(text: string, update_id: number, extra: object = {}): TelegramUpdate {
  return { update_id, message: { message_id: 1, chat: CHAT, from: { id: 7 }, text, ...extra } }
}

describe('a password', () => {
  it('is taken out before the inbox stores it, once for each question', async () => {
    const { desk, receive } = start()
    desk.expect(7n)
    const body = await receive(says('sesame 4731', 1, { entities: [{ type: 'phone_number', offset: 0, length: 4 }] }))
    expect(body).not.toContain('4731')
    expect(JSON.parse(body).message).toMatchObject({ text: PASSWORD_WORDS, message_id: 1 })
    expect(desk.ofUpdate(1)).toBe('sesame 4731')
    expect(await receive(says('1500 lunch', 2))).toContain('1500 lunch')
    desk.forget(1)
    expect(desk.ofUpdate(1)).toBeNull()
  })

  it('is taken out of a reply to the question, whoever asked it, and of an edit', async () => {
    const { receive } = start()
    const question = { from: { is_bot: true }, text: `${PASSWORD_QUESTION_MARK} a.pdf is locked.` }
    expect(await receive(says('sesame', 1, { reply_to_message: question }))).not.toContain('sesame')
    const { message } = says('sesame2', 2, { reply_to_message: question })
    expect(await receive({ update_id: 2, edited_message: message })).not.toContain('sesame2')
  })

  it.each([
    ['a command', '/cancel'],
    ['several lines', 'Acct:***8016\nAmt:NGN1.00'],
    ['a long text', 'x'.repeat(201)],
  ])('is not %s', async (_, text) => {
    const { desk, receive } = start()
    desk.expect(7n)
    expect(JSON.parse(await receive(says(text, 1))).message.text).toBe(text)
  })

  it('is not awaited in a group, in another chat, after an hour, or when the file was dropped', async () => {
    const { desk, receive, wait } = start()
    desk.expect(7n)
    desk.expect(8n)
    expect(await receive(says('one', 1, { chat: { id: 8, type: 'group' } }))).toContain('one')
    expect(await receive(says('two', 2, { chat: { id: 9, type: 'private' } }))).toContain('two')
    desk.stopExpecting(8n)
    expect(await receive(says('three', 3, { chat: { id: 8, type: 'private' } }))).toContain('three')
    wait(2)
    expect(await receive(says('four', 4))).toContain('four')
  })

  it('opens one upload once', () => {
    const { desk } = start()
    desk.keep('upload', 'sesame')
    expect([desk.take('upload'), desk.take('upload')]).toEqual(['sesame', null])
  })
})
