import { type Alert, alertKeyText, signedAmount } from '../domain/alert.ts'
import type { BalanceCheck, BalanceClaim } from '../domain/balance.ts'
import type { AccountPosting } from '../domain/ports.ts'
import type { EventClaim, Gap, Reconciliation } from '../domain/reconciliation.ts'
import { type ClaimStep, stepsOf } from './reconcile-events.ts'
import { type Break, explainBreaks } from './reconcile-explain.ts'
import { orderSteps } from './reconcile-order.ts'

/** The balance claim an alert makes on an account, or null when it states no balance of the currency it moves. */
export function claimOf(alert: Alert, accountId: string): BalanceClaim | null {
  const { runningBalance: balance, fee, amount } = alert.reading
  if (balance === null || balance.currency !== amount.currency) return null
  const feeMinor = fee?.currency === amount.currency ? fee.minor : 0n
  const beforeMinor = balance.minor - signedAmount(alert.reading) + feeMinor
  return { key: alert.key, accountId, balance, beforeMinor, occurred: alert.occurred }
}

/**
 * Holds the balances a bank stated on one account against each other and against our entries that state none. Pure, and
 * the same for any order of its arguments; near-linear in their number. `entries` are the account's postings, opening
 * left out; those of events that a claim speaks of may be among them and explain nothing twice.
 */
export function reconcileAccount(claims: readonly EventClaim[], entries: readonly AccountPosting[]): Reconciliation {
  const { steps, unknown } = stepsOf(claims)
  const { chain, disputed } = withoutDisputed(orderSteps(steps))
  const breaks = breaksOf(chain)
  const stated = new Set(steps.flatMap((step) => step.claims.map((claim) => alertKeyText(claim.key))))
  const silent = entries.filter((entry) => !entry.keys.some((key) => stated.has(alertKeyText(key))))
  const missing = explainBreaks(breaks, silent)
  const gaps = breaks.flatMap(({ after, before }, index): Gap[] => {
    const missingMinor = missing[index] ?? 0n
    return missingMinor === 0n ? [] : [{ after: after.claim, before: before.claim, missingMinor }]
  })
  return {
    checks: Math.max(0, chain.length - 1) + disputed.length,
    broken: gaps.length + disputed.length,
    gaps,
    disputed: disputed.map(({ step }) => step.claim),
    checkOf: checksOf(chain, disputed, unknown, gaps),
  }
}

/** An event that the chain contradicts, and the step after it that does. */
type Disputed = { readonly step: ClaimStep; readonly by: ClaimStep }

/**
 * Takes out events that the balance after them does not know of: the chain breaks before and behind them, and goes on
 * as if they had not been. A forged credit alert looks like this; so does a payment that never left.
 */
function withoutDisputed(ordered: readonly ClaimStep[]): { chain: ClaimStep[]; disputed: Disputed[] } {
  const chain: ClaimStep[] = []
  const disputed: Disputed[] = []
  ordered.forEach((step, index) => {
    const [previous, next] = [chain.at(-1), ordered[index + 1]]
    const isContradicted =
      previous !== undefined &&
      next !== undefined &&
      previous.after !== step.before &&
      step.after !== next.before &&
      previous.after === next.before
    // What a person took out already is not news.
    if (isContradicted && step.claim.eventStatus === 'void') return
    if (isContradicted) disputed.push({ step, by: next })
    else chain.push(step)
  })
  return { chain, disputed }
}

function breaksOf(chain: readonly ClaimStep[]): Break<ClaimStep>[] {
  return chain.flatMap((before, index) => {
    const after = chain[index - 1]
    if (after === undefined || after.after === before.before) return []
    return [{ after, before, differenceMinor: before.before - after.after }]
  })
}

function checksOf(
  chain: readonly ClaimStep[],
  disputed: readonly Disputed[],
  unknown: readonly EventClaim[],
  gaps: readonly Gap[],
): ReadonlyMap<string, BalanceCheck> {
  const gapBefore = new Map(gaps.map((gap) => [gap.before, gap]))
  const checks = new Map<string, BalanceCheck>()
  const say = (claims: readonly EventClaim[], check: BalanceCheck) => {
    for (const { key } of claims) checks.set(alertKeyText(key), check)
  }
  const contradicted = new Map(disputed.map(({ step, by }) => [by, step.claim.key]))
  const closes = (step: ClaimStep): BalanceCheck => {
    const disputes = contradicted.get(step)
    return disputes === undefined ? { kind: 'closes' } : { kind: 'closes', disputes }
  }
  chain.forEach((step, index) => {
    const gap = gapBefore.get(step.claim)
    if (index === 0) say(step.claims, { kind: 'first' })
    else if (gap === undefined) say(step.claims, closes(step))
    else say(step.claims, { kind: 'breaks', missingMinor: gap.missingMinor, after: gap.after.key })
  })
  for (const { step } of disputed) say(step.claims, { kind: 'disputed' })
  say(unknown, { kind: 'no-balance' })
  return checks
}
