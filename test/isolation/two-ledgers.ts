import pg from 'pg'
import { createInboxStore } from '../../src/db/delivery/inbox-store.ts'
import { createOutboxStore } from '../../src/db/delivery/outbox-store.ts'
import { createPeopleStore } from '../../src/db/delivery/people-store.ts'
import { createLedgers } from '../../src/db/store/ledgers.ts'
import { VALUE_TYPES } from '../../src/db/value-types.ts'
import { createVault, type Vault } from '../../src/db/vault.ts'
import type { Clock, Identifiers, LedgerSession, Ledgers, PeopleStore } from '../../src/domain/ports.ts'
import type { Rule } from '../../src/domain/rule.ts'
import { resolve, run } from '../../src/pipeline/run.ts'
import { STARTING_ACCOUNTS } from '../../src/pipeline/seed/starting-accounts.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import {
  HOLDER,
  OUR_CHAT,
  OURS,
  SHARED_GRANT,
  SHARED_LAYOUT,
  SHARED_PHONE,
  SHARED_REREAD,
  SHARED_SESSION,
  SHARED_SETTING,
  SHARED_UPLOAD,
  SUBJECT,
  THEIR_CHAT,
  THEIR_GRANT,
  THEIR_LAYOUT,
  THEIR_PHONE,
  THEIR_REREAD,
  THEIR_SETTING,
  THEIR_TAKEN_BACK,
  THEIR_UPLOAD,
  THEIRS,
} from './ledger-ids.ts'
import { doubtfulMail, OTHER_MESSAGES, SHARED_MESSAGES } from './messages.ts'
import { misleadFrom } from './misleading.ts'

/** A database with two full ledgers whose ids are the same wherever ids are derived, and a superuser connected to it. */
export type TwoLedgers = {
  readonly fresh: FreshDatabase
  readonly superuser: pg.Client
  readonly vault: Vault
  readonly clock: Clock
  readonly inboxIds: readonly bigint[]
  close(): Promise<void>
}

/** The vault of a fixed key, giving the starting accounts of all ledgers the same ids: the hardest case to keep apart. */
function vaultThatIgnoresLedgers(): Vault {
  const vault = createVault(new Uint8Array(32).fill(7))
  return {
    ...vault,
    deriveId: (...parts) => vault.deriveId(...parts.filter((part) => part !== OURS && part !== THEIRS)),
  }
}

/** Fills both ledgers through the pipeline and the stores, then makes theirs as misleading as the schema allows. */
export async function twoLedgers(): Promise<TwoLedgers> {
  const fresh = await freshDatabase()
  const superuser = new pg.Client({
    connectionString: fresh.superuserConnectionString ?? '',
    types: VALUE_TYPES,
    pipeline: true,
  })
  await superuser.connect()
  const vault = vaultThatIgnoresLedgers()
  const clock: Clock = { now: () => Temporal.Instant.from('2026-10-20T12:00:00Z') }
  const { database } = fresh
  const ids: Identifiers = {
    id: (...parts) => vault.deriveId(...parts),
    fingerprint: (text) => vault.fingerprint('message', text),
  }
  const ledgers = createLedgers({ database, vault, clock, startingAccounts: STARTING_ACCOUNTS })
  await makeLedgers(ledgers, createPeopleStore({ database, identifiers: ids, clock }))
  await fill(ledgers, { ledgerId: THEIRS, chatId: THEIR_CHAT, isOurs: false }, ids, clock)
  await fill(ledgers, { ledgerId: OURS, chatId: OUR_CHAT, isOurs: true }, ids, clock)
  await sendAll(fresh, vault, clock)
  await misleadFrom(superuser)
  return {
    fresh,
    superuser,
    vault,
    clock,
    inboxIds: await claimUpdate(fresh, vault, clock),
    close: async () => {
      await superuser.end()
      await fresh.close()
    },
  }
}

/** Theirs comes first, so that a read of any one ledger finds theirs. */
async function makeLedgers(ledgers: Ledgers, people: PeopleStore): Promise<void> {
  const owners = [
    { ledgerId: THEIRS, chatId: THEIR_CHAT },
    { ledgerId: OURS, chatId: OUR_CHAT },
  ]
  for (const { ledgerId, chatId } of owners) {
    const { id: personId } = await people.add(chatId, false)
    const options = { ledgerId, name: `of ${chatId}`, timeZone: 'Africa/Lagos', currency: 'NGN' }
    await ledgers.create({ ...options, owner: { personId, chatId } })
  }
}

