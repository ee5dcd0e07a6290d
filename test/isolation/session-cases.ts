import type { LedgerSession, ReadMessage } from '../../src/domain/ports.ts'
import { UPLOAD_STATES } from '../../src/domain/statement-upload.ts'
import type { Transaction } from '../../src/domain/transaction.ts'
import { probesFor } from '../../src/pipeline/solve/probes.ts'
import { type Given, identitiesOf } from './given.ts'
import {
  HOLDER,
  NEW_GRANT,
  NEW_LAYOUT,
  NEW_PHONE,
  NEW_REREAD,
  NEW_SETTING,
  NEW_UPLOAD,
  OUR_CHAT,
  SHARED_GRANT,
  SHARED_LAYOUT,
  SHARED_PHONE,
  SHARED_REREAD,
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
} from './ledger-ids.ts'

/** One way to use a method on our ledger, given ids of both. */
export type SessionCase = (session: LedgerSession, given: Given) => Promise<unknown>

const DAY = Temporal.PlainDate.from('2026-10-31')
const FIRST_DAY = Temporal.PlainDate.from('2026-09-01')
const LAYOUTS = [SHARED_LAYOUT, THEIR_LAYOUT]
const PAYEE_EDIT = {
  kind: 'merge',
  payeeKey: 'EKANEM MOSES',
  intoKey: 'BELLO HAUWA',
  name: 'Hauwa',
  by: null,
  at: Temporal.Instant.from('2026-10-21T12:00:00Z'),
} as const
const GRANTS = [SHARED_GRANT, THEIR_GRANT]
const ANY = {
  ...{ text: null, accountId: null, categoryId: null, kind: null, status: null, tag: null },
  ...{ from: null, to: null, amountMin: null, amountMax: null },
}
const LATER = Temporal.Instant.from('2026-10-21T12:00:00Z')

const TAUGHT_COLUMNS = { fingerprint: 'shared', headings: ['When', 'How much'], answers: { date: 1, amount: 0 } }

/** A message of a reading that ours has, under an id of its own. */
function readMessage(given: Given, id: string): ReadMessage {
  const [alert] = given.ours.alerts
  if (alert === undefined) throw new Error('our ledger has alerts')
  const { reading, fingerprint, receivedAt, source } = alert
  const text = { sender: null, subject: null, text: 'text' }
  return {
    message: { id, origin: `new:${id}`, source, ...text, authenticity: 'vouched', receivedAt, fingerprint },
    outcome: { kind: 'parsed', alerts: [reading], texts: ['text'], unreadParts: 0 },
    alerts: [{ ...alert, key: { messageId: id, position: 0 } }],
  }
}

function theirMessageId({ ours, theirs }: Given): string {
  const own = new Set(ours.alerts.map(({ key }) => key.messageId))
  return theirs.alerts.map(({ key }) => key.messageId).find((id) => !own.has(id)) ?? ''
}

function ofKind(given: Given, kind: Transaction['kind'], skip = 0): Transaction {
  const found = given.ours.transactions.filter((transaction) => transaction.kind === kind)[skip]
  if (found === undefined) throw new Error(`our ledger has a transaction of kind ${kind}`)
  return found
}

const foodCategory: SessionCase = async (session) => (await session.categories()).find(({ key }) => key === 'food')?.id

async function inTurn<T, Found>(items: readonly T[], use: (item: T) => Promise<Found>): Promise<Found[]> {
  const found: Found[] = []
  for (const item of items) found.push(await use(item))
  return found
}

