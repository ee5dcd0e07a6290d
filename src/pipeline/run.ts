import type { AccountMatch } from '../domain/account.ts'
import { type AlertKey, alertKeyText, identityText } from '../domain/alert.ts'
import type { RawMessage } from '../domain/message.ts'
import type { Change } from '../domain/plan.ts'
import type { Ledger, PipelineStore, ReadMessage } from '../domain/ports.ts'
import type { RereadPage } from '../domain/reread.ts'
import type { Rule } from '../domain/rule.ts'
import { settleFees } from './fees/settle-fees.ts'
import type { IncomingMessage } from './incoming.ts'
import { isBelieved, messageFingerprint, messageId, readMessage } from './ingest.ts'
import { withGuesses } from './models.ts'
import { observeReading, observeSettlement } from './observe.ts'
import type { PipelinePorts } from './ports.ts'
import { locksOf } from './reconcile-locks.ts'
import type { RereadPorts } from './reread.ts'
import { apply, decide } from './settle.ts'
import { timed } from './timed.ts'
import type { AlertTrace, Trace } from './trace.ts'
import { indexByAlert, traceAlerts } from './tracing.ts'

/**
 * The whole pipeline for one message or ten thousand: ingest → parse → identify account → dedupe and link → categorize →
 * reconcile, in one transaction on one ledger. Gives a trace per message, in order. Messages already stored under the
 * same origin are skipped; a message run twice equals once.
 */
export async function run(messages: readonly IncomingMessage[], ports: PipelinePorts): Promise<Trace[]> {
  return (await runAll(messages, ports)).traces
}

/**
 * The same for the message of a statement file, and keeps what it changed as the reread `importId`: taking that back leaves
 * the ledger as it was. Nothing is kept of a message that came before, whose rows are not even read; `namesKnown`: its trace says
 * which transactions rest on it.
 */
export async function runImport(
  message: IncomingMessage,
  importId: string,
  ports: RereadPorts,
  { namesKnown }: { readonly namesKnown: boolean },
): Promise<Trace> {
  const { store, clock } = ports
  await store.lockLedger()
  const repeat = await repeatOf(message, namesKnown, ports)
  if (repeat !== null) return repeat
  const former = await store.accountMatches()
  const { traces, fresh, changes } = await runAll([message], ports)
  const [trace] = traces
  if (trace === undefined) throw new Error('the pipeline gave no trace')
  if (fresh.length === 0) return trace
  const present = new Map((await store.accountMatches()).map((match) => [identityText(match.identity), match]))
  const moved = former.filter((match) => present.get(identityText(match.identity))?.accountId !== match.accountId)
  await store.addReread({ id: importId, cause: 'import', at: clock.now() })
  await store.addRereadPage(importId, 0, importPage(fresh, changes, moved))
  return trace
}

/** The trace of a message that came before; null for a new one. */
async function repeatOf(
  { origin, source, text }: IncomingMessage,
  namesKnown: boolean,
  { store, ids }: PipelinePorts,
): Promise<Trace | null> {
  const id = messageId(origin, ids)
  const known = await store.knownMessages([id])
  if (!known.has(id)) return null
  if (known.get(id) !== messageFingerprint(source, text, ids)) return failed(id, origin, OTHER_TEXT)
  const transactions = namesKnown ? (await transactionsOfKnown([id], store)).get(id) : undefined
  return { ...bare({ id, origin }), outcome: 'duplicate', transactions: transactions ?? [] }
}

const OTHER_TEXT = 'another text already came under this id'

function importPage(
  messages: readonly ReadMessage[],
  changes: readonly Change[],
  matches: readonly AccountMatch[],
): RereadPage {
  const ids = (side: 'before' | 'after') => new Set(changes.flatMap((change) => change[side]?.id ?? []))
  const [had, has] = [ids('before'), ids('after')]
  return {
    messages: messages.map(({ message, outcome, alerts }) => {
      // That it was imported once stays true of the message when its rows are withdrawn.
      const kept = { kind: outcome.kind, detail: null }
      const first = alerts.map(({ key }) => ({ position: key.position, before: null, after: 1 }))
      return { id: message.id, before: kept, after: kept, alerts: first }
    }),
    made: [...has.difference(had)],
    gone: [...had.difference(has)],
    matches,
  }
}

type Run = {
  readonly traces: Trace[]
  readonly fresh: readonly ReadMessage[]
  readonly changes: readonly Change[]
}

async function runAll(messages: readonly IncomingMessage[], ports: PipelinePorts): Promise<Run> {
  const { store, parse, ids, clock } = ports
  const [ledger, known] = await Promise.all([
    store.lockLedger(),
    store.knownMessages(messages.map((message) => messageId(message.origin, ids))),
  ])
  const startedAt = clock.now()
  const read = timed(ports, 'parse', () => messages.map((message) => readMessage(message, ledger, parse, ids)))
  const fresh = firstOfEach(read.filter(({ message }) => !known.has(message.id)))
  observeReading(read, fresh, ports)
  const { traces, changes } = await settleNew(await withGuesses(fresh, ledger, store, ports.models), ledger, ports)
  ports.observer?.duration('run', startedAt.until(clock.now()).total('seconds'))
  const repeated = new Set(read.map(({ message }) => message.id).filter((id) => known.has(id)))
  const before = await transactionsOfKnown([...repeated], store)
  const freshFingerprints = new Map(fresh.map(({ message }) => [message.id, message.fingerprint]))
  const seen = new Set<string>()
  const all = read.map((message): Trace => {
    const { id, origin, fingerprint } = message.message
    const isRepeat = known.has(id) || seen.has(id)
    seen.add(id)
    const stored = known.get(id) ?? freshFingerprints.get(id)
    if (isRepeat && stored !== fingerprint) return failed(id, origin, OTHER_TEXT)
    if (isRepeat)
      return {
        ...bare(message.message),
        outcome: 'duplicate',
        transactions: before.get(id) ?? transactionIds(message, traces),
      }
    return traceOf(message, traces)
  })
  return { traces: all, fresh, changes }
}