/** An update of our owner in the hands of the worker. */
async function claimUpdate(fresh: FreshDatabase, vault: Vault, clock: Clock): Promise<bigint[]> {
  const inbox = createInboxStore({ database: fresh.database, sealing: vault, clock })
  await inbox.add([{ botId: 1n, updateId: 1n, senderId: OUR_CHAT, body: '{}' }])
  return (await inbox.claim(HOLDER, 10, 600)).map((update) => update.inboxId)
}

type Filled = { readonly ledgerId: string; readonly chatId: bigint; readonly isOurs: boolean }

async function fill(ledgers: Ledgers, filled: Filled, ids: Identifiers, clock: Clock): Promise<void> {
  const parse = () => ({ kind: 'unrecognized', bankId: null }) as const
  const batches = filled.isOurs ? SHARED_MESSAGES : [...SHARED_MESSAGES, OTHER_MESSAGES]
  for (const batch of batches) {
    await ledgers.inLedger(filled.ledgerId, (store) => run(batch, { store, parse, ids, clock }))
  }
  await ledgers.inLedger(filled.ledgerId, async (session) => {
    const keys = await answerEverything(session, filled, ids, clock)
    await resolve(keys, { store: session, parse, ids, clock })
    await redirectFromGone(session, ids)
    await session.addAudit('fill', SUBJECT, null, clock.now())
    await enqueueTwice(session, filled.chatId)
    for (const name of filled.isOurs ? ['shared'] : ['shared', 'other']) {
      const server = { user: `${name}@example.org`, host: 'imap.example.org', port: 993 }
      await session.putMailbox({ ...server, id: ids.id('mailbox', name) }, `of ${filled.chatId}`, clock.now())
      const [trace] = await run([doubtfulMail(name)], { store: session, parse, ids, clock })
      const doubtful = { doubt: 'not-signed', state: 'waiting', seenAt: clock.now() } as const
      await session.addDoubtfulMails([{ messageId: trace?.messageId ?? '', ...doubtful }])
    }
    await addRereads(session, filled.isOurs, clock)
    await addTeaching(session, filled.isOurs, ids, clock)
    await lockStatement(session, filled)
    await addPayeeEdits(session, filled, clock)
    await addUploads(session, filled, clock)
    await addAccess(session, filled, ids, clock)
    await addSettings(session, filled, ids, clock)
    await addPhones(session, filled, clock)
  })
}

/** The same file in both, of which theirs was read differently, and another that theirs has alone. */
async function addUploads(session: LedgerSession, { chatId, isOurs }: Filled, clock: Clock): Promise<void> {
  for (const id of isOurs ? [SHARED_UPLOAD] : [SHARED_UPLOAD, THEIR_UPLOAD]) {
    await session.putStatementUpload({
      ...{
        id,
        chatId,
        personId: null,
        fileId: `file of ${chatId}`,
        mail: null,
        fileName: 'statement.pdf',
        state: 'ready',
      },
      ...{ receivedAt: clock.now(), place: null, acceptsProblems: false, columns: null, contentName: null },
      ...{ effects: [], counts: null, summaries: [], problem: null, importId: null },
    })
    await session.putUploadReading(id, `rows of ${chatId}`)
    await session.putTaughtColumns({
      ...{ fingerprint: id === SHARED_UPLOAD ? 'shared' : 'theirs', uploadId: id, taughtAt: clock.now() },
      ...{ headings: ['When', `How much ${chatId}`], answers: { date: 0, amount: 1 } },
    })
    await session.putUploadContent(id, new TextEncoder().encode(`bytes of ${chatId}`))
  }
}

/** The same token and session in both, and a token that theirs has alone; the same key, answered otherwise. */
async function addAccess(
  session: LedgerSession,
  { chatId, isOurs }: Filled,
  ids: Identifiers,
  clock: Clock,
): Promise<void> {
  const personId = ids.id('person', String(chatId))
  const base = {
    personId,
    hint: 'hint',
    scopes: ['read'],
    createdAt: clock.now(),
    lastUsedAt: null,
    revokedAt: null,
  } as const
  const name = `of ${chatId}`
  for (const id of isOurs ? [SHARED_GRANT] : [SHARED_GRANT, THEIR_GRANT]) {
    await session.addGrant({ ...base, id, kind: 'token', name, expiresAt: null }, `hash of ${id}`)
  }
  const expiresAt = clock.now().add({ minutes: 1 })
  await session.addGrant({ ...base, id: SHARED_SESSION, kind: 'session', name, expiresAt }, `hash of ${SHARED_SESSION}`)
  for (const key of isOurs ? ['shared'] : ['shared', 'theirs']) {
    await session.keepAnswer(key, { requestHash: name, status: isOurs ? 200 : 201, body: name }, clock.now())
  }
}

