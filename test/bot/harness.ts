import { createHash } from 'node:crypto'
import type { Update } from 'grammy/types'
import type { BotDependencies } from '../../src/bot/dependencies.ts'
import { createUpdateHandler } from '../../src/bot/update-handler.ts'
import type { Account } from '../../src/domain/account.ts'
import type { Category } from '../../src/domain/category.ts'
import type { ClaimedUpdate, Identifiers, Membership, OutgoingCall, Person, ReportRow } from '../../src/domain/ports.ts'
import { copyState, type LedgerState, memorySession } from './memory-ledger.ts'
import { memoryPipeline, parseSample, quickEntrySample } from './memory-pipeline.ts'

export const OWNER_ID = 700n
const LEDGER_ID = '018f3c1e-0000-7000-8000-0000000000aa'
export const PAIRING_CODE = 'ABCD-1234'

const ids: Identifiers = {
  id(...parts) {
    const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
  },
  fingerprint: (text) => createHash('sha256').update(text).digest('hex'),
}

/** A bot with one ledger in memory. `role`: how the person with `OWNER_ID` belongs to it; null for a stranger. */
export function createChat(
  options: { role?: Membership['role'] | null; ownerIds?: readonly bigint[]; publicUrl?: string } = {},
) {
  let now = Temporal.Instant.from('2026-08-12T08:36:00Z')
  const clock = { now: () => now }
  const chat = {
    state: emptyState(),
    people: new Map<bigint, { person: Person; membership: Membership | null }>(),
    ledgers: [] as string[],
    answered: [] as string[],
    submitted: [] as string[],
    finishedOutside: [] as bigint[],
    sends: [] as OutgoingCall[],
    failOn: null as string | null,
    transactionsOpened: 0,
  }
  const { role = 'owner' } = options
  if (role !== null) settle(chat.people, OWNER_ID, role)
  const dependencies: BotDependencies = {
    ledgers: {
      async inLedger(_ledgerId, work) {
        chat.transactionsOpened += 1
        const before = copyState(chat.state)
        try {
          return await work(memorySession(chat.state, clock))
        } catch (error) {
          chat.state = before
          throw error
        }
      },
      async create({ name, owner }) {
        chat.ledgers.push(name)
        const settled = owner && [...chat.people.values()].find(({ person }) => person.id === owner.personId)
        if (settled) settle(chat.people, settled.person.telegramUserId, 'owner')
      },
    },
    admit: async (userId, privateText) => {
      const known = chat.people.get(userId)
      if (known !== undefined) return { kind: 'known', ...known }
      const isListed = (options.ownerIds ?? []).includes(userId)
      if (!isListed && privateText !== `/start ${PAIRING_CODE}`) return { kind: 'stranger' }
      const person = { id: ids.id('person', String(userId)), telegramUserId: userId, isOwner: true }
      chat.people.set(userId, { person, membership: null })
      return isListed ? { kind: 'known', person, membership: null } : { kind: 'paired', person }
    },
    ledgerName: (userId) => (userId === OWNER_ID ? 'default' : `telegram-${userId}`),
    finish: async (_holder, inboxIds) => {
      chat.finishedOutside.push(...inboxIds)
    },
    pipeline: memoryPipeline(() => chat.state, ids, clock),
    parse: (message) => {
      if (chat.failOn !== null && message.text.includes(chat.failOn)) throw new Error('cannot be handled')
      return parseSample(message)
    },
    readQuickEntry: quickEntrySample,
    drawChart: async () => new Uint8Array([137, 80, 78, 71]),
    uploads: {
      submit: ({ uploadId }) => {
        chat.submitted.push(uploadId)
      },
      passwordOf: () => null,
      forgetPassword() {},
      expectPassword() {},
      decode: () => [],
    },
    answerCallback: (id) => {
      chat.answered.push(id)
    },
    dashboard: { url: 'http://127.0.0.1:8080', opensAs: 'link' },
    clock,
    ids,
    defaults: { timeZone: 'Africa/Lagos', currency: 'NGN' },
    queueDepths: async () => ({ inbox: 2, outbox: 3 }),
    publicUrl: options.publicUrl ?? null,
    botInfo,
    metrics: { botUpdate() {}, message() {} },
  }
  const handler = createUpdateHandler(dependencies)
  let nextId = 1

  /** Handles updates of one sender as one batch and gives the calls they put into the outbox. */
  const handle = async (...updates: Omit<Update, 'update_id'>[]): Promise<OutgoingCall[]> => {
    const before = chat.state.outbox.length
    now = now.add({ seconds: 1 })
    const batch = updates.map((update) => claimed(nextId++, update))
    await handler.handle(batch, 'holder')
    return chat.state.outbox.slice(before)
  }
  return { chat, handle, dependencies }
}

/** A text message; in a private chat unless `group`. */
export function text(words: string, options: { from?: bigint; group?: boolean; extra?: object } = {}) {
  return { message: message({ text: words, ...options.extra }, options) } as Omit<Update, 'update_id'>
}

/** Any message with these fields. */
export function message(fields: object, { from = OWNER_ID, group = false }: { from?: bigint; group?: boolean } = {}) {
  messageId += 1
  return {
    message_id: messageId,
    date: Temporal.Instant.from('2026-08-12T08:36:00Z').epochMilliseconds / 1000,
    from: { id: Number(from), is_bot: false, first_name: 'Ada' },
    chat: group ? { id: -100, type: 'group', title: 'Home' } : { id: Number(from), type: 'private', first_name: 'Ada' },
    ...fields,
  }
}
let messageId = 0

