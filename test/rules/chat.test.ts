import type { Update } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUpdateHandler } from '../../src/bot/update-handler.ts'
import { createPipeline } from '../../src/compose.ts'
import type { LedgerSession, OutgoingCall } from '../../src/domain/ports.ts'
import { botInfo, buttonsOf, createChat, dataOf, message, OWNER_ID, press, text, textOf } from '../bot/harness.ts'
import { alert, type OneLedger, type RulesWorld, rulesWorld } from './rules-world.ts'

let world: RulesWorld
beforeAll(async () => {
  world = await rulesWorld()
})
afterAll(() => world.close())

/** A chat of the bot with a real ledger. What it sends is numbered, and `about` finds what a message of ours is about. */
async function openChat() {
  const ledger = await world.newLedger()
  const { dependencies } = createChat()
  const sent: OutgoingCall[] = []
  const withOutbox = (session: LedgerSession): LedgerSession => ({
    ...session,
    enqueue: async (call) => String(sent.push(call)),
    subjectOf: async ({ messageId }) => sent[Number(messageId) - 1]?.subject ?? null,
    messagesAbout: async () => new Map(),
    finishUpdates: async () => {},
  })
  const handler = createUpdateHandler({
    ...dependencies,
    admit: async () => ({
      kind: 'known',
      person: { id: PERSON, telegramUserId: OWNER_ID, isOwner: true },
      membership: { ledgerId: ledger.ledgerId, personId: PERSON, role: 'owner', chatId: OWNER_ID },
    }),
    ledgers: {
      ...dependencies.ledgers,
      inLedger: (ledgerId, work) => world.test.ledgers.inLedger(ledgerId, (session) => work(withOutbox(session))),
    },
    pipeline: createPipeline(),
    clock: world.clock,
    ids: world.test.ids,
  })
  let updateId = 1
  const handle = async (update: Omit<Update, 'update_id'>): Promise<OutgoingCall[]> => {
    const before = sent.length
    const id = updateId++
    await ledger.act(async () => {})
    const body = JSON.stringify({ update_id: id, ...update })
    const claimed = {
      inboxId: BigInt(id),
      updateId: BigInt(id),
      senderId: OWNER_ID,
      body,
      receivedAt: world.clock.now(),
      attempts: 0,
    }
    await handler.handle([claimed], 'holder')
    return sent.slice(before)
  }
  const one = async (update: Omit<Update, 'update_id'>): Promise<OutgoingCall> => {
    const [call] = (await handle(update)).filter(({ method }) => method !== 'deleteMessage')
    if (call === undefined) throw new Error('the bot said nothing')
    return call
  }
  return {
    ledger,
    say: (words: string) => one(text(words)),
    tap: (call: OutgoingCall, words: string) => one(press(dataOf(call, words))),
    /** Replies to a message of ours. */
    reply: (call: OutgoingCall, fields: object) => {
      const under = {
        message_id: sent.indexOf(call) + 1,
        from: botInfo,
        date: 1,
        chat: { id: Number(OWNER_ID), type: 'private' },
      }
      return one({ message: message({ ...fields, reply_to_message: under }) } as Omit<Update, 'update_id'>)
    },
  }
}

const PERSON = null as unknown as string

type Chat = Awaited<ReturnType<typeof openChat>>

async function receive(chat: Chat, ledger: OneLedger = chat.ledger): Promise<void> {
  await ledger.receive({
    [`one${ledger.ledgerId}`]: alert('ZED MART IKEJA', -250_000, { day: 5 }),
    [`two${ledger.ledgerId}`]: alert('ZED MART LEKKI', -1_000_000, { day: 6, minute: 700 }),
  })
}
const nameOf = (chat: Chat, name: string) => `${name}${chat.ledger.ledgerId}`

