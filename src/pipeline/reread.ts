import type { AccountMatch } from '../domain/account.ts'
import { type Alert, alertKeyText, identityOf, identityText } from '../domain/alert.ts'
import type { Change } from '../domain/plan.ts'
import type { Ledger } from '../domain/ports.ts'
import type { KeptOutcome, RereadCause, RereadPage, RereadStore, StoredMessage } from '../domain/reread.ts'
import { compareReadings, type MessageChange } from './compare-readings.ts'
import { readMessage } from './ingest.ts'
import { loadNeighbourhood } from './neighbourhood.ts'
import type { PipelinePorts } from './ports.ts'
import { apply, decide, type Former } from './settle.ts'

/** The ports of the pipeline, with a store that can read messages again. */
export type RereadPorts = PipelinePorts & { readonly store: PipelinePorts['store'] & RereadStore }

/** Some messages to read again, as page `page` (from 0) of one reread; its id is new at the first page. */
export type RereadRequest = {
  readonly rereadId: string
  readonly cause: RereadCause
  readonly page: number
  readonly messageIds: readonly string[]
}

/** What reading messages again changed: in their readings, and so in the ledger. */
export type Rereading = { readonly messages: readonly MessageChange[]; readonly changes: readonly Change[] }

const NOTHING: Rereading = { messages: [], changes: [] }

/**
 * Reads stored messages again with the `parse` of the ports, keeps what is new under the same alert keys, and solves the
 * ledger around what changed, as it was and as it is. What people said stays on its alerts. What changed is kept as page `page` of
 * the reread `rereadId`, so that it can be taken back; where nothing changed, nothing is kept.
 */
export async function reread(request: RereadRequest, ports: RereadPorts): Promise<Rereading> {
  const { store, clock } = ports
  const ledger = await store.lockLedger()
  const messages = differences(await store.storedMessages(request.messageIds), ledger, ports)
  if (messages.length === 0) return NOTHING
  const changed = messages.flatMap((message) => message.alerts)
  const { changes, matches } = await exchange(
    {
      outcomes: messages.map(({ message, after }) => ({ messageId: message.id, outcome: after })),
      before: changed.flatMap(({ before }) => before ?? []),
      after: changed.flatMap(({ after, number }) => (after === null ? [] : { alert: after, number })),
      back: { ids: { back: [], left: [] }, matches: [] },
    },
    ledger,
    ports,
  )
  await store.addReread({ id: request.rereadId, cause: request.cause, at: clock.now() })
  await store.addRereadPage(request.rereadId, request.page, pageOf(messages, changes, matches))
  return { messages, changes }
}

/**
 * Takes a reread back, page by page from the last: the readings that were in force before are in force again, unless a
 * later one replaced what this reread put there. Transactions get the ids they had. Gives the ids of those that changed.
 */
export async function takeBackReread(rereadId: string, ports: RereadPorts): Promise<string[]> {
  const { store, clock } = ports
  const ledger = await store.lockLedger()
  const touched = new Set<string>()
  for (let number = (await store.lastRereadPage(rereadId)) ?? -1; number >= 0; number--) {
    const page = await store.rereadPage(rereadId, number)
    const changes = page === null ? [] : await takeBackPage(page, ledger, ports)
    for (const { before, after } of changes) touched.add((before ?? after)?.id ?? '')
  }
  await store.takeBackReread(rereadId, clock.now())
  return [...touched]
}

/** What a person typed and what statements list are not texts of a bank: they keep what they were taken for. */
function differences(stored: readonly StoredMessage[], ledger: Ledger, ports: RereadPorts): MessageChange[] {
  return stored.flatMap((each) => {
    const { message } = each
    if (message.source === 'manual' || message.source === 'statement') return []
    const read = readMessage({ ...message, readings: null }, ledger, ports.parse, ports.ids)
    return compareReadings(each, read) ?? []
  })
}

