import type { AccessGrant } from '../../src/domain/access.ts'
import type { Account } from '../../src/domain/account.ts'
import { type Alert, type AlertKey, alertKeyText } from '../../src/domain/alert.ts'
import type { Answer } from '../../src/domain/answer.ts'
import type { BalanceCheck } from '../../src/domain/balance.ts'
import type { Category, Lesson } from '../../src/domain/category.ts'
import type { Mailbox } from '../../src/domain/mailbox.ts'
import type { Phone } from '../../src/domain/phone.ts'
import type {
  Clock,
  Ledger,
  LedgerSession,
  OutgoingCall,
  ReportRow,
  TransactionDetail,
} from '../../src/domain/ports.ts'
import type { StatementUpload } from '../../src/domain/statement-upload.ts'
import type { Transaction } from '../../src/domain/transaction.ts'

export type KeptLesson = Lesson & { readonly answerId: string; readonly isForgotten: boolean }

/** Everything a ledger holds; copied before a transaction and put back when it fails. */
export type LedgerState = {
  ledger: Ledger
  accounts: Account[]
  categories: Category[]
  /** Alerts by key text. */
  alerts: Map<string, Alert>
  /** Message texts by origin. */
  messages: Map<string, string>
  answers: Answer[]
  lessons: KeptLesson[]
  transactions: Map<string, Transaction>
  bookedAt: Map<string, Temporal.Instant>
  reportRows: readonly ReportRow[]
  checks: Map<string, BalanceCheck>
  uploads: StatementUpload[]
  outbox: OutgoingCall[]
  mailboxes: Mailbox[]
  phones: Phone[]
  mailPasswords: string[]
  /** Access that was given, by the hash of its secret. */
  grants: Map<string, AccessGrant>
  audit: string[]
  finished: bigint[]
}

export function copyState(state: LedgerState): LedgerState {
  return {
    ...state,
    accounts: [...state.accounts],
    alerts: new Map(state.alerts),
    messages: new Map(state.messages),
    answers: [...state.answers],
    lessons: [...state.lessons],
    transactions: new Map(state.transactions),
    bookedAt: new Map(state.bookedAt),
    checks: new Map(state.checks),
    uploads: [...state.uploads],
    outbox: [...state.outbox],
    mailboxes: [...state.mailboxes],
    phones: [...state.phones],
    mailPasswords: [...state.mailPasswords],
    grants: new Map(state.grants),
    audit: [...state.audit],
    finished: [...state.finished],
  }
}

const NEW_MAILBOX = {
  addedAt: Temporal.Instant.from('2026-08-12T08:36:00Z'),
  cursor: null,
  deferred: [],
  failedLogins: 0,
  checkedAt: null,
  mailAt: null,
  outcomes: {},
  reasons: {},
  problem: null,
}

const NEW_PHONE = { isSigned: false, revokedAt: null, connectedAt: null, heardAt: null, dropped: 0 }