/** The same phone in both, which delivered the same SMS earlier in theirs, and another that theirs has alone. */
async function addPhones(session: LedgerSession, { chatId, isOurs }: Filled, clock: Clock): Promise<void> {
  for (const id of isOurs ? [SHARED_PHONE] : [SHARED_PHONE, THEIR_PHONE]) {
    await session.addPhone({ id, name: `of ${chatId}`, kind: 'android', addedAt: clock.now() })
    const at = clock.now().subtract({ minutes: isOurs ? 0 : 1 })
    const delivery = { id, phoneId: id, channel: 'other', fingerprint: 'same', isTimed: true, messageId: id }
    await session.addSmsDeliveries([{ ...delivery, sentAt: at, deliveredAt: at }])
  }
}

/** The same payee called differently in each, and another word that theirs has alone. */
async function addPayeeEdits(session: LedgerSession, { isOurs }: Filled, clock: Clock): Promise<void> {
  const payee = { payeeKey: 'EKANEM MOSES', intoKey: 'EKANEM MOSES', by: null, at: clock.now() }
  for (const id of isOurs ? [SHARED_LAYOUT] : [SHARED_LAYOUT, THEIR_LAYOUT]) {
    await session.addPayeeEdit({ ...payee, id, kind: 'rename', name: isOurs ? 'Ours' : 'Theirs' })
  }
}

/** A statement that adds up, until another day in each. */
async function lockStatement(session: LedgerSession, { isOurs }: Filled): Promise<void> {
  const match = (await session.accountMatches()).find(({ identity }) => identity.institution === 'GTBank')
  const [alert] = match === undefined ? [] : await session.alertsOfIdentities([match.identity])
  if (match === undefined || alert === undefined) throw new Error('both have alerts of GTBank')
  const from = Temporal.PlainDate.from('2026-10-01')
  const { messageId } = alert.key
  await session.putStatementLocks([
    { messageId, accountId: match.accountId, from, to: from.add({ days: isOurs ? 9 : 20 }) },
  ])
}

/** A category answer with its lesson on each expense, in ours on all but the oldest; gives the alerts answered. */
async function answerEverything(session: LedgerSession, { isOurs }: Filled, ids: Identifiers, clock: Clock) {
  const categories = (await session.categories()).filter(({ kind }) => kind === 'expense')
  const details = await session.transactionDetails({ limit: 100, offset: 0, order: 'occurred' })
  const expenses = details.map(({ transaction }) => transaction).filter(({ kind }) => kind === 'expense')
  const answered = expenses.slice(0, isOurs ? -1 : undefined)
  for (const { id, witnesses } of answered) {
    const answerId = ids.id('answer', id)
    const category = categories[isOurs ? 0 : 1]
    if (category === undefined) throw new Error('a ledger starts with categories')
    const on = witnesses.map(({ key }) => key)
    const base = { id: answerId, by: null, at: clock.now(), on, revokedAt: null }
    await session.addAnswer({ ...base, kind: 'category', categoryId: category.id })
    const lesson = { id: ids.id('lesson', answerId), counterpartyKey: 'EKANEM MOSES', kind: 'expense' } as const
    const example = { counterparty: null, narration: null, direction: 'debit', channel: null } as const
    const amountMinor = isOurs ? 1n : 2n
    await session.addLesson(
      { ...lesson, categoryId: category.id, example: { ...example, amountMinor } },
      answerId,
      clock.now(),
    )
    await session.applyLesson(lesson.id, clock.now().add({ minutes: isOurs ? 1 : 2 }))
  }
  const [account] = (await session.accounts()).filter(({ type }) => type === 'asset')
  if (account !== undefined) await session.setQuickEntryAccount(account.id)
  return answered.flatMap(({ witnesses }) => witnesses.map(({ key }) => key))
}

