import type { Pipeline } from '../../src/actions/context.ts'
import { type Alert, type AlertKey, alertKeyText, type ParsedAlert, signedAmount } from '../../src/domain/alert.ts'
import { resolveOccurred } from '../../src/domain/calendar.ts'
import type { Category, CategoryReason } from '../../src/domain/category.ts'
import type { ParseOutcome } from '../../src/domain/outcome.ts'
import type { Clock, Identifiers } from '../../src/domain/ports.ts'
import type { Transaction } from '../../src/domain/transaction.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import { Payees } from '../../src/pipeline/payees.ts'
import type { AlertTrace, Trace } from '../../src/pipeline/trace.ts'
import type { LedgerState } from './memory-ledger.ts'

/** Reads lines such as `ALERT DR 22500.00 SHOPRITE LEKKI`, optionally with ` BAL 48210.55` at the end. */
export function parseSample({ text }: Pick<IncomingMessage, 'text'>): ParseOutcome {
  const found = [...text.matchAll(/^ALERT (DR|CR) (\d+)\.(\d\d) (.*?)(?: BAL (\d+)\.(\d\d))?$/gmu)]
  const alerts = found.map((match) => ({
    ...reading(match[1] === 'DR' ? 'debit' : 'credit', BigInt(`${match[2]}${match[3]}`), match[4] ?? ''),
    institution: 'GTBank',
    accountTail: '8016',
    runningBalance: match[5] === undefined ? null : { minor: BigInt(`${match[5]}${match[6]}`), currency: 'NGN' },
  }))
  const [first, ...rest] = alerts
  if (first !== undefined) {
    const unreadParts = text.includes('UNREAD') ? 1 : 0
    return { kind: 'parsed', alerts: [first, ...rest], texts: found.map(([whole]) => whole), unreadParts }
  }
  if (text.includes('DECLINED')) return { kind: 'ignored', ruleId: 'declined', reason: 'declined', bankId: 'ng-gtbank' }
  if (text.includes('CODE')) return { kind: 'ignored', ruleId: 'code', reason: 'one-time-code', bankId: null }
  if (text.includes('NGN')) return { kind: 'unrecognized', bankId: null }
  return { kind: 'ignored', ruleId: 'none', reason: 'not-financial', bankId: null }
}

/** Reads `1500 lunch` and `+250 salary`. */
export function quickEntrySample(text: string): readonly ParsedAlert[] | null {
  const match = /^(\+?)(\d+) (\p{L}+)$/u.exec(text)
  if (match === null) return null
  return [reading(match[1] === '+' ? 'credit' : 'debit', BigInt(match[2] ?? '0') * 100n, match[3] ?? '')]
}

/** A pipeline of the simplest kind: an alert is a transaction, an equal text a duplicate, answers and lessons decide. */
export function memoryPipeline(stateOf: () => LedgerState, ids: Identifiers, clock: Clock): Pipeline {
  const run = async (messages: readonly IncomingMessage[]): Promise<Trace[]> =>
    messages.map((message) => ingest(stateOf(), message, ids, clock))
  const resolve = async (keys: readonly AlertKey[]): Promise<readonly []> => {
    for (const key of keys) solve(stateOf(), key, ids)
    return []
  }
  const balanceChecks = async () => stateOf().checks
  const reread = async () => ({ messages: [], changes: [] })
  const takeBackReread = async () => []
  const payeeKey: Pipeline['payeeKey'] = ({ counterparty }) => counterparty?.toLowerCase() ?? null
  // Nothing is guessed in memory, and lessons count for what comes later only.
  const likeliest = async () => []
  const prepare = async () => {}
  const affectedByLessons = async () => []
  const nextCategory = async () => stateOf().lessons.findLast(({ isForgotten }) => !isForgotten)?.categoryId ?? null
  const payeeName: Pipeline['payeeName'] = ({ counterparty }) => counterparty
  const isPerson = () => false
  const payeesIn: Pipeline['payeesIn'] = (edits) => new Payees(edits)
  const runImport: Pipeline['runImport'] = async (message) => ingest(stateOf(), message, ids, clock)
  const previewRules = async () => []
  return {
    run,
    runImport,
    resolve,
    previewRules,
    reread,
    takeBackReread,
    balanceChecks,
    payeeKey,
    payeeName,
    isPerson,
    payeesIn,
    likeliest,
    prepare,
    affectedByLessons,
    nextCategory,
  }
}

function reading(direction: ParsedAlert['direction'], minor: bigint, counterparty: string): ParsedAlert {
  return {
    institution: null,
    bankId: null,
    layoutId: 'sample',
    direction,
    amount: { minor, currency: 'NGN' },
    originalAmount: null,
    accountTail: null,
    runningBalance: null,
    counterparty: counterparty === '' ? null : counterparty,
    narration: null,
    channel: null,
    reference: null,
    fee: null,
    statedTime: null,
    confidence: 1,
  }
}