async function takeBackPage(page: RereadPage, ledger: Ledger, ports: RereadPorts): Promise<readonly Change[]> {
  const { store } = ports
  const now = new Map<string, StoredMessage['alerts'][number]>()
  const outcomes = new Map<string, KeptOutcome>()
  for (const { message, outcome, alerts } of await store.storedMessages(page.messages.map(({ id }) => id))) {
    outcomes.set(message.id, outcome)
    for (const each of alerts) now.set(alertKeyText(each.alert.key), each)
  }
  const undone = page.messages.flatMap(({ id, alerts }) =>
    alerts.flatMap(({ position, before, after }) => {
      const key = { messageId: id, position }
      const stored = now.get(alertKeyText(key))
      return stored === undefined || stored.inForce !== after ? [] : [{ key, stored, before }]
    }),
  )
  const marks = undone.flatMap(({ key, before }) => (before === null ? [] : { key, number: before }))
  const numbers = new Map(marks.map(({ key, number }) => [alertKeyText(key), number]))
  await store.dropStatementLocks(page.messages.map(({ id }) => id))
  const { changes } = await exchange(
    {
      outcomes: page.messages.flatMap(({ id, before, after }) => {
        const kept = outcomes.get(id)
        const isAsLeft = kept?.kind === after.kind && kept.detail === after.detail
        return isAsLeft ? [{ messageId: id, outcome: before }] : []
      }),
      before: undone.flatMap(({ stored }) => (stored.inForce === null ? [] : stored.alert)),
      after: (await store.alertsByReading(marks)).map((alert) => ({
        alert,
        number: numbers.get(alertKeyText(alert.key)) as number,
      })),
      back: { ids: { back: page.gone, left: page.made }, matches: page.matches },
    },
    ledger,
    ports,
  )
  return changes
}

/** What an exchange of readings changed beside them. */
type Exchanged = {
  readonly changes: readonly Change[]
  /** What identities led to that now lead elsewhere or nowhere. */
  readonly matches: readonly AccountMatch[]
}

type Exchange = {
  readonly outcomes: readonly { readonly messageId: string; readonly outcome: KeptOutcome }[]
  /** Alerts as they are in force now, all of which change or go. */
  readonly before: readonly Alert[]
  readonly after: readonly { readonly alert: Alert; readonly number: number }[]
  readonly back: Pick<Former, 'ids' | 'matches'>
}

/** Puts readings in the place of others and solves everything that is connected to the ones or the others. */
async function exchange(
  { outcomes, before, after, back }: Exchange,
  ledger: Ledger,
  ports: RereadPorts,
): Promise<Exchanged> {
  const { store } = ports
  const formerKeys = before.map((alert) => alert.key)
  const [neighbourhood, formerClaims, formerMatches] = await Promise.all([
    loadNeighbourhood(before, store, false),
    store.claimsOf(formerKeys),
    store.accountMatches(),
  ])
  const inForce = new Map(after.map(({ alert }) => [alertKeyText(alert.key), alert]))
  const gone = new Set(formerKeys.map(alertKeyText).filter((key) => !inForce.has(key)))
  const withdrawn = formerKeys.filter((key) => gone.has(alertKeyText(key)))
  await store.putReadings({ outcomes, inForce: after, withdrawn })
  await store.dropClaims(formerKeys)
  const forgotten = await store.forgetIdentities(before.map((alert) => identityOf(alert.reading)))
  const former: Former = {
    neighbourhood: {
      ...neighbourhood,
      alerts: neighbourhood.alerts
        .filter((alert) => !gone.has(alertKeyText(alert.key)))
        .map((alert) => inForce.get(alertKeyText(alert.key)) ?? alert),
    },
    left: formerClaims.map(({ accountId, occurred }) => ({ accountId, date: occurred.date })),
    forgotten,
    ...back,
  }
  // As the store has them now, which knows when they were first stored.
  const seeds = await store.alertsByKey(after.map(({ alert }) => alert.key))
  const settlement = await decide(seeds, ledger, ports, false, former)
  await apply(settlement, ports)
  const present = new Map((await store.accountMatches()).map((match) => [identityText(match.identity), match]))
  return {
    changes: settlement.plan.changes,
    matches: formerMatches.filter((match) => present.get(identityText(match.identity))?.accountId !== match.accountId),
  }
}

function pageOf(
  messages: readonly MessageChange[],
  changes: readonly Change[],
  matches: readonly AccountMatch[],
): RereadPage {
  const ids = (side: 'before' | 'after') => new Set(changes.flatMap((change) => change[side]?.id ?? []))
  const [had, has] = [ids('before'), ids('after')]
  return {
    messages: messages.map(({ message, before, after, alerts }) => ({
      id: message.id,
      before,
      after,
      alerts: alerts.map(({ key, number, numberBefore }) => ({
        position: key.position,
        before: numberBefore,
        after: number,
      })),
    })),
    made: [...has.difference(had)],
    gone: [...had.difference(has)],
    matches,
  }
}