/** Solves the transactions of these alerts again, after an answer about them or a rule changed. Gives what changed. */
export async function resolve(keys: readonly AlertKey[], ports: PipelinePorts): Promise<readonly Change[]> {
  const ledger = await ports.store.lockLedger()
  const alerts = await ports.store.alertsByKey(keys)
  if (alerts.length === 0) return []
  const settlement = await decide(alerts, ledger, ports, false)
  await apply(settlement, ports)
  // A word on a charge may change its parents and nothing else.
  const charges = (await ports.store.transactionsOf(keys)).filter(({ kind }) => kind === 'fee')
  await settleFees(
    charges.map((charge) => ({ before: charge, after: charge })),
    ports.store,
  )
  return settlement.plan.changes
}

/**
 * What solving these alerts again would change if these rules were the ledger's, which they are not made: nothing is written. All of
 * the alerts are stored already.
 */
export async function previewRules(
  keys: readonly AlertKey[],
  rules: readonly Rule[],
  ports: PipelinePorts,
): Promise<readonly Change[]> {
  const ledger = await ports.store.lockLedger()
  const alerts = await ports.store.alertsByKey(keys)
  if (alerts.length === 0) return []
  const store = { ...ports.store, rules: async () => rules, addAccounts: async () => {} }
  return (await decide(alerts, ledger, { ...ports, store }, false)).plan.changes
}

/** Stores new messages, settles their alerts, and gives what became of each, by key text, and of the ledger. */
async function settleNew(
  messages: readonly ReadMessage[],
  ledger: Ledger,
  ports: PipelinePorts,
): Promise<{ readonly traces: ReadonlyMap<string, AlertTrace>; readonly changes: readonly Change[] }> {
  const alerts = messages.flatMap((message) => message.alerts)
  // Not awaited one by one: the store keeps the order of calls, so what is asked and written next finds the messages there.
  const stored = ports.store.addMessages(messages.filter(isKept))
  const settled = alerts.length === 0 ? null : decide(alerts, ledger, ports, true)
  const [settlement] = await Promise.all([settled, stored])
  if (settlement === null) return { traces: new Map(), changes: [] }
  const applied = apply(settlement, ports)
  const [traces] = await Promise.all([traceAlerts(alerts, settlement, ports.store), applied])
  await ports.store.putStatementLocks(locksOf(messages, settlement.claims, traces))
  observeSettlement(settlement, traces.values(), ports)
  return { traces, changes: settlement.plan.changes }
}

/** One-time codes are dropped before anything is stored; everything else is kept, so that it can be read again. */
function isKept({ outcome }: ReadMessage): boolean {
  return !(outcome.kind === 'ignored' && outcome.reason === 'one-time-code')
}

function firstOfEach(messages: readonly ReadMessage[]): ReadMessage[] {
  return [...new Map([...messages].reverse().map((message) => [message.message.id, message])).values()].reverse()
}

async function transactionsOfKnown(
  ids: readonly string[],
  store: PipelineStore,
): Promise<ReadonlyMap<string, string[]>> {
  if (ids.length === 0) return new Map()
  const alerts = await store.alertsOfMessages(ids)
  const transactions = await store.transactionsOf(alerts.map((alert) => alert.key))
  const index = indexByAlert(transactions)
  return new Map(
    ids.map((id) => {
      const own = alerts.filter((alert) => alert.key.messageId === id)
      return [id, own.flatMap((alert) => index.get(alertKeyText(alert.key))?.id ?? [])]
    }),
  )
}

function traceOf(message: ReadMessage, traces: ReadonlyMap<string, AlertTrace>): Trace {
  const { outcome } = message
  switch (outcome.kind) {
    case 'ignored':
      return { ...bare(message.message), outcome: 'not-a-transaction', reason: outcome.reason }
    case 'unrecognized':
    case 'ambiguous':
    case 'malformed':
      return { ...bare(message.message), outcome: 'unrecognized' }
    case 'parsed': {
      if (!isBelieved(message.message.authenticity)) return { ...bare(message.message), outcome: 'unverified' }
      const alerts = message.alerts.map((alert) => traces.get(alertKeyText(alert.key)) as AlertTrace)
      const effects = new Set(alerts.map((alert) => alert.effect))
      const result =
        effects.has('new') || effects.has('leg') ? 'booked' : effects.has('suspect') ? 'suspect' : 'duplicate'
      return {
        ...bare(message.message),
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

function bare({ id, origin }: Pick<RawMessage, 'id' | 'origin'>): Trace {
  return {
    messageId: id,
    origin,
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