/** A press of a button with this data, under a message of the bot. */
export function press(data: string, options: { from?: bigint; group?: boolean; date?: number } = {}) {
  const from = options.from ?? OWNER_ID
  const under = { ...message({ text: 'receipt' }, options), message_id: 5000 }
  return {
    callback_query: {
      id: `query-${data}`,
      chat_instance: '1',
      data,
      from: { id: Number(from), is_bot: false, first_name: 'Ada' },
      message: options.date === undefined ? under : { ...under, date: options.date },
    },
  } as unknown as Omit<Update, 'update_id'>
}

type Button = { readonly text: string; readonly callback_data: string }

/** The buttons under a call's message, in reading order. */
export function buttonsOf(call: OutgoingCall | undefined): Button[] {
  const markup = call?.payload.reply_markup as { inline_keyboard: Button[][] } | undefined
  return markup?.inline_keyboard.flat() ?? []
}

/** The data of the button whose text begins with `words`. */
export function dataOf(call: OutgoingCall | undefined, words: string): string {
  const found = buttonsOf(call).find((one) => one.text.startsWith(words))
  if (found === undefined) throw new Error(`no button ${words}`)
  return found.callback_data
}

export function textOf(call: OutgoingCall | undefined): string {
  return String(call?.payload.text ?? call?.payload.caption ?? '')
}

function claimed(id: number, update: Omit<Update, 'update_id'>): ClaimedUpdate {
  const from = update.callback_query?.from ?? update.message?.from ?? update.edited_message?.from
  return {
    inboxId: BigInt(id),
    updateId: BigInt(id),
    senderId: from === undefined ? null : BigInt(from.id),
    body: JSON.stringify({ update_id: id, ...update }),
    receivedAt: Temporal.Instant.from('2026-08-12T08:36:00Z'),
    attempts: 0,
  }
}

function settle(
  people: Map<bigint, { person: Person; membership: Membership | null }>,
  userId: bigint,
  role: Membership['role'],
): void {
  const person = { id: ids.id('person', String(userId)), telegramUserId: userId, isOwner: role === 'owner' }
  people.set(userId, { person, membership: { ledgerId: LEDGER_ID, personId: person.id, role, chatId: userId } })
}

function emptyState(): LedgerState {
  return {
    ledger: {
      id: LEDGER_ID,
      name: 'default',
      timeZone: 'Africa/Lagos',
      currency: 'NGN',
      quickEntryAccountId: CASH.id,
      taughtLayouts: [],
    },
    accounts: [GTBANK, CASH],
    categories: CATEGORIES,
    alerts: new Map(),
    messages: new Map(),
    answers: [],
    lessons: [],
    transactions: new Map(),
    bookedAt: new Map(),
    reportRows: [
      ...twoLegs('salary', 'income', 'income', 'Salary', 35_000_000n),
      ...twoLegs('food', 'expense', 'expense', 'Food: Groceries', -2_250_000n),
      ...twoLegs('fee', 'fee', 'expense', 'Bank charges', -1_075n),
    ],
    checks: new Map(),
    uploads: [],
    grants: new Map(),
    outbox: [],
    mailboxes: [],
    phones: [],
    mailPasswords: [],
    audit: [],
    finished: [],
  }
}

const GTBANK: Account = {
  id: ids.id('account', 'GTBank'),
  type: 'asset',
  name: 'GTBank',
  institution: 'GTBank',
  tail: '8016',
  currency: 'NGN',
  isProvisional: false,
}
export const CASH: Account = { ...GTBANK, id: ids.id('account', 'Cash'), name: 'Cash', institution: null, tail: null }

function category(kind: Category['kind'], name: string, icon: string | null): Category {
  return { id: ids.id('category', kind, name), kind, key: null, name, icon }
}

export const CATEGORIES: Category[] = [
  category('expense', 'Uncategorized', null),
  category('income', 'Uncategorized', null),
  ...['Groceries', 'Eating out', 'Drinks'].map((name) => category('expense', `Food: ${name}`, '🛒')),
  ...['Fuel', 'Taxi', 'Bus'].map((name) => category('expense', `Transport: ${name}`, '🚕')),
  ...['Rent', 'Power', 'Water', 'Internet'].map((name) => category('expense', `Home: ${name}`, '🏠')),
  ...['Family support', 'Gifts', 'Church'].map((name) => category('expense', `Giving: ${name}`, '🎁')),
  ...['Salary', 'Gift', 'Interest', 'Sales'].map((name) => category('income', `Income: ${name}`, null)),
]

export const botInfo = {
  id: 42,
  is_bot: true,
  first_name: 'Tracker',
  username: 'tracker_bot',
} as BotDependencies['botInfo']

/** The rows of a transaction of August 2026 between GTBank and a category; plus is into the account. */
function twoLegs(
  transactionId: string,
  kind: ReportRow['kind'],
  type: Category['kind'],
  name: string,
  amountMinor: bigint,
): ReportRow[] {
  const occurredDate = Temporal.PlainDate.from('2026-08-03')
  const common = { transactionId, kind, occurredDate, payee: null, currency: 'NGN' }
  return [
    { ...common, account: GTBANK, amountMinor },
    { ...common, account: { id: ids.id('category', type, name), name, tail: null, type }, amountMinor: -amountMinor },
  ]
}