/** Every method of a session. A new one does not compile, nor pass, without a case. */
export const SESSION_CASES: { readonly [Method in keyof LedgerSession]: readonly SessionCase[] } = {
  claimsOf: [(session, { all }) => session.claimsOf(all.keys)],
  bookedAt: [
    (session, { ours }) => Promise.all(ours.transactions.map(({ id }) => session.bookedAt(id))),
    (session, { foreign }) => session.bookedAt(foreign.transaction.id),
  ],
  lockLedger: [(session) => session.lockLedger()],
  accounts: [(session) => session.accounts()],
  accountMatches: [(session) => session.accountMatches()],
  addAccounts: [(session, { foreign }) => session.addAccounts([foreign.account])],
  putAccountMatches: [
    async (session) => {
      const matches = await session.accountMatches()
      await session.putAccountMatches(matches.map((match) => ({ ...match, because: 'only-account' })))
    },
  ],
  updateAccount: [
    async (session, { ours, foreign }) => {
      for (const account of [...ours.accounts, foreign.account]) {
        await session.updateAccount({ ...account, name: 'renamed', isProvisional: true })
      }
    },
  ],
  retireAccounts: [(session, { all }) => session.retireAccounts(all.accountIds)],
  categories: [(session) => session.categories()],
  setQuickEntryAccount: [
    (session, { ours }) => session.setQuickEntryAccount(ours.accounts.at(-1)?.id ?? ''),
    (session, { foreign }) => session.setQuickEntryAccount(foreign.account.id),
  ],
  knownMessages: [(session, { all }) => session.knownMessages(all.messageIds)],
  addMessages: [(session, given) => session.addMessages([readMessage(given, theirMessageId(given))])],
  alertsByKey: [(session, { all }) => session.alertsByKey(all.keys)],
  alertsOfMessages: [(session, { all }) => session.alertsOfMessages(all.messageIds)],
  alertsOfIdentities: [
    (session, { ours, theirs }) =>
      session.alertsOfIdentities([...identitiesOf(ours.alerts), ...identitiesOf(theirs.alerts)]),
  ],
  alertsNear: [
    // As many as a statement has: they are held against the alerts in another way.
    (session, { ours, theirs }) => {
      const probes = [...ours.alerts, ...theirs.alerts].flatMap(probesFor)
      return session.alertsNear(Array.from({ length: 700 }, (_, at) => probes[at % probes.length] ?? []).flat(), [])
    },
    (session, { ours, theirs }) => session.alertsNear([...ours.alerts, ...theirs.alerts].flatMap(probesFor), []),
    (session, { ours }) =>
      Promise.all(ours.alerts.map(({ key }) => session.alertsNear(ours.alerts.flatMap(probesFor), [key]))),
    (session, { theirs }) =>
      Promise.all(theirs.alerts.map((alert) => session.alertsNear(probesFor(alert), [alert.key]))),
  ],
  transactionsOf: [
    (session, { all }) => session.transactionsOf(all.keys),
    (session, { all }) => session.transactionsOf(all.keys.slice(0, 1)),
  ],
  transactionsById: [(session, { all }) => session.transactionsById(all.transactionIds)],
  transactionsOn: [
    (session, { all }) => {
      const spans = all.accountIds.map((accountId) => ({ accountId, from: FIRST_DAY, to: DAY }))
      return session.transactionsOn(spans, ['expense', 'income', 'fee', 'transfer'])
    },
  ],
  applyPlan: [
    (session, given) => {
      const edited = ofKind(given, 'expense')
      const gone = ofKind(given, 'expense', 1)
      const { key } = edited.witnesses[0] ?? { key: { messageId: '', position: 0 } }
      const changes = [
        { before: edited, after: { ...edited, note: 'edited' } },
        { before: gone, after: { ...gone, id: given.foreign.transaction.id } },
      ]
      const redirects = [{ from: gone.id, to: given.foreign.transaction.id }]
      return session.applyPlan({ events: [], links: [], changes, redirects }, [
        { key, stage: 'solve', decision: 'duplicate', evidence: {} },
      ])
    },
    (session, given) => {
      const fee = ofKind(given, 'fee')
      const changes = [{ before: fee, after: { ...fee, note: 'edited' } }]
      return session.applyPlan({ events: [], links: [], changes, redirects: [] }, [])
    },
  ],
  putClaims: [
    async (session, { all }) => {
      const claims = await session.earliestClaims(all.accountIds)
      const other = (await session.accounts()).find(({ institution }) => institution === 'OPay')
      await session.putClaims(claims.map((claim) => ({ ...claim, accountId: other?.id ?? '' })))
    },
  ],
  earliestClaims: [(session, { all }) => session.earliestClaims(all.accountIds)],
  claimsAround: [
    (session, { all }) => {
      const from = Temporal.PlainDate.from('2026-10-05')
      return session.claimsAround(
        all.accountIds.map((accountId) => ({ accountId, from, to: DAY })),
        20,
      )
    },
    (session, { all }) => {
      const day = Temporal.PlainDate.from('2026-10-05')
      return session.claimsAround(
        all.accountIds.map((accountId) => ({ accountId, from: day, to: day })),
        2,
      )
    },
  ],
  postingsUntil: [
    (session, { all }) => Promise.all(all.accountIds.map((accountId) => session.postingsUntil(accountId, DAY))),
  ],
  postingsBetween: [
    (session, { all }) =>
      Promise.all(all.accountIds.map((accountId) => session.postingsBetween({ accountId, from: FIRST_DAY, to: DAY }))),
  ],
  accountClaims: [
    (session, { all }) => Promise.all(all.accountIds.map((id) => session.accountClaims(id, null))),
    (session, { all }) => Promise.all(all.accountIds.map((id) => session.accountClaims(id, FIRST_DAY))),
  ],
  pastMovements: [(session) => session.pastMovements(1_000), (session) => session.pastMovements(2)],
  arrivalsSince: [(session) => session.arrivalsSince(Temporal.Instant.from('2026-01-01T00:00:00Z'))],
  monthActivity: [(session) => session.monthActivity()],
  putStatementLocks: [
    async (session, { ours }) => {
      const accountId = ours.accounts.find(({ institution }) => institution !== null)?.id ?? ''
      const messageIds = new Set(ours.alerts.map(({ key }) => key.messageId))
      await session.putStatementLocks(
        [...messageIds].map((messageId) => ({ messageId, accountId, from: FIRST_DAY, to: DAY })),
      )
    },
  ],
  statementLocks: [(session) => session.statementLocks()],
  answersOn: [
    (session, { all }) => session.answersOn(all.keys),
    (session, { all }) => session.answersOn(all.keys.slice(0, 1)),
  ],
  addAnswer: [
    async (session, { foreign, ours, all }) => {
      const on = ours.alerts.map(({ key }) => key)
      const answer = { by: null, at: LATER, on, revokedAt: null, kind: 'void' } as const
      for (const id of [foreign.answerId, ...all.answerIds]) await session.addAnswer({ ...answer, id })
    },
  ],
  revokeAnswer: [
    async (session, { all }) => {
      for (const id of all.answerIds) await session.revokeAnswer(id, LATER)
    },
  ],
  latestAnswers: [(session) => session.latestAnswers(1_000), (session) => session.latestAnswers(1)],
  rules: [(session) => session.rules()],
  allRules: [(session) => session.allRules()],
  putRules: [
    async (session) => {
      const [rule] = await session.rules()
      if (rule === undefined) throw new Error('our ledger has a rule')
      await session.putRules([SHARED_SETTING, NEW_SETTING].map((id) => ({ ...rule, id, state: 'off' })))
    },
  ],
  categoryRecords: [(session) => session.categoryRecords()],
  putCategories: [
    async (session, { foreign }) => {
      const [first, second] = (await session.categoryRecords()).filter(({ kind }) => kind === 'expense')
      if (first === undefined || second === undefined) throw new Error('a ledger starts with categories')
      const made = { ...first, id: NEW_SETTING, key: null, name: 'Made' }
      await session.putCategories([{ ...second, name: 'Renamed', color: '#112233', isHidden: true }, made])
      await session.putCategories([{ ...first, id: foreign.account.id, key: null, name: 'Not a category' }])
    },
  ],
  addSettingChange: [
    async (session) => {
      const [change] = await session.settingChanges(1)
      if (change === undefined) throw new Error('our ledger has a change of settings')
      for (const id of [NEW_SETTING, THEIR_SETTING]) await session.addSettingChange({ ...change, id })
    },
  ],
  settingChanges: [(session) => session.settingChanges(100)],
  undoSettingChange: [
    async (session) => {
      for (const id of [SHARED_SETTING, THEIR_SETTING]) await session.undoSettingChange(id, LATER)
    },
  ],
  entriesPage: [
    (session) => session.entriesPage({ after: null, limit: 1_000 }),
    (session, { ours }) => session.entriesPage({ after: ours.transactions[0]?.id ?? null, limit: 3 }),
  ],
  transactionsOnCategories: [
    async (session) => {
      const used = (await session.categoryRecords()).filter(({ key }) => key?.startsWith('food') ?? false)
      return session.transactionsOnCategories(used.map(({ id }) => id))
    },
  ],
  addAttachment: [
    (session, { all }) => {
      const on = all.keys[0] ?? { messageId: '', position: 0 }
      return session.addAttachment({ id: NEW_SETTING, on, kind: 'document', fileId: 'new', at: LATER })
    },
  ],
  attachmentsOn: [(session, { all }) => session.attachmentsOn(all.keys)],
  removeAttachment: [
    async (session) => {
      for (const id of [SHARED_SETTING, THEIR_SETTING]) await session.removeAttachment(id, LATER)
    },
  ],
  lessonsFor: [(session) => session.lessonsFor(['EKANEM MOSES', 'BELLO HAUWA'])],
  addLesson: [
    async (session, given) => {
      const categoryId = String(await foodCategory(session, given))
      const lesson = { id: given.foreign.transaction.id, counterpartyKey: 'X', kind: 'expense', categoryId } as const
      await session.addLesson(lesson, given.foreign.answerId, LATER)
    },
  ],
  forgetLessonsOf: [
    async (session, { all }) => {
      for (const id of all.answerIds) await session.forgetLessonsOf(id, LATER)
    },
  ],
  lessonsToLearn: [(session) => session.lessonsToLearn(1_000, 1), (session) => session.lessonsToLearn(2, 1)],
  lessonOf: [(session, { all }) => Promise.all(all.answerIds.map((id) => session.lessonOf(id)))],
  answerOfLesson: [(session, { lessonIds }) => Promise.all(lessonIds.map((id) => session.answerOfLesson(id)))],
  applyLesson: [
    async (session, { lessonIds }) => {
      for (const id of lessonIds) await session.applyLesson(id, LATER)
    },
    async (session, { lessonIds }) => {
      for (const id of lessonIds) await session.applyLesson(id, null)
    },
  ],
  lastAppliedLesson: [(session) => session.lastAppliedLesson()],
  unansweredOf: [(session) => session.unansweredOf(['EKANEM MOSES', 'BELLO HAUWA'], 1_000)],
  payeeEdits: [(session) => session.payeeEdits()],
  addPayeeEdit: [
    async (session) => {
      for (const id of [SHARED_LAYOUT, THEIR_LAYOUT, NEW_LAYOUT]) await session.addPayeeEdit({ ...PAYEE_EDIT, id })
    },
  ],
  revokePayeeEdit: [
    async (session) => {
      for (const id of [SHARED_LAYOUT, THEIR_LAYOUT]) await session.revokePayeeEdit(id, LATER)
    },
  ],
  transactionsOfPayees: [(session) => session.transactionsOfPayees(['EKANEM MOSES', 'BELLO HAUWA'])],
  payeesLike: [(session) => session.payeesLike('BELLO MUSA', 10), (session) => session.payeesLike('EKANEM', 10)],
  setFilingPrecision: [(session) => session.setFilingPrecision(0.5)],
  setDailyCard: [(session) => session.setDailyCard(false)],
  transactionDetail: [
    (session, { ours }) => Promise.all(ours.transactions.map(({ id }) => session.transactionDetail(id))),
    (session, { foreign }) => session.transactionDetail(foreign.transaction.id),
  ],
  transactionDetails: [
    (session) => session.transactionDetails({ limit: 1_000, offset: 0, order: 'occurred' }),
    (session) => session.transactionDetails({ limit: 2, offset: 1, order: 'booked' }),
  ],
  exportPage: [
    (session) => session.exportPage({ from: null, to: null, after: null, limit: 1_000 }),
    (session, { theirs }) =>
      session.exportPage({ from: FIRST_DAY, to: DAY, after: theirs.transactions[0] ?? null, limit: 9 }),
  ],
  messageOrigins: [(session, { all }) => session.messageOrigins(all.messageIds)],
  accountBalances: [(session) => session.accountBalances()],
  reportRows: [(session) => session.reportRows(FIRST_DAY, DAY)],
  countOfCounterparty: [
    (session) => session.countOfCounterparty('EKANEM MOSES', 'expense'),
    (session) => session.countOfCounterparty('EKANEM MOSES', 'income'),
    (session) => session.countOfCounterparty('BELLO HAUWA', 'income'),
    (session) => session.countOfCounterparty('BELLO HAUWA', 'expense'),
  ],
  mostUsedCategories: [
    (session) => session.mostUsedCategories('expense', 1),
    (session) => session.mostUsedCategories('income', 10),
  ],
  enqueue: [
    (session) =>
      session.enqueue({ chatId: OUR_CHAT, method: 'sendMessage', payload: {}, attachment: null, subject: SUBJECT }),
  ],
  messagesAbout: [(session) => session.messagesAbout([SUBJECT])],
  subjectOf: [
    async (session) => {
      const message = (await session.messagesAbout([SUBJECT])).get(SUBJECT)
      return message === undefined ? null : session.subjectOf(message)
    },
    (session) => session.subjectOf({ chatId: THEIR_CHAT, messageId: THEIR_CHAT * 100n }),
  ],
  decisionsOn: [(session, { all }) => session.decisionsOn(all.keys)],
  suspectIds: [(session) => session.suspectIds(1_000)],
  uncategorizedIds: [
    async (session, { ours, theirs }) => {
      const shared = ours.transactions.filter(({ kind }) => kind === 'expense' || kind === 'income')
      const changes = shared.map((before) => ({
        before,
        after: { ...before, categoryReason: { kind: 'default' } as const },
      }))
      await session.applyPlan({ events: [], links: [], changes, redirects: [] }, [])
      const days = [...ours.transactions, ...theirs.transactions].map(({ occurred }) => occurred.date)
      const [first = FIRST_DAY] = days.sort(Temporal.PlainDate.compare)
      return session.uncategorizedIds(first, 1_000)
    },
  ],
  finishUpdates: [(session, { inboxIds }) => session.finishUpdates(HOLDER, inboxIds)],
  mailboxes: [(session) => session.mailboxes()],
  mailboxPassword: [(session, { mailboxIds }) => Promise.all(mailboxIds.map((id) => session.mailboxPassword(id)))],
  putMailbox: [
    async (session, { mailboxIds }) => {
      for (const id of mailboxIds) {
        await session.putMailbox({ id, user: 'u', host: 'mail.example.org', port: 993 }, 'p', LATER)
      }
    },
  ],
  removeMailbox: [
    async (session, { mailboxIds }) => {
      for (const id of mailboxIds) await session.removeMailbox(id)
    },
  ],
  moveMailbox: [
    async (session, { mailboxIds }) => {
      const progress = { cursor: { uidValidity: 1n, uid: 2 }, deferred: [], failedLogins: 1, checkedAt: LATER }
      for (const id of mailboxIds) {
        await session.moveMailbox(id, null, { ...progress, mailAt: null, outcomes: {}, reasons: {}, problem: 'x' })
      }
    },
  ],
  addDoubtfulMails: [
    (session, { ours }) => {
      const mail = { doubt: 'not-signed', state: 'waiting', seenAt: LATER } as const
      return session.addDoubtfulMails(ours.alerts.map(({ key }) => ({ messageId: key.messageId, ...mail })))
    },
  ],
  doubtfulMails: [(session, { mailIds }) => session.doubtfulMails(mailIds)],
  waitingDoubtfulMails: [(session) => session.waitingDoubtfulMails({ limit: 10, offset: 0 })],
  settleDoubtfulMail: [
    async (session, { mailIds }) => {
      for (const id of mailIds) await session.settleDoubtfulMail(id, 'ignored')
    },
  ],
  rereadableMessages: [
    (session) => session.rereadableMessages(null, 1_000),
    (session) => session.rereadableMessages('00000000-0000-4000-8000-000000000000', 2),
  ],
  storedMessages: [(session, { all }) => session.storedMessages(all.messageIds)],
  alertsByReading: [
    (session, { all }) => session.alertsByReading(all.keys.map((key) => ({ key, number: 1 }))),
    (session, { all }) => session.alertsByReading(all.keys.map((key) => ({ key, number: 2 }))),
  ],
  putReadings: [
    (session, { ours, all }) =>
      session.putReadings({
        outcomes: all.messageIds.map((messageId) => ({ messageId, outcome: { kind: 'malformed', detail: 'probe' } })),
        inForce: ours.alerts.slice(1).map((alert) => ({ alert: { ...alert, fingerprint: 'probe' }, number: 9 })),
        withdrawn: all.keys.slice(0, 3),
      }),
  ],
  dropClaims: [(session, { all }) => session.dropClaims(all.keys)],
  forgetIdentities: [
    async (session, { ours, theirs, all }) => {
      // Only what no alert needs is forgotten.
      await session.putReadings({ outcomes: [], inForce: [], withdrawn: all.keys })
      return session.forgetIdentities([...identitiesOf(ours.alerts), ...identitiesOf(theirs.alerts)])
    },
    (session) => session.forgetIdentities([{ institution: 'Orphan Bank', tail: null, currency: 'NGN' }]),
  ],
  addReread: [(session) => session.addReread({ id: NEW_REREAD, cause: 'replay', at: LATER })],
  addRereadPage: [
    (session) => session.addRereadPage(SHARED_REREAD, 7, { messages: [], made: [], gone: [], matches: [] }),
  ],
  latestReread: [(session) => session.latestReread('replay'), (session) => session.latestReread('layout')],
  lastRereadPage: [
    (session) => session.lastRereadPage(SHARED_REREAD),
    (session) => session.lastRereadPage(THEIR_REREAD),
  ],
  rereadPage: [
    (session) => session.rereadPage(SHARED_REREAD, 0),
    (session) => session.rereadPage(SHARED_REREAD, 1),
    (session) => session.rereadPage(THEIR_REREAD, 0),
  ],
  isRereadTakenBack: [
    (session) => session.isRereadTakenBack(SHARED_REREAD),
    (session) => session.isRereadTakenBack(THEIR_TAKEN_BACK),
  ],
  dropStatementLocks: [(session, { all }) => session.dropStatementLocks(all.messageIds)],
  statementUpload: [
    (session) => session.statementUpload(SHARED_UPLOAD),
    (session) => session.statementUpload(THEIR_UPLOAD),
  ],
  statementUploads: [(session) => session.statementUploads(UPLOAD_STATES)],
  putStatementUpload: [
    async (session) => {
      const upload = await session.statementUpload(SHARED_UPLOAD)
      if (upload === null) throw new Error('our ledger has this upload')
      await session.putStatementUpload({ ...upload, state: 'cancelled' })
      await session.putStatementUpload({ ...upload, id: NEW_UPLOAD, personId: null, state: 'imported' })
    },
  ],
  putUploadReading: [(session) => session.putUploadReading(SHARED_UPLOAD, 'other rows')],
  uploadReading: [(session) => session.uploadReading(SHARED_UPLOAD), (session) => session.uploadReading(THEIR_UPLOAD)],
  taughtColumns: [(session) => session.taughtColumns()],
  putTaughtColumns: [
    (session) => session.putTaughtColumns({ ...TAUGHT_COLUMNS, uploadId: NEW_UPLOAD, taughtAt: LATER }),
    (session) =>
      session.putTaughtColumns({ ...TAUGHT_COLUMNS, fingerprint: 'new', uploadId: NEW_UPLOAD, taughtAt: LATER }),
  ],
  forgetTaughtColumns: [
    (session) => session.forgetTaughtColumns(SHARED_UPLOAD),
    (session) => session.forgetTaughtColumns(THEIR_UPLOAD),
  ],
  putUploadContent: [(session) => session.putUploadContent(SHARED_UPLOAD, Uint8Array.of(7))],
  uploadContent: [(session) => session.uploadContent(SHARED_UPLOAD), (session) => session.uploadContent(THEIR_UPLOAD)],
  cancelUploadsBefore: [(session) => session.cancelUploadsBefore({ sent: LATER, mailed: LATER })],
  takeBackReread: [
    async (session) => {
      for (const id of [SHARED_REREAD, THEIR_REREAD]) await session.takeBackReread(id, LATER)
    },
  ],
  taughtLayouts: [(session) => session.taughtLayouts()],
  addTaughtLayout: [
    async (session) => {
      const [record] = await session.taughtLayouts()
      if (record === undefined) throw new Error('our ledger was taught a layout')
      await session.addTaughtLayout({ ...record, id: NEW_LAYOUT, institution: 'probe' })
    },
  ],
  forgetTaughtLayout: [
    async (session) => {
      for (const id of LAYOUTS) await session.forgetTaughtLayout(id, { at: LATER, because: 'undone' })
    },
  ],
  recallTaughtLayout: [
    async (session) => {
      for (const id of LAYOUTS) await session.forgetTaughtLayout(id, { at: LATER, because: 'forgotten' })
      for (const id of LAYOUTS) await session.recallTaughtLayout(id, SHARED_REREAD)
    },
  ],
  messagesReadBy: [(session) => session.messagesReadBy('test'), (session) => session.messagesReadBy('theirs')],
  unreadMessages: [(session) => session.unreadMessages(1_000)],
  teachingDraft: [(session) => session.teachingDraft(SHARED_LAYOUT), (session) => session.teachingDraft(THEIR_LAYOUT)],
  putTeachingDraft: [
    async (session) => {
      const draft = await session.teachingDraft(SHARED_LAYOUT)
      if (draft === null) throw new Error('our ledger has questions under way')
      for (const id of [SHARED_LAYOUT, NEW_LAYOUT]) {
        await session.putTeachingDraft({ ...draft, id, answers: { amount: 7 }, startedAt: LATER })
      }
    },
  ],
  dropTeachingDrafts: [
    (session) => session.dropTeachingDrafts(NEW_LAYOUT, LATER),
    async (session) => {
      const draft = await session.teachingDraft(SHARED_LAYOUT)
      await session.dropTeachingDrafts(draft?.messageId ?? '', FIRST_DAY.toZonedDateTime('UTC').toInstant())
    },
  ],
  phones: [(session) => session.phones()],
  addPhone: [
    async (session) => {
      for (const id of [NEW_PHONE, SHARED_PHONE]) {
        await session.addPhone({ id, name: 'probe', kind: 'iphone', addedAt: LATER })
      }
    },
  ],
  putPhone: [
    async (session) => {
      const changed = { name: 'probe', revokedAt: LATER, isSigned: true, connectedAt: LATER }
      for (const id of [SHARED_PHONE, THEIR_PHONE]) await session.putPhone({ id, ...changed })
    },
  ],
  phoneKeys: [(session) => session.phoneKeys(SHARED_PHONE)],
  smsDeliveries: [(session) => session.smsDeliveries(['same'])],
  addSmsDeliveries: [
    (session) => {
      const delivery = { phoneId: SHARED_PHONE, channel: 'probe', fingerprint: 'probe', isTimed: true }
      return session.addSmsDeliveries([
        { ...delivery, id: NEW_PHONE, messageId: NEW_PHONE, sentAt: LATER, deliveredAt: LATER },
      ])
    },
  ],
  smsArrivals: [(session) => session.smsArrivals(FIRST_DAY.toZonedDateTime('UTC').toInstant())],
  smsCounts: [(session) => session.smsCounts()],
  addGrant: [
    async (session) => {
      const shared = await session.grantOf(`hash of ${SHARED_GRANT}`)
      if (shared === null) throw new Error('our ledger has this token')
      return [
        await session.addGrant({ ...shared, id: NEW_GRANT }, 'hash of another'),
        await session.addGrant({ ...shared, id: THEIR_GRANT }, `hash of ${SHARED_GRANT}`),
        await session.addGrant({ ...shared, id: THEIR_GRANT }, `hash of ${THEIR_GRANT}`),
      ]
    },
  ],
  grantOf: [
    (session) => session.grantOf(`hash of ${SHARED_GRANT}`),
    (session) => session.grantOf(`hash of ${THEIR_GRANT}`),
  ],
  grantsOf: [
    async (session) => {
      const shared = await session.grantOf(`hash of ${SHARED_GRANT}`)
      return session.grantsOf(shared?.personId ?? '', 'token')
    },
  ],
  markGrantUsed: [
    async (session) => {
      for (const id of GRANTS) await session.markGrantUsed(id, LATER)
    },
  ],
  revokeGrant: [
    async (session) => {
      for (const id of GRANTS) await session.revokeGrant(id, LATER)
    },
  ],
  dropGrantsEndedBefore: [(session) => session.dropGrantsEndedBefore(LATER)],
  membershipOf: [
    (session, { people }) => session.membershipOf(people.ours),
    (session, { people }) => session.membershipOf(people.theirs),
  ],
  keptAnswer: [(session) => session.keptAnswer('shared'), (session) => session.keptAnswer('theirs')],
  keepAnswer: [(session) => session.keepAnswer('theirs', { requestHash: 'probe', status: 200, body: '{}' }, LATER)],
  dropAnswersBefore: [(session) => session.dropAnswersBefore(LATER)],
  ledger: [(session) => session.ledger()],
  findTransactions: [
    (session) => session.findTransactions(ANY, { after: null, limit: 1_000 }),
    async (session, { ours, theirs }) => {
      const [first] = theirs.transactions
      const after = first === undefined ? null : { id: first.id, ...first.occurred }
      const minors = ours.transactions.flatMap(({ postings: [leg] }) => leg?.amount.minor ?? 0n)
      // Theirs has three times each amount.
      const tripled = [...new Set(minors.map((minor) => (minor < 0n ? -3n * minor : 3n * minor)))]
      const page = { after: null, limit: 1_000 }
      const categories = await session.categories()
      return [
        await session.findTransactions({ ...ANY, text: 'e', from: FIRST_DAY, to: DAY, kind: 'expense' }, page),
        await session.findTransactions({ ...ANY, status: 'posted' }, { after, limit: 2 }),
        ...(await inTurn(tripled, (minor) =>
          session.findTransactions({ ...ANY, amountMin: minor, amountMax: minor }, page),
        )),
        ...(await inTurn(ours.accounts, ({ id }) => session.findTransactions({ ...ANY, accountId: id }, page))),
        ...(await inTurn(categories, ({ id }) => session.findTransactions({ ...ANY, accountId: id }, page))),
        ...(await inTurn(categories, ({ id }) => session.findTransactions({ ...ANY, categoryId: id }, page))),
      ]
    },
  ],
  addAudit: [(session) => session.addAudit('probe', SUBJECT, null, LATER)],
}