describe('/rules', () => {
  it('helps where there are none, and says what is wrong with a rule', async () => {
    const chat = await openChat()
    const empty = await chat.say('/rules')
    expect(textOf(empty)).toContain('No rules yet')
    expect(textOf(await chat.say('/rules help'))).toContain('between … and …')
    expect(textOf(await chat.say('/rules add if payee has x'))).toContain('After payee write contains')
    const asked = await chat.tap(empty, 'Add a rule')
    expect(asked.payload).toMatchObject({ reply_markup: { force_reply: true } })
    expect(textOf(await chat.reply(asked, { text: 'if payee contains "zed" then category Food' }))).toContain(
      'Your rule',
    )
  })

  it('shows what a rule would change before it counts, applies it to the past, and takes it back', async () => {
    const chat = await openChat()
    await receive(chat)
    const before = await chat.ledger.exportText()
    const draft = await chat.say('/rules add if payee contains "zed" and amount above 5k then category Home, tag big')
    expect(textOf(draft)).toContain('It would change 1 of your entries')
    expect(textOf(draft)).toContain('6 Oct −₦10,000.00 ZED MART LEKKI')
    expect(await chat.ledger.exportText()).toBe(before)
    const saved = await chat.tap(draft, 'Save for new entries')
    expect(textOf(saved)).toContain('No entry changed')
    const applied = await chat.tap(saved, 'Apply to 1 past')
    expect(textOf(applied)).toContain('1 entry changed')
    expect(await chat.ledger.line(nameOf(chat, 'two'))).toMatchObject({ tags: ['big'] })
    const removed = await chat.tap(await chat.tap(applied, 'Switch off'), 'Remove')
    expect(await chat.ledger.exportText()).toBe(before)
    expect(textOf(await chat.tap(removed, 'Undo'))).toContain('Taken back')
    expect(textOf(await chat.say('/rules'))).toContain('(off)')
  })

  it('goes out as a file and comes in as lines, with the line that is wrong', async () => {
    const chat = await openChat()
    expect(
      textOf(await chat.say('/rules import\nif payee contains "a" then category Food\nif day is 40 then ignore')),
    ).toContain('Line 2:')
    const taken = await chat.say(
      '/rules import\nif payee contains "a" then category Food\noff: if day is 4 then ignore',
    )
    expect(textOf(taken)).toContain('I added 2 rules')
    const file = await chat.tap(taken, 'Export')
    expect(file.attachment?.name).toBe('rules.txt')
    expect(new TextDecoder().decode(file.attachment?.bytes)).toContain('off: if day is 4 then ignore')
  })

  it('makes a rule of a receipt', async () => {
    const chat = await openChat()
    await receive(chat)
    const list = await chat.say('/transactions')
    const edit = await chat.tap(await chat.tap(list, '1'), 'Edit…')
    const shapes = await chat.tap(edit, 'Make a rule')
    expect(textOf(shapes)).toContain(
      'if payee is &quot;ZED MART LEKKI&quot; and direction is out then category &quot;Food: Groceries&quot;',
    )
    expect(textOf(await chat.tap(shapes, '2'))).toContain('Your rule')
  })
})

describe('Edit…', () => {
  it('takes notes, tags, payee and split as replies, and gives them up again', async () => {
    const chat = await openChat()
    await receive(chat)
    const before = await chat.ledger.exportText()
    const receipt = await chat.tap(await chat.say('/transactions'), '1')
    const edit = await chat.tap(receipt, 'Edit…')
    for (const [field, answer] of [
      ['Note…', 'for the party'],
      ['Tags…', '#fun family'],
      ['Payee…', 'Zed'],
      ['Split…', '4,000 Transport + rest Home'],
    ] as const) {
      expect(textOf(await chat.reply(await chat.tap(edit, field), { text: answer }))).toContain('Saved ✓')
    }
    expect(await chat.ledger.line(nameOf(chat, 'two'))).toMatchObject({
      payee: 'Zed',
      note: 'for the party',
      tags: ['fun', 'family'],
      postings: [{}, { category: 'Transport', amountMinor: '400000' }, { category: 'Home', amountMinor: '600000' }],
    })
    const shown = await chat.tap(edit, '‹ Back')
    expect(textOf(shown)).toContain('Split: Transport 🚌 ₦4,000.00, Home 🏠 ₦6,000.00 (you chose it)')
    expect(textOf(shown)).toContain('#fun #family')
    expect(
      textOf(await chat.reply(await chat.tap(edit, 'Split…'), { text: '4,000 Transport + 5,000 Home' })),
    ).toContain('do not make the whole')
    expect(textOf(await chat.tap(edit, 'Take my edits back'))).toContain('taken back')
    expect(await chat.ledger.exportText()).toBe(before)
  })

  it('undoes one edit', async () => {
    const chat = await openChat()
    await receive(chat)
    const before = await chat.ledger.exportText()
    const edit = await chat.tap(await chat.tap(await chat.say('/transactions'), '1'), 'Edit…')
    const saved = await chat.reply(await chat.tap(edit, 'Note…'), { text: 'once' })
    expect(textOf(await chat.tap(saved, 'Undo'))).toContain('Note: none')
    expect(await chat.ledger.exportText()).toBe(before)
  })

  it('keeps a photo that answers a receipt, shows it again, and drops it', async () => {
    const chat = await openChat()
    await receive(chat)
    const receipt = await chat.tap(await chat.say('/transactions'), '1')
    const kept = await chat.reply(receipt, { photo: [{ file_id: 'small' }, { file_id: 'large' }] })
    expect(textOf(kept)).toContain('1 photo or file now')
    expect(await chat.tap(kept, '1 photo')).toMatchObject({ method: 'sendPhoto', payload: { photo: 'large' } })
    const dropped = await chat.tap(kept, 'Drop last')
    expect(buttonsOf(dropped).some((button) => button.text.includes('photo'))).toBe(false)
  })
})

