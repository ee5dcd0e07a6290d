import { type Alert, alertKeyText } from '../../domain/alert.ts'
import type { Change } from '../../domain/plan.ts'
import type { ClaimSpan, DecisionRecord, PipelineStore } from '../../domain/ports.ts'
import type { Transaction, WitnessRole } from '../../domain/transaction.ts'
import { answersInOrder } from '../answers-in-order.ts'
import { SaidPairs } from '../solve/said-pairs.ts'
import { absorbPrinted, RETURNED_WINDOW_DAYS } from './absorb-printed.ts'
import { readCharge } from './charge-text.ts'
import { type AreApart, CHARGE_WINDOW_DAYS, findParents, type Movement, RIVAL_WINDOW_DAYS } from './find-parents.ts'

/** A charge for a span of days comes at most this long after the last of them. */
const BATCH_WINDOW_DAYS = 40
/** How far back the payments of a charge are looked for: those of a month, and a charge that comes late. */
const LOOK_BACK_DAYS = 45

/**
 * Brings the parents of stand-alone charges up to date after these changes: of charges that changed, and of those that came
 * after a payment that changed. A charge's parents depend on what is booked near it and on nothing else.
 */
export async function settleFees(changes: readonly Change[], store: PipelineStore): Promise<void> {
  const touched = changes.flatMap(({ before, after }) => [before, after]).filter((each) => each !== null)
  const spans = mergeSpans(touched.flatMap(spansAfter))
  if (spans.length === 0) return
  const charges = (await store.transactionsOn(spans, ['fee'])).filter(isStandAlone)
  const returned = touched.filter(({ kind, status }) => kind === 'reversed' && status !== 'void')
  if (charges.length === 0 && returned.length === 0) return
  const texts = await alertsOf(charges, store)
  const surroundings = mergeSpans([
    ...charges.flatMap((charge) => spansAround(charge, texts)),
    ...returned.flatMap(spansOfReturn),
  ])
  const near = await store.transactionsOn(surroundings, ['expense', 'income', 'transfer', 'refund', 'reversed', 'fee'])
  const alerts = await alertsOf(near, store)
  const areApart = await apartBy(charges.concat(near.filter(isStandAlone)), store)
  const { changes: found, decisions } = parentChanges(charges, near, alerts, areApart)
  const settled = absorbPrinted(found, near)
  if (settled.changes.length > 0) await store.applyPlan({ events: [], links: [], ...settled }, decisions)
}

/** What people said about charges that came by themselves. */
async function apartBy(charges: readonly Transaction[], store: PipelineStore): Promise<AreApart> {
  const keys = new Map(
    charges.flatMap(({ witnesses }) => witnesses.map(({ key }) => [alertKeyText(key), key] as const)),
  )
  const said = new SaidPairs(answersInOrder(await store.answersOn([...keys.values()])))
  return (charge, payment) => said.areApart(charge.alerts, payment.alerts)
}

/** A charge that came as an alert or row of its own. */
function isStandAlone({ witnesses, status }: Transaction): boolean {
  return status !== 'void' && witnesses.some(({ role }) => role === 'self')
}

/** Where the charges are whose parents a transaction may be, or a charge's rivals. */
function spansAfter(transaction: Transaction): ClaimSpan[] {
  if (transaction.kind === 'opening') return []
  const { date } = transaction.occurred
  if (transaction.kind === 'fee') {
    const from = date.subtract({ days: RIVAL_WINDOW_DAYS })
    return isStandAlone(transaction) ? spansOn(transaction, from, date.add({ days: CHARGE_WINDOW_DAYS })) : []
  }
  return spansOn(transaction, date, date.add({ days: BATCH_WINDOW_DAYS }))
}

/** Where a charge that was returned may lie, or the payment that it was printed with. */
function spansOfReturn(returned: Transaction): ClaimSpan[] {
  const { date } = returned.occurred
  return spansOn(returned, date.subtract({ days: RETURNED_WINDOW_DAYS }), date.add({ days: RETURNED_WINDOW_DAYS }))
}

function spansAround(charge: Transaction, texts: ReadonlyMap<string, Alert>): ClaimSpan[] {
  const { date } = charge.occurred
  const read = charge.witnesses.flatMap(({ key }) => texts.get(alertKeyText(key)) ?? [])
  const namesDays = read.some((alert) => readCharge(alert.reading).span !== null)
  const from = date.subtract({ days: namesDays ? LOOK_BACK_DAYS : CHARGE_WINDOW_DAYS })
  return spansOn(charge, from, date.add({ days: RIVAL_WINDOW_DAYS }))
}

async function alertsOf(
  transactions: readonly Transaction[],
  store: PipelineStore,
): Promise<ReadonlyMap<string, Alert>> {
  const keys = new Map(
    transactions.flatMap(({ witnesses }) => witnesses.map(({ key }) => [alertKeyText(key), key] as const)),
  )
  return new Map((await store.alertsByKey([...keys.values()])).map((alert) => [alertKeyText(alert.key), alert]))
}