function ingest(state: LedgerState, message: IncomingMessage, ids: Identifiers, clock: Clock): Trace {
  const outcome = parseSample(message)
  const readings = message.readings ?? (outcome.kind === 'parsed' ? outcome.alerts : [])
  const messageId = ids.id('message', message.origin)
  const twin = [...state.messages].find(([, text]) => text === message.text)?.[0]
  const base = { messageId, origin: message.origin, error: null, reason: null, transactions: [], alerts: [] }
  if (outcome.kind === 'ignored' && message.readings === null) {
    return { ...base, outcome: 'not-a-transaction', reason: outcome.reason, unreadParts: 0 }
  }
  if (readings.length === 0) return { ...base, outcome: 'unrecognized', unreadParts: 1 }
  state.messages.set(message.origin, message.text)
  const alerts = readings.map((one, position): AlertTrace => {
    const original = { messageId: ids.id('message', twin ?? message.origin), position }
    const key = { messageId, position }
    if (twin === undefined) addAlert(state, key, message, one)
    const transactionId = solve(state, original, ids)
    if (twin === undefined) state.bookedAt.set(transactionId, clock.now())
    return { key, transactionId, effect: twin === undefined ? 'new' : 'witness', check: { kind: 'no-balance' } }
  })
  const transactions = alerts.map(({ transactionId }) => transactionId)
  const unreadParts = outcome.kind === 'parsed' ? outcome.unreadParts : 0
  return { ...base, outcome: twin === undefined ? 'booked' : 'duplicate', transactions, alerts, unreadParts }
}

function addAlert(state: LedgerState, key: AlertKey, message: IncomingMessage, one: ParsedAlert): void {
  const { timeZone, quickEntryAccountId } = state.ledger
  const alert: Alert = {
    key,
    source: message.source,
    fingerprint: message.text,
    receivedAt: message.receivedAt,
    reading: one,
    occurred: resolveOccurred(one.statedTime, message.receivedAt, timeZone),
    accountId: one.institution === null ? quickEntryAccountId : null,
  }
  state.alerts.set(alertKeyText(key), alert)
}

function solve(state: LedgerState, key: AlertKey, ids: Identifiers): string {
  const alert = state.alerts.get(alertKeyText(key))
  if (alert === undefined) throw new Error('no such alert')
  const id = ids.id('transaction', alertKeyText(key))
  const answers = state.answers.filter(
    ({ on, revokedAt }) => revokedAt === null && on.some((one) => alertKeyText(one) === alertKeyText(key)),
  )
  const { category, reason } = categorize(state, alert, answers)
  const amount = { minor: signedAmount(alert.reading), currency: alert.reading.amount.currency }
  const edit = answers.findLast(({ kind }) => kind === 'edit')
  const chosen = edit?.kind === 'edit' ? edit.accountId : undefined
  const account = state.accounts.find(({ institution }) => institution === alert.reading.institution)
  const transaction: Transaction = {
    id,
    kind: alert.reading.direction === 'debit' ? 'expense' : 'income',
    status: answers.some(({ kind }) => kind === 'void') ? 'void' : 'posted',
    suspectOf: null,
    occurred: alert.occurred,
    payee: alert.reading.counterparty,
    narration: null,
    note: null,
    tags: [],
    postings: [
      { accountId: chosen ?? alert.accountId ?? account?.id ?? '', amount },
      { accountId: category.id, amount: { ...amount, minor: -amount.minor } },
    ],
    witnesses: [{ key, role: 'payment' }],
    parents: [],
    categoryReason: reason,
  }
  state.transactions.set(id, transaction)
  return id
}

function categorize(
  state: LedgerState,
  { reading: { direction, counterparty } }: Alert,
  answers: LedgerState['answers'],
): { category: Category; reason: CategoryReason } {
  const kind = direction === 'debit' ? 'expense' : 'income'
  const find = (id: string) => state.categories.find((category) => category.id === id)
  const answer = answers.findLast((one) => one.kind === 'category')
  const answered = answer?.kind === 'category' ? find(answer.categoryId) : undefined
  if (answer && answered) return { category: answered, reason: { kind: 'user', answerId: answer.id } }
  const lesson = state.lessons.findLast(
    (one) => !one.isForgotten && one.kind === kind && one.counterpartyKey === counterparty?.toLowerCase(),
  )
  const learned = lesson === undefined ? undefined : find(lesson.categoryId)
  if (lesson && learned) {
    return { category: learned, reason: { kind: 'lesson', lessonId: lesson.id, counterparty: counterparty ?? '' } }
  }
  const uncategorized = state.categories.find((one) => one.kind === kind && one.name === 'Uncategorized')
  if (uncategorized === undefined) throw new Error('no place for what nobody has sorted')
  return { category: uncategorized, reason: { kind: 'default' } }
}