describe('/categories', () => {
  it('adds, renames, colours and hides, each with Undo', async () => {
    const chat = await openChat()
    const list = await chat.say('/categories')
    expect(textOf(list)).toContain('Food 🍲 – Groceries, Eating out, Drinks and snacks')
    const food = await chat.tap(list, 'Food')
    const made = await chat.reply(await chat.tap(food, 'Add below…'), { text: 'Market day' })
    expect(textOf(made)).toContain('Food: Market day')
    const renamed = await chat.reply(await chat.tap(made, 'Rename…'), { text: 'Foodstuff' })
    expect(textOf(renamed)).toContain('Food: Foodstuff')
    expect(textOf(await chat.reply(await chat.tap(made, 'Rename…'), { text: 'Groceries' }))).toContain('already')
    expect(textOf(await chat.reply(await chat.tap(made, 'Icon…'), { text: '🌽' }))).toContain('Food: Foodstuff 🌽')
    expect(textOf(await chat.tap(await chat.tap(made, 'Colour'), '🟢'))).toContain('🟢')
    const hidden = await chat.tap(made, 'Hide')
    expect(textOf(hidden)).toContain('Hidden')
    expect(textOf(await chat.tap(hidden, 'Undo'))).toContain('Taken back')
    const income = await chat.tap(list, 'Income')
    expect(textOf(income)).toContain('Salary')
    expect(textOf(await chat.reply(await chat.tap(income, 'Add…'), { text: 'Side hustle' }))).toContain('Side hustle')
  })

  it('merges one into another and parts them', async () => {
    const chat = await openChat()
    await receive(chat)
    const before = await chat.ledger.exportText()
    const food = await chat.tap(await chat.say('/categories'), 'Food')
    const into = await chat.tap(await chat.tap(food, 'Groceries'), 'Merge into…')
    const merged = await chat.tap(into, 'Food: Drinks')
    expect(textOf(merged)).toContain('2 entries changed')
    expect(await chat.ledger.line(nameOf(chat, 'one'))).toMatchObject({
      postings: [{}, { category: 'Food: Drinks and snacks' }],
    })
    await chat.tap(merged, 'Undo')
    expect(await chat.ledger.exportText()).toBe(before)
  })
})

describe('/export', () => {
  it('gives each format as a document, of the time that was chosen', async () => {
    const chat = await openChat()
    await receive(chat)
    const screen = await chat.say('/export 2026-10')
    expect(textOf(screen)).toContain('October 2026')
    const csv = await chat.tap(screen, 'CSV')
    expect(csv).toMatchObject({ method: 'sendDocument', attachment: { name: 'ledger-2026-10-01_2026-10-31.csv' } })
    expect(textOf(csv)).toBe('2 entries, October 2026')
    for (const format of ['JSON', 'hledger', 'Beancount', 'OFX']) {
      expect((await chat.tap(screen, format)).attachment?.bytes.length).toBeGreaterThan(100)
    }
    expect(textOf(await chat.say('/export someday'))).toContain('I do not know that period')
    const all = await chat.tap(screen, 'Everything')
    expect(textOf(all)).toContain('everything')
    expect(textOf(await chat.tap(await chat.say('/export 2020'), 'CSV'))).toContain('nothing to export')
  })
})

describe('/why', () => {
  it('names the rule and what it set', async () => {
    const chat = await openChat()
    await receive(chat)
    const draft = await chat.say('/rules add if payee contains "lekki" then category Home, note "big", tag a')
    await chat.tap(draft, 'Save and apply to 1 past')
    const why = await chat.tap(await chat.tap(await chat.say('/transactions'), '1'), 'Why?')
    expect(textOf(why)).toContain('Your rule sets its category, note, tags: <code>if payee contains')
  })

  it('says of an ignored entry that a rule takes it out, and counts it again when asked', async () => {
    const chat = await openChat()
    await receive(chat)
    const before = await chat.ledger.exportText()
    const receipt = await chat.tap(await chat.say('/transactions'), '1')
    const draft = await chat.say('/rules add if payee contains "lekki" then ignore')
    await chat.tap(draft, 'Save and apply to 1 past')
    const ignored = await chat.tap(receipt, 'Edit…').then((edit) => chat.tap(edit, '‹ Back'))
    expect(textOf(ignored)).toContain('Ignored by a rule of yours')
    await chat.tap(ignored, 'Restore')
    expect(await chat.ledger.exportText()).toBe(before)
  })

  it('takes another text for a saved rule', async () => {
    const chat = await openChat()
    await receive(chat)
    const saved = await chat.tap(
      await chat.say('/rules add if payee contains "zed" then category Home'),
      'Save and apply to 2',
    )
    const asked = await chat.tap(saved, 'Change…')
    expect(textOf(await chat.reply(asked, { text: 'if payee contains' }))).toContain('I cannot read that rule')
    const changed = await chat.reply(asked, { text: 'if payee contains "lekki" then category Home' })
    expect(textOf(changed)).toContain('1 entry changed')
    expect(await chat.ledger.line(nameOf(chat, 'one'))).toMatchObject({
      postings: [{}, { category: 'Food: Groceries' }],
    })
  })
})