/** An old id leads to a transaction, as after a merge. */
async function redirectFromGone(session: LedgerSession, ids: Identifiers): Promise<void> {
  const [latest] = await session.transactionDetails({ limit: 1, offset: 0, order: 'occurred' })
  const key = latest?.alerts[0]?.key
  if (latest === undefined || key === undefined) throw new Error('the latest transaction rests on an alert')
  const redirects = [{ from: ids.id('gone'), to: latest.transaction.id }]
  await session.applyPlan({ events: [], links: [], changes: [], redirects }, [
    { key, stage: 'solve', decision: 'duplicate', evidence: {} },
  ])
}

/** The same reread in both, of which theirs has a later page, and another that theirs has alone. */
async function addRereads(session: LedgerSession, isOurs: boolean, clock: Clock): Promise<void> {
  const page = { messages: [], made: [], gone: [SHARED_REREAD, isOurs ? OURS : THEIRS], matches: [] }
  await session.addReread({ id: SHARED_REREAD, cause: 'replay', at: clock.now() })
  await session.addRereadPage(SHARED_REREAD, 0, page)
  if (isOurs) return
  await session.addRereadPage(SHARED_REREAD, 1, page)
  await session.addReread({ id: THEIR_TAKEN_BACK, cause: 'import', at: clock.now() })
  await session.takeBackReread(THEIR_TAKEN_BACK, clock.now())
  for (const cause of ['replay', 'layout'] as const) {
    const id = cause === 'replay' ? THEIR_REREAD : OURS
    await session.addReread({ id, cause, at: clock.now().add({ minutes: 1 }) })
    await session.addRereadPage(id, 0, page)
  }
}

/** The same layout and questions in both, with other words in theirs, and others that theirs has alone. */
async function addTeaching(session: LedgerSession, isOurs: boolean, ids: Identifiers, clock: Clock): Promise<void> {
  const messageId = ids.id('message', 'ingest:9')
  const sample = isOurs ? 'Ours «amount:1.00»' : 'Theirs «amount:1.00»'
  const writing = { numbers: '1,234.56', dates: 'day-first', currency: 'NGN', timeZone: 'Africa/Lagos' } as const
  const origin = { messageId, taughtBy: null, taughtAt: clock.now(), rereadId: SHARED_REREAD, forgotten: null }
  for (const id of isOurs ? [SHARED_LAYOUT] : [SHARED_LAYOUT, THEIR_LAYOUT]) {
    await session.addTaughtLayout({
      id,
      sample,
      direction: 'debit',
      mailFrom: null,
      institution: null,
      ...writing,
      ...origin,
    })
    const answers = { amount: isOurs ? 0 : 1 }
    await session.putTeachingDraft({ id, messageId, answers, startedAt: clock.now() })
  }
  if (!isOurs) await session.forgetTaughtLayout(THEIR_LAYOUT, { at: clock.now(), because: 'forgotten' })
}

async function enqueueTwice(session: LedgerSession, chatId: bigint): Promise<void> {
  const call = { chatId, method: 'sendMessage', payload: { chat_id: Number(chatId), text: 'hello' } } as const
  for (const subject of [SUBJECT, null]) await session.enqueue({ ...call, attachment: null, subject })
}

/** The first call of each chat is sent; the second stays in the queue. */
async function sendAll(fresh: FreshDatabase, vault: Vault, clock: Clock): Promise<void> {
  const outbox = createOutboxStore({ database: fresh.database, sealing: vault, clock })
  for (const call of await outbox.due(10, [])) await outbox.sent(call, call.chatId * 100n)
}

/** The same rule, change and attachment in both, other in theirs, and others that theirs has alone. */
async function addSettings(session: LedgerSession, { isOurs }: Filled, ids: Identifiers, clock: Clock): Promise<void> {
  const on = { messageId: ids.id('message', 'ingest:1'), position: 0 }
  const base = { by: null, at: clock.now(), undoneAt: null, subject: 'rules', before: [] } as const
  for (const id of isOurs ? [SHARED_SETTING] : [SHARED_SETTING, THEIR_SETTING]) {
    const isNot = !isOurs
    const rule: Rule = {
      ...{ id, order: isOurs ? 1 : 2, state: 'on', createdAt: clock.now(), appliesFrom: null },
      conditions: [{ kind: 'text', field: 'payee', operator: 'contains', values: ['nobody'], isNot: false }],
      effects: { tags: [isNot ? 'theirs' : 'ours'] },
    }
    await session.putRules([rule])
    await session.addSettingChange({ ...base, id, after: [rule] })
    await session.addAttachment({ id, on, kind: 'photo', fileId: isOurs ? 'ours' : 'theirs', at: clock.now() })
  }
}
