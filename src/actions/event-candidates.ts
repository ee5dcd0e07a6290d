import { type Alert, alertKeyText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import { daysBetween } from '../domain/calendar.ts'
import type { AlertProbe, TransactionDetail } from '../domain/ports.ts'
import { amountsAcross } from '../pipeline/solve/connections.ts'
import { SaidPairs } from '../pipeline/solve/said-pairs.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { type TransactionLine, transactionLine } from './transaction-view.ts'

const CANDIDATES_MAX = 6
const WINDOW_DAYS = 10
/** Where amounts say nothing, such as between currencies, only what happened this near is offered. */
const NEAR_DAYS = 1
const NEAR_MAX = 100

export type Candidates =
  | { readonly kind: 'candidates'; readonly of: TransactionLine; readonly lines: readonly TransactionLine[] }
  | { readonly kind: 'not-possible' }

/** Entries that an entry may be one with: equal money in the same direction, nearest first. What was kept apart is left out. */
export function likelyTwins(context: ActionContext, transactionId: string): Promise<Candidates | Forbidden> {
  return candidates(context, transactionId, async (detail, alert) => {
    const probe = probeFrom(alert, alert.reading.direction, [alert.reading.amount.minor])
    const found = await detailsNear(context, alert, probe)
    const said = new SaidPairs(await answersOf(context, detail, 'different'))
    return found.filter((other) => !said.areApart(detail.alerts, other.alerts))
  })
}

/**
 * Entries on other own accounts that may be the other side of a transfer: equal money or apart by a listed charge, then what
 * happened on that day in another currency. Pairs that were rejected are left out.
 */
export function likelyLegs(context: ActionContext, transactionId: string): Promise<Candidates | Forbidden> {
  return candidates(context, transactionId, async (detail, alert) => {
    const { direction, amount } = alert.reading
    const across = direction === 'debit' ? 'credit' : 'debit'
    const exact = await detailsNear(context, alert, probeFrom(alert, across, [amount.minor, ...amountsAcross(alert)]))
    const near = await context.session.exportPage({
      from: alert.occurred.date.subtract({ days: NEAR_DAYS }),
      to: alert.occurred.date.add({ days: NEAR_DAYS }),
      after: null,
      limit: NEAR_MAX,
    })
    const foreign = near.filter(({ alerts: [first] }) => {
      if (first === undefined || first.reading.direction !== across) return false
      return first.reading.amount.currency !== amount.currency
    })
    const rejected = await answersOf(context, detail, 'not-transfer')
    const own = accountIdOf(detail)
    return [...exact, ...foreign].filter(
      (other) => isSingle(other) && accountIdOf(other) !== own && !isRejected(other, rejected),
    )
  })
}

function candidates(
  context: ActionContext,
  transactionId: string,
  find: (detail: TransactionDetail, alert: Alert) => Promise<readonly TransactionDetail[]>,
): Promise<Candidates | Forbidden> {
  return whenAllowed(context, 'read', async (): Promise<Candidates> => {
    const detail = await context.session.transactionDetail(transactionId)
    const [alert] = detail?.alerts ?? []
    if (detail === null || alert === undefined || detail.transaction.status === 'void') return { kind: 'not-possible' }
    const found = await find(detail, alert)
    const others = [...new Map(found.map((other) => [other.transaction.id, other])).values()].filter(
      ({ transaction }) => transaction.id !== detail.transaction.id && transaction.status !== 'void',
    )
    const lines = others.slice(0, CANDIDATES_MAX).map(transactionLine)
    return { kind: 'candidates', of: transactionLine(detail), lines }
  })
}

function probeFrom(
  { reading, occurred }: Alert,
  direction: AlertProbe['direction'],
  amounts: readonly bigint[],
): AlertProbe {
  return {
    direction,
    amounts,
    currency: reading.amount.currency,
    institution: null,
    from: occurred.date.subtract({ days: WINDOW_DAYS }),
    to: occurred.date.add({ days: WINDOW_DAYS }),
    copyOf: null,
    fingerprint: null,
  }
}

/** The entries of alerts that fit, nearest by day first. */
async function detailsNear(
  { session }: ActionContext,
  alert: Alert,
  probe: AlertProbe,
): Promise<readonly TransactionDetail[]> {
  const apartBy = (other: Alert) => Math.abs(daysBetween(alert.occurred.date, other.occurred.date))
  const near = [...(await session.alertsNear([probe], [alert.key]))]
    .sort(
      (left, right) => apartBy(left) - apartBy(right) || (alertKeyText(left.key) < alertKeyText(right.key) ? -1 : 1),
    )
    .slice(0, 5 * CANDIDATES_MAX)
  const booked = await session.transactionsOf(near.map(({ key }) => key))
  const idOf = new Map(
    booked.flatMap(({ id, witnesses }) =>
      witnesses.flatMap(({ key, role }) => (role === 'fee' ? [] : [[alertKeyText(key), id] as const])),
    ),
  )
  const ids = [...new Set(near.flatMap(({ key }) => idOf.get(alertKeyText(key)) ?? []))]
  const details: TransactionDetail[] = []
  for (const id of ids.slice(0, 2 * CANDIDATES_MAX)) {
    const detail = await session.transactionDetail(id)
    if (detail !== null) details.push(detail)
  }
  return details
}

async function answersOf({ session }: ActionContext, { alerts }: TransactionDetail, kind: Answer['kind']) {
  const answers = await session.answersOn(alerts.map(({ key }) => key))
  return answers.filter((answer) => answer.revokedAt === null && answer.kind === kind)
}

function isRejected({ alerts }: TransactionDetail, rejected: readonly Answer[]): boolean {
  const own = new Set(alerts.map(({ key }) => alertKeyText(key)))
  return rejected.some(({ on }) => on.some((key) => own.has(alertKeyText(key))))
}

function isSingle({ transaction }: TransactionDetail): boolean {
  return ['expense', 'income', 'refund'].includes(transaction.kind)
}

function accountIdOf({ transaction }: TransactionDetail): string | undefined {
  return transaction.postings[0]?.accountId
}
