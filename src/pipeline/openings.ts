import type { Account } from '../domain/account.ts'
import { alertKeyText } from '../domain/alert.ts'
import type { BalanceClaim } from '../domain/balance.ts'
import type { AccountPosting, Identifiers } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'

/**
 * The opening transaction of an account: what it held before its first alert, so that our sum meets the first balance
 * the bank stated. Null when that is zero. `claims` are all on the first day with a claim, `postings` all until then;
 * the result depends on them alone, not on the order they arrived in.
 */
export function openingOf(
  account: Account,
  equityAccountId: string,
  claims: readonly BalanceClaim[],
  postings: readonly AccountPosting[],
  ids: Identifiers,
): Transaction | null {
  const head = chainHead(claims, postings)
  if (head === null) return null
  const own = new Set(eventPostings(head, postings))
  const ahead = postings.filter((posting) => !own.has(posting) && isAhead(posting, head))
  const minor = balanceBefore(head, postings) - ahead.reduce((sum, posting) => sum + posting.amountMinor, 0n)
  if (minor === 0n) return null
  const dates = [head.occurred.date, ...[...own, ...ahead].map((posting) => posting.date)].sort(
    Temporal.PlainDate.compare,
  )
  const currency = head.balance.currency
  return {
    id: openingId(account.id, ids),
    kind: 'opening',
    status: 'posted',
    suspectOf: null,
    occurred: { date: dates[0] as Temporal.PlainDate, at: null, from: 'message' },
    payee: null,
    narration: 'Opening balance',
    note: null,
    tags: [],
    postings: [
      { accountId: account.id, amount: { minor, currency } },
      { accountId: equityAccountId, amount: { minor: -minor, currency } },
    ],
    witnesses: [],
    parents: [],
    categoryReason: null,
  }
}

/** The id of an account's opening transaction, whether it has one or not. */
export function openingId(accountId: string, ids: Identifiers): string {
  return ids.id('opening', accountId)
}

/**
 * The first claim of the first day: the one that no other claim of the day leads to. Where each follows from another (money
 * went out and came back), the one that starts from the balance more entries start from than end at.
 */
function chainHead(claims: readonly BalanceClaim[], postings: readonly AccountPosting[]): BalanceClaim | null {
  const ordered = [...claims].sort(compareClaims)
  const isLedTo = (claim: BalanceClaim) =>
    ordered.some(
      (other) =>
        other !== claim &&
        other.balance.minor === balanceBefore(claim, postings) &&
        !isSameEvent(other, claim, postings) &&
        !isAfter(other, claim),
    )
  return ordered.find((claim) => !isLedTo(claim)) ?? oddStart(ordered, postings) ?? ordered[0] ?? null
}

/** In a chain that returns to where it was, the start is left once more often than it is reached. */
function oddStart(ordered: readonly BalanceClaim[], postings: readonly AccountPosting[]): BalanceClaim | undefined {
  const events = ordered.filter(
    (claim, index) => !ordered.slice(0, index).some((other) => isSameEvent(other, claim, postings)),
  )
  const surplus = new Map<bigint, number>()
  for (const claim of events) {
    const before = balanceBefore(claim, postings)
    surplus.set(before, (surplus.get(before) ?? 0) + 1)
    surplus.set(claim.balance.minor, (surplus.get(claim.balance.minor) ?? 0) - 1)
  }
  return events.find((claim) => (surplus.get(balanceBefore(claim, postings)) ?? 0) > 0)
}

/** Claims in order of time, then of text: by day, by instant with unstated ones first, by alert key. */
export function compareClaims(left: BalanceClaim, right: BalanceClaim): number {
  const byDate = Temporal.PlainDate.compare(left.occurred.date, right.occurred.date)
  if (byDate !== 0) return byDate
  const [one, other] = [left.occurred.at, right.occurred.at]
  const byInstant =
    one === null || other === null
      ? Number(one !== null) - Number(other !== null)
      : Temporal.Instant.compare(one, other)
  if (byInstant !== 0) return byInstant
  return alertKeyText(left.key) < alertKeyText(right.key) ? -1 : 1
}

/** What the account held before the event of a claim: the stated balance less everything that event posted. */
function balanceBefore(claim: BalanceClaim, postings: readonly AccountPosting[]): bigint {
  return eventPostings(claim, postings).reduce((balance, posting) => balance - posting.amountMinor, claim.balance.minor)
}

/** What the event of a claim posted: its own entry and a fee printed by any of its alerts. */
function eventPostings(claim: BalanceClaim, postings: readonly AccountPosting[]): AccountPosting[] {
  const key = alertKeyText(claim.key)
  const own = postings.filter((posting) => posting.keys.some((other) => alertKeyText(other) === key))
  const keys = new Set(own.flatMap((posting) => posting.keys.map(alertKeyText)))
  return postings.filter((posting) => posting.keys.some((other) => keys.has(alertKeyText(other))))
}

function isSameEvent(left: BalanceClaim, right: BalanceClaim, postings: readonly AccountPosting[]): boolean {
  const key = alertKeyText(right.key)
  return eventPostings(left, postings).some((posting) => posting.keys.some((other) => alertKeyText(other) === key))
}

function isAfter(left: BalanceClaim, right: BalanceClaim): boolean {
  const [one, other] = [left.occurred.at, right.occurred.at]
  return one !== null && other !== null && Temporal.Instant.compare(one, other) > 0
}

/** Whether a posting came before the first claim: on an earlier day, or earlier that day by the clock. */
function isAhead(posting: AccountPosting, head: BalanceClaim): boolean {
  const byDate = Temporal.PlainDate.compare(posting.date, head.occurred.date)
  if (byDate !== 0) return byDate < 0
  return posting.at !== null && head.occurred.at !== null && Temporal.Instant.compare(posting.at, head.occurred.at) < 0
}