/** The part of a ledger's storage that actions use, in memory. What no action of the chat needs is not there. */
export function memorySession(state: LedgerState, clock: Clock): LedgerSession {
  const session: Partial<LedgerSession> = {
    lockLedger: async () => state.ledger,
    // Nothing is taught in memory: a text that cannot be read has no questions here.
    taughtLayouts: async () => [],
    storedMessages: async () => [],
    teachingDraft: async () => null,
    accounts: async () => state.accounts,
    categories: async () => state.categories,
    alertsByKey: async (keys) => keys.flatMap((key) => state.alerts.get(alertKeyText(key)) ?? []),
    answersOn: async (keys) => state.answers.filter((answer) => touches(answer.on, keys)),
    transactionsOf: async (keys) =>
      [...state.transactions.values()].filter(({ witnesses }) =>
        touches(
          witnesses.map(({ key }) => key),
          keys,
        ),
      ),
    transactionDetail: async (id) => {
      const transaction = state.transactions.get(id)
      return transaction === undefined ? null : detailOf(state, transaction)
    },
    transactionDetails: async ({ limit, offset, order }) => {
      const shown = [...state.transactions.values()].filter(({ status }) => status !== 'void')
      const sorted = order === 'booked' ? shown.reverse() : shown.toSorted(byOccurredLatestFirst)
      return sorted.slice(offset, offset + limit).map((transaction) => detailOf(state, transaction))
    },
    accountBalances: async () =>
      state.accounts.map((account) => ({
        account,
        ours: { minor: balanceOf(state, account.id), currency: account.currency ?? 'NGN' },
        stated: null,
      })),
    claimsOf: async (keys) =>
      keys.flatMap((key) => {
        const alert = state.alerts.get(alertKeyText(key))
        const balance = alert?.reading.runningBalance ?? null
        if (alert === undefined || balance === null) return []
        return [{ key, accountId: '', balance, beforeMinor: balance.minor, occurred: alert.occurred }]
      }),
    addGrant: async (grant, secretHash) => {
      state.grants.set(secretHash, grant)
      return true
    },
    grantsOf: async (personId, kind) =>
      [...state.grants.values()].filter(
        (grant) => grant.personId === personId && grant.kind === kind && grant.revokedAt === null,
      ),
    revokeGrant: async (id, at) => {
      const [hash, grant] = [...state.grants].find(([, each]) => each.id === id && each.revokedAt === null) ?? []
      if (hash === undefined || grant === undefined) return false
      state.grants.set(hash, { ...grant, revokedAt: at })
      return true
    },
    statementUpload: async (id) => state.uploads.find((upload) => upload.id === id) ?? null,
    statementUploads: async (states) => state.uploads.filter((upload) => states.includes(upload.state)).reverse(),
    putStatementUpload: async (upload) => {
      state.uploads = [...state.uploads.filter(({ id }) => id !== upload.id), upload]
    },
    uploadReading: async () => null,
    latestReread: async () => null,
    settingChanges: async () => [],
    categoryRecords: async () =>
      state.categories.map((category, position) => ({
        ...category,
        parentId: null,
        color: null,
        position,
        isHidden: false,
        mergedInto: null,
      })),
    messageOrigins: async () => new Map(),
    allRules: async () => [],
    rules: async () => [],
    putRules: async () => {},
    putCategories: async () => {},
    addSettingChange: async () => {},
    entriesPage: async () => [],
    attachmentsOn: async () => [],
    monthActivity: async () => [],
    messagesAbout: async () => new Map(),
    subjectOf: async () => null,
    decisionsOn: async () => [],
    suspectIds: async () => [],
    uncategorizedIds: async () => [],
    unreadMessages: async () => [],
    alertsNear: async () => [],
    alertsOfMessages: async () => [],
    exportPage: async () => [],
    transactionsById: async (ids) => ids.flatMap((id) => state.transactions.get(id) ?? []),
    pastMovements: async () => [],
    arrivalsSince: async () => [],
    mailboxes: async () => state.mailboxes,
    phones: async () => state.phones,
    addPhone: async (phone) => {
      state.phones.push({ ...NEW_PHONE, ...phone })
    },
    putPhone: async (changed) => {
      state.phones = state.phones.map((phone) => (phone.id === changed.id ? { ...phone, ...changed } : phone))
      return state.phones.some(({ id }) => id === changed.id)
    },
    phoneKeys: async () => ({ secret: 'S'.repeat(32), signingKey: 'K'.repeat(32) }),
    smsCounts: async () => [],
    smsArrivals: async () => [],
    waitingDoubtfulMails: async () => ({ mails: [], count: 0 }),
    putMailbox: async (mailbox, password) => {
      state.mailPasswords.push(password)
      state.mailboxes.push({ ...NEW_MAILBOX, ...mailbox })
    },
    removeMailbox: async (id) => {
      const before = state.mailboxes.length
      state.mailboxes = state.mailboxes.filter((mailbox) => mailbox.id !== id)
      return state.mailboxes.length < before
    },
    reportRows: async () => state.reportRows,
    countOfCounterparty: async () => 1,
    mostUsedCategories: async () => [],
    bookedAt: async (id) => state.bookedAt.get(id) ?? null,
    addAnswer: async (answer) => {
      if (!state.answers.some(({ id }) => id === answer.id)) state.answers.push(answer)
    },
    revokeAnswer: async (id, at) => {
      state.answers = state.answers.map((answer) => (answer.id === id ? { ...answer, revokedAt: at } : answer))
    },
    latestAnswers: async (limit) =>
      state.answers
        .filter(({ revokedAt }) => revokedAt === null)
        .reverse()
        .slice(0, limit),
    addLesson: async (lesson, answerId) => {
      state.lessons.push({ ...lesson, answerId, isForgotten: false })
    },
    lessonOf: async (answerId) => state.lessons.find((one) => one.answerId === answerId) ?? null,
    answerOfLesson: async (lessonId) => state.lessons.find((one) => one.id === lessonId)?.answerId ?? null,
    lastAppliedLesson: async () => null,
    payeeEdits: async () => [],
    forgetLessonsOf: async (answerId) => {
      state.lessons = state.lessons.map((one) => (one.answerId === answerId ? { ...one, isForgotten: true } : one))
    },
    setQuickEntryAccount: async (accountId) => {
      state.ledger = { ...state.ledger, quickEntryAccountId: accountId }
    },
    addAudit: async (action) => {
      state.audit.push(action)
    },
    enqueue: async (call) => {
      state.outbox.push(call)
      return `call-${state.outbox.length}-${clock.now().epochMilliseconds}`
    },
    finishUpdates: async (_holder, inboxIds) => {
      state.finished.push(...inboxIds)
    },
  }
  return session as LedgerSession
}

function detailOf(state: LedgerState, transaction: Transaction): TransactionDetail {
  const touched = new Set(transaction.postings.map(({ accountId }) => accountId))
  return {
    transaction,
    accounts: state.accounts.filter(({ id }) => touched.has(id)),
    categories: state.categories.filter(({ id }) => touched.has(id)),
    alerts: transaction.witnesses.flatMap(({ key }) => state.alerts.get(alertKeyText(key)) ?? []),
    fees: [],
  }
}

function balanceOf(state: LedgerState, accountId: string): bigint {
  return [...state.transactions.values()]
    .filter(({ status }) => status !== 'void')
    .flatMap(({ postings }) => postings)
    .reduce((sum, posting) => (posting.accountId === accountId ? sum + posting.amount.minor : sum), 0n)
}

function touches(left: readonly AlertKey[], right: readonly AlertKey[]): boolean {
  const keys = new Set(right.map(alertKeyText))
  return left.some((key) => keys.has(alertKeyText(key)))
}

function byOccurredLatestFirst(left: Transaction, right: Transaction): number {
  return Temporal.PlainDate.compare(right.occurred.date, left.occurred.date)
}
