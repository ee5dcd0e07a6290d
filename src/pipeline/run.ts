import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { BalanceCheck, BalanceClaim } from '../domain/balance.ts'
import type { ClaimSpan, PipelineStore, ReadMessage } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { IncomingMessage } from './incoming.ts'
import { readMessage } from './ingest.ts'
import { balanceBeforeAlert, checkOpenLink, linkClaim } from './reconcile.ts'
import { type PipelinePorts, type Settlement, settle } from './settle.ts'
import type { AlertTrace, Trace } from './trace.ts'

export type { PipelinePorts } from './settle.ts'

/** How many claims ahead of an alert are held against it: alerts with a day only may come in any order within it. */
const CLAIMS_AHEAD = 10

/**
 * The whole pipeline for one message or ten thousand: ingest → parse → identify account → dedupe and link → categorize →
 * reconcile, in one transaction on one ledger. Gives a trace per message, in order. Messages already stored under the
 * same origin are skipped; a message run twice equals once.
 */
export async function run(messages: readonly IncomingMessage[], ports: PipelinePorts): Promise<Trace[]> {
  const { store, parse, ids } = ports
  const ledger = await store.lockLedger()
  const read = messages.map((message) => readMessage(message, ledger, parse, ids))
  const known = await store.knownMessages(read.map(({ message }) => message.id))
  const fresh = firstOfEach(read.filter(({ message }) => !known.has(message.id)))
  await store.addMessages(fresh.filter(isKept))
  const alerts = fresh.flatMap((message) => message.alerts)
  const settlement = alerts.length === 0 ? null : await settle(alerts, ledger, ports)
  const traces = await traceAlerts(alerts, settlement, store)
  const before = await tracesOfKnown(read, known, store)
  const seen = new Set<string>()
  return read.map((message): Trace => {
    const { id, origin, fingerprint } = message.message
    const isRepeat = known.has(id) || seen.has(id)
    seen.add(id)
    const stored = known.get(id) ?? fresh.find((other) => other.message.id === id)?.message.fingerprint
    if (isRepeat && stored !== fingerprint) return failed(id, origin, 'another text already came under this id')
    if (isRepeat)
      return { ...bare(message), outcome: 'duplicate', transactions: before.get(id) ?? transactionIds(message, traces) }
    return traceOf(message, traces)
  })
}

/** Solves the transactions of these alerts again: call it after an answer about them was added or revoked. */
export async function resolve(keys: readonly AlertKey[], ports: PipelinePorts): Promise<void> {
  const ledger = await ports.store.lockLedger()
  const alerts = await ports.store.alertsByKey(keys)
  if (alerts.length > 0) await settle(alerts, ledger, ports)
}

/** One-time codes are dropped before anything is stored; everything else is kept, so that it can be read again. */
function isKept({ outcome }: ReadMessage): boolean {
  return !(outcome.kind === 'ignored' && outcome.reason === 'one-time-code')
}

function firstOfEach(messages: readonly ReadMessage[]): ReadMessage[] {
  return [...new Map([...messages].reverse().map((message) => [message.message.id, message])).values()].reverse()
}

async function tracesOfKnown(
  read: readonly ReadMessage[],
  known: ReadonlyMap<string, string>,
  store: PipelineStore,
): Promise<ReadonlyMap<string, string[]>> {
  const ids = [...new Set(read.map(({ message }) => message.id).filter((id) => known.has(id)))]
  if (ids.length === 0) return new Map()
  const alerts = await store.alertsOfMessages(ids)
  const transactions = await store.transactionsOf(alerts.map((alert) => alert.key))
  return new Map(
    ids.map((id) => {
      const own = alerts.filter((alert) => alert.key.messageId === id)
      return [id, own.flatMap((alert) => mainTransaction(alert.key, transactions)?.id ?? [])]
    }),
  )
}

/** The transaction an alert is about: not the fee printed beside it. */
function mainTransaction(key: AlertKey, transactions: readonly Transaction[]): Transaction | null {
  const text = alertKeyText(key)
  const isAbout = (transaction: Transaction) =>
    transaction.witnesses.some((witness) => witness.role !== 'fee' && alertKeyText(witness.key) === text)
  return transactions.find(isAbout) ?? null
}

