import type { Alert, AlertKey, ParsedAlert } from '../domain/alert.ts'
import type { RawMessage } from '../domain/message.ts'
import { outcomeDetail } from '../domain/outcome.ts'
import type { ReadMessage } from '../domain/ports.ts'
import type { KeptOutcome, StoredAlert, StoredMessage } from '../domain/reread.ts'

/** What reading a message again makes of one of its alerts. `number` is that of the new reading. */
export type AlertChange =
  | { readonly kind: 'new'; readonly before: null; readonly after: Alert; readonly number: number }
  | { readonly kind: 'changed'; readonly before: Alert; readonly after: Alert; readonly number: number }
  | { readonly kind: 'withdrawn'; readonly before: Alert; readonly after: null; readonly number: null }

/** A message that is now read otherwise than it is kept. */
export type MessageChange = {
  readonly message: RawMessage
  readonly before: KeptOutcome
  readonly after: KeptOutcome
  readonly alerts: readonly (AlertChange & { readonly key: AlertKey; readonly numberBefore: number | null })[]
}

/**
 * How a message as read now differs from what is kept of it; null when it does not. An alert keeps its position, which
 * people's answers are anchored on, as long as the message says it, wherever in the message that is: alerts of one text are
 * the same, then those of one amount, then what is left over when the counts agree. A new one gets a position of its own.
 */
export function compareReadings(stored: StoredMessage, read: ReadMessage): MessageChange | null {
  const after: KeptOutcome = { kind: read.outcome.kind, detail: outcomeDetail(read.outcome) }
  const pairs = pairAlerts(stored.alerts, read.alerts)
  const paired = new Set(pairs.map(({ kept }) => kept))
  let free = Math.max(-1, ...stored.alerts.map(({ alert }) => alert.key.position)) + 1
  const alerts = pairs.flatMap(({ kept, found }) => {
    const key = { messageId: stored.message.id, position: kept?.alert.key.position ?? free++ }
    return changeOf(kept, { ...found, key, accountId: kept?.alert.accountId ?? null })
  })
  for (const kept of stored.alerts) {
    if (paired.has(kept) || kept.inForce === null) continue
    const { key } = kept.alert
    alerts.push({ kind: 'withdrawn', key, before: kept.alert, after: null, number: null, numberBefore: kept.inForce })
  }
  const { outcome: before, message } = stored
  if (alerts.length === 0 && before.kind === after.kind && before.detail === after.detail) return null
  return { message, before, after, alerts }
}

type Pair = { readonly kept: StoredAlert | null; readonly found: Alert }

function changeOf(kept: StoredAlert | null, after: Alert): MessageChange['alerts'][number][] {
  const { key } = after
  if (kept === null) return [{ kind: 'new', key, before: null, after, number: 1, numberBefore: null }]
  const number = kept.last + 1
  const numberBefore = kept.inForce
  if (numberBefore === null) return [{ kind: 'new', key, before: null, after, number, numberBefore }]
  if (canonicalText(comparable(kept.alert)) === canonicalText(comparable(after))) return []
  return [{ kind: 'changed', key, before: kept.alert, after, number, numberBefore }]
}

/** Alerts in force are asked before those a message once had, so that nothing in force makes way for what was withdrawn. */
function pairAlerts(kept: readonly StoredAlert[], found: readonly Alert[]): Pair[] {
  const homes = new Map<Alert, StoredAlert>()
  const taken = new Set<StoredAlert>()
  const inOrder = [...kept].sort((left, right) => Number(left.inForce === null) - Number(right.inForce === null))
  const pair = (own: Alert, home: StoredAlert) => {
    homes.set(own, home)
    taken.add(home)
  }
  const pairBy = (isSame: (one: Alert, other: Alert) => boolean) => {
    for (const own of found) {
      if (homes.has(own)) continue
      const home = inOrder.find((other) => !taken.has(other) && isSame(own, other.alert))
      if (home !== undefined) pair(own, home)
    }
  }
  pairBy((one, other) => one.fingerprint === other.fingerprint && haveEqualAmounts(one.reading, other.reading))
  pairBy((one, other) => one.fingerprint === other.fingerprint)
  pairBy((one, other) => haveEqualAmounts(one.reading, other.reading))
  const rest = inOrder.filter((other) => !taken.has(other) && other.inForce !== null)
  const unpaired = found.filter((own) => !homes.has(own))
  if (rest.length === unpaired.length) {
    for (const [index, own] of unpaired.entries()) pair(own, rest[index] as StoredAlert)
  }
  return found.map((own) => ({ found: own, kept: homes.get(own) ?? null }))
}

function haveEqualAmounts(one: ParsedAlert, other: ParsedAlert): boolean {
  const isSameMoney = one.amount.minor === other.amount.minor && one.amount.currency === other.amount.currency
  return isSameMoney && one.direction === other.direction
}

function comparable({ reading, occurred, fingerprint }: Alert) {
  return { reading, occurred, fingerprint }
}

/** Equal for equal values, whatever the order of their keys: the database gives objects back in its own. */
function canonicalText(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return part.toString()
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}
