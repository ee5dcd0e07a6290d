import { type Alert, type AlertKey, alertKeyText, signedAmount } from '../domain/alert.ts'
import type { BalanceCheck, BalanceClaim } from '../domain/balance.ts'
import type { AccountPosting } from '../domain/ports.ts'
import { compareClaims } from './openings.ts'

/** The balance claim an alert makes on an account, or null when it states no balance of the currency it moves. */
export function claimOf(alert: Alert, accountId: string): BalanceClaim | null {
  const { runningBalance: balance, fee, amount } = alert.reading
  if (balance === null || balance.currency !== amount.currency) return null
  const feeMinor = fee?.currency === amount.currency ? fee.minor : 0n
  const beforeMinor = balance.minor - signedAmount(alert.reading) + feeMinor
  return { key: alert.key, accountId, balance, beforeMinor, occurred: alert.occurred }
}

/** Whether a claim follows from an earlier one; `previous` is the latest earlier claim where it does not. */
export type ChainLink =
  | { readonly kind: 'first' }
  | { readonly kind: 'closes' }
  | { readonly kind: 'open'; readonly previous: BalanceClaim; readonly differenceMinor: bigint }

/**
 * Holds an alert's balance against the claims around it. `sameEvent` names the alerts of the same event, whose claims
 * say the same and prove nothing.
 */
export function linkClaim(
  claim: BalanceClaim,
  claims: readonly BalanceClaim[],
  sameEvent: readonly AlertKey[],
): ChainLink {
  const own = new Set(sameEvent.map(alertKeyText)).add(alertKeyText(claim.key))
  const isEarlier = (other: BalanceClaim) =>
    isNotLater(other, claim) && !followsFrom(other, claim) && !own.has(alertKeyText(other.key))
  // Nearly always there is one; the amounts are compared first, since comparing times is dear.
  if (claims.some((other) => other.balance.minor === claim.beforeMinor && isEarlier(other))) return { kind: 'closes' }
  const earlier = claims.filter(isEarlier)
  if (earlier.length === 0) return { kind: 'first' }
  const previous = earlier.sort(compareClaims).at(-1) as BalanceClaim
  return { kind: 'open', previous, differenceMinor: claim.beforeMinor - previous.balance.minor }
}

/**
 * The check of an open link, once the postings between the two claims are known: those that no claim of the account
 * accounts for (quick entries, alerts without a balance) may explain the difference.
 */
export function checkOpenLink(
  claim: BalanceClaim,
  link: Extract<ChainLink, { kind: 'open' }>,
  postings: readonly AccountPosting[],
  claimed: ReadonlySet<string>,
): BalanceCheck {
  const unclaimed = postings.filter(
    (posting) =>
      !posting.keys.some((key) => claimed.has(alertKeyText(key))) && isBetween(posting, link.previous, claim),
  )
  const explained = unclaimed.reduce((sum, posting) => sum + posting.amountMinor, 0n)
  const missingMinor = link.differenceMinor - explained
  return missingMinor === 0n ? { kind: 'closes' } : { kind: 'breaks', missingMinor, after: link.previous.key }
}

/** Of two claims that the clock does not put in order, the one that starts where the other ends is the later one. */
function followsFrom(other: BalanceClaim, claim: BalanceClaim): boolean {
  return other.beforeMinor === claim.balance.minor && isNotLater(claim, other)
}

function isNotLater(other: BalanceClaim, claim: BalanceClaim): boolean {
  const byDate = Temporal.PlainDate.compare(other.occurred.date, claim.occurred.date)
  if (byDate !== 0) return byDate < 0
  const [one, two] = [other.occurred.at, claim.occurred.at]
  return one === null || two === null || Temporal.Instant.compare(one, two) <= 0
}

function isBetween(posting: AccountPosting, from: BalanceClaim, to: BalanceClaim): boolean {
  if (Temporal.PlainDate.compare(posting.date, from.occurred.date) < 0) return false
  if (Temporal.PlainDate.compare(posting.date, to.occurred.date) > 0) return false
  const after =
    posting.at === null || from.occurred.at === null || Temporal.Instant.compare(posting.at, from.occurred.at) > 0
  const before =
    posting.at === null || to.occurred.at === null || Temporal.Instant.compare(posting.at, to.occurred.at) <= 0
  return after && before
}