async function traceAlerts(
  alerts: readonly Alert[],
  settlement: Settlement | null,
  store: PipelineStore,
): Promise<ReadonlyMap<string, AlertTrace>> {
  if (settlement === null) return new Map()
  const checks = await checkBalances(alerts, settlement, store)
  const duplicates = new Set(
    settlement.links.filter((link) => link.kind === 'duplicate').flatMap((link) => [alertKeyText(link.from)]),
  )
  const existedBefore = new Set(settlement.changes.flatMap((change) => change.before?.id ?? []))
  const traces = new Map<string, AlertTrace>()
  const index = new Map<string, Transaction>()
  for (const transaction of settlement.transactions) {
    for (const witness of transaction.witnesses) {
      if (witness.role !== 'fee') index.set(alertKeyText(witness.key), transaction)
    }
  }
  const arrived = new Set(alerts.map((alert) => alertKeyText(alert.key)))
  for (const alert of alerts) {
    const key = alertKeyText(alert.key)
    const transaction = index.get(key)
    if (transaction === undefined) throw new Error('an alert is in no transaction after settling')
    const role = transaction.witnesses.find((witness) => alertKeyText(witness.key) === key)?.role
    const isCopy = duplicates.has(key) || hasOlderCopy(alert, transaction, arrived, role)
    const isLeg = transaction.kind === 'transfer' && (existedBefore.has(transaction.id) || role === 'to')
    const effect = isCopy ? 'witness' : isLeg ? 'leg' : transaction.suspectOf !== null ? 'suspect' : 'new'
    const check = checks.get(key) ?? { kind: 'no-balance' }
    traces.set(key, { key: alert.key, transactionId: transaction.id, effect, check })
  }
  return traces
}

/** Whether an alert stored earlier says the same: canonical order may put the newcomer first. */
function hasOlderCopy(
  alert: Alert,
  transaction: Transaction,
  arrived: ReadonlySet<string>,
  role: string | undefined,
): boolean {
  const own = alertKeyText(alert.key)
  return transaction.witnesses.some((witness) => {
    const key = alertKeyText(witness.key)
    return key !== own && witness.role === role && !arrived.has(key)
  })
}

async function checkBalances(
  alerts: readonly Alert[],
  settlement: Settlement,
  store: PipelineStore,
): Promise<ReadonlyMap<string, BalanceCheck>> {
  const stating = alerts.filter((alert) => alert.reading.runningBalance !== null)
  if (stating.length === 0) return new Map()
  const { accountOf } = settlement
  const claims = Map.groupBy(
    await store.claimsAround(spansOf(stating, accountOf), CLAIMS_AHEAD),
    (claim) => claim.accountId,
  )
  const checks = new Map<string, BalanceCheck>()
  for (const alert of stating) {
    const own: BalanceClaim = {
      key: alert.key,
      accountId: accountOf(alert),
      balance: alert.reading.runningBalance ?? alert.reading.amount,
      occurred: alert.occurred,
    }
    const around = claims.get(own.accountId) ?? []
    const key = alertKeyText(alert.key)
    const transaction = settlement.transactions.find((candidate) =>
      candidate.witnesses.some((witness) => alertKeyText(witness.key) === key),
    )
    const sameEvent = transaction?.witnesses.map((witness) => witness.key) ?? []
    const link = linkClaim(own, balanceBeforeAlert(alert) ?? 0n, around, sameEvent)
    if (link.kind !== 'open') {
      checks.set(key, link)
      continue
    }
    const span = { accountId: own.accountId, from: link.previous.occurred.date, to: own.occurred.date }
    const claimed = new Set(around.map((claim) => alertKeyText(claim.key)))
    checks.set(key, checkOpenLink(own, link, await store.postingsBetween(span), claimed))
  }
  return checks
}

function spansOf(alerts: readonly Alert[], accountOf: Settlement['accountOf']): ClaimSpan[] {
  return [...Map.groupBy(alerts, accountOf)].map(([accountId, own]) => {
    const dates = own.map((alert) => alert.occurred.date).sort(Temporal.PlainDate.compare)
    return { accountId, from: dates[0] as Temporal.PlainDate, to: dates.at(-1) as Temporal.PlainDate }
  })
}

function traceOf(message: ReadMessage, traces: ReadonlyMap<string, AlertTrace>): Trace {
  const { outcome } = message
  switch (outcome.kind) {
    case 'ignored':
      return { ...bare(message), outcome: 'not-a-transaction', reason: outcome.reason }
    case 'unrecognized':
    case 'ambiguous':
    case 'malformed':
      return { ...bare(message), outcome: 'unrecognized' }
    case 'parsed': {
      const alerts = message.alerts.map((alert) => traces.get(alertKeyText(alert.key)) as AlertTrace)
      const effects = new Set(alerts.map((alert) => alert.effect))
      const result =
        effects.has('new') || effects.has('leg') ? 'booked' : effects.has('suspect') ? 'suspect' : 'duplicate'
      return {
        ...bare(message),
        outcome: result,
        transactions: alerts.map((alert) => alert.transactionId),
        alerts,
        unreadParts: outcome.unreadParts,
      }
    }
  }
}

function transactionIds(message: ReadMessage, traces: ReadonlyMap<string, AlertTrace>): string[] {
  return message.alerts.flatMap((alert) => traces.get(alertKeyText(alert.key))?.transactionId ?? [])
}

function bare({ message }: ReadMessage): Trace {
  return {
    messageId: message.id,
    origin: message.origin,
    outcome: 'unrecognized',
    transactions: [],
    alerts: [],
    reason: null,
    unreadParts: 0,
    error: null,
  }
}

function failed(messageId: string, origin: string, error: string): Trace {
  return { messageId, origin, outcome: 'error', transactions: [], alerts: [], reason: null, unreadParts: 0, error }
}