/** One span for each money account of a transaction: the first leg, and the second of a transfer. */
function spansOn(transaction: Transaction, from: Temporal.PlainDate, to: Temporal.PlainDate): ClaimSpan[] {
  const legs = transaction.postings.slice(0, transaction.kind === 'transfer' ? 2 : 1)
  return legs.map(({ accountId }) => ({ accountId, from, to }))
}

/** One span per account, from the first day of all to the last. */
function mergeSpans(spans: readonly ClaimSpan[]): ClaimSpan[] {
  return [...Map.groupBy(spans, ({ accountId }) => accountId)].map(([accountId, own]) => {
    const days = own.flatMap(({ from, to }) => [from, to]).sort(Temporal.PlainDate.compare)
    return { accountId, from: days[0] as Temporal.PlainDate, to: days.at(-1) as Temporal.PlainDate }
  })
}

function parentChanges(
  charges: readonly Transaction[],
  near: readonly Transaction[],
  alerts: ReadonlyMap<string, Alert>,
  areApart: AreApart,
): { readonly changes: Change[]; readonly decisions: DecisionRecord[] } {
  const byAccount = new Map<string, Movement[]>()
  for (const transaction of near) {
    for (const movement of movementsOf(transaction, alerts)) {
      const own = byAccount.get(movement.accountId)
      if (own === undefined) byAccount.set(movement.accountId, [movement])
      else own.push(movement)
    }
  }
  for (const own of byAccount.values()) own.sort(compareMovements)
  const changes: Change[] = []
  const decisions: DecisionRecord[] = []
  for (const charge of charges) {
    const accountId = charge.postings[0]?.accountId ?? ''
    const own = byAccount.get(accountId) ?? []
    const movement = own.find(({ transaction }) => transaction.id === charge.id)
    if (movement === undefined) continue
    const { parents, evidence } = findParents(movement, within(own, movement), areApart)
    if (parents.join() === [...charge.parents].sort().join()) continue
    changes.push({ before: charge, after: { ...charge, parents } })
    const key = charge.witnesses[0]?.key
    if (evidence !== null && key !== undefined) decisions.push({ key, stage: 'solve', decision: 'fee', evidence })
  }
  return { changes, decisions }
}

/** The movements a charge looks at, whatever else was loaded with them. */
function within(own: readonly Movement[], { transaction }: Movement): Movement[] {
  const { date } = transaction.occurred
  const [from, to] = [date.subtract({ days: LOOK_BACK_DAYS }), date.add({ days: RIVAL_WINDOW_DAYS })]
  return own.filter(
    ({ transaction: other }) =>
      Temporal.PlainDate.compare(other.occurred.date, from) >= 0 &&
      Temporal.PlainDate.compare(other.occurred.date, to) <= 0,
  )
}

function movementsOf(
  transaction: Transaction,
  alerts: ReadonlyMap<string, Alert>,
): (Movement & { readonly accountId: string })[] {
  // A charge that shares its payment's alert has its parent already.
  if (transaction.kind === 'fee' && !isStandAlone(transaction)) return []
  const legs = transaction.postings.slice(0, transaction.kind === 'transfer' ? 2 : 1)
  return legs.map(({ accountId, amount }) => {
    const role = roleOf(transaction.kind, amount.minor)
    const own = transaction.witnesses
      .filter((witness) => role === null || witness.role === role)
      .flatMap(({ key }) => alerts.get(alertKeyText(key)) ?? [])
    return { accountId, transaction, amountMinor: amount.minor, currency: amount.currency, alerts: own }
  })
}

/** Whose alerts tell of a leg; null where all of them do. */
function roleOf(kind: Transaction['kind'], amountMinor: bigint): WitnessRole | null {
  if (kind === 'reversed') return 'payment'
  // The alert that printed a charge speaks of its payment.
  if (kind === 'fee') return 'self'
  return kind !== 'transfer' ? null : amountMinor < 0n ? 'from' : 'to'
}

/** By what they say, never by ids that depend on which alert came first. */
function compareMovements(left: Movement, right: Movement): number {
  const byDate = Temporal.PlainDate.compare(left.transaction.occurred.date, right.transaction.occurred.date)
  if (byDate !== 0) return byDate
  const [one, other] = [left.transaction.occurred.at, right.transaction.occurred.at]
  if (one !== null && other !== null && !one.equals(other)) return Temporal.Instant.compare(one, other)
  if ((one === null) !== (other === null)) return one === null ? -1 : 1
  const [first, second] = [left, right].map(
    ({ alerts }) => alerts.map(({ key }) => alertKeyText(key)).sort()[0] ?? '',
  ) as [string, string]
  return first < second ? -1 : first > second ? 1 : 0
}
