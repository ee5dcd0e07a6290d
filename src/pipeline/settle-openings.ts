import { type Account, EQUITY_NAMES } from '../domain/account.ts'
import type { BalanceClaim } from '../domain/balance.ts'
import type { AccountPosting, PipelineStore } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import { diffTransactions } from './changes.ts'
import { openingId, openingOf } from './openings.ts'
import type { PipelinePorts } from './ports.ts'

/**
 * Brings the opening transactions of accounts up to date, given the earliest day on which each changed. An opening
 * depends only on what happened until the first stated balance, so in the steady state this asks two questions and writes nothing.
 */
export async function settleOpenings(
  earliestChange: ReadonlyMap<string, Temporal.PlainDate>,
  retired: readonly string[],
  { store, ids }: PipelinePorts,
): Promise<void> {
  const touched = [...earliestChange.keys()]
  if (touched.length === 0 && retired.length === 0) return
  const [earliest, existing] = await Promise.all([
    store.earliestClaims(touched),
    store.transactionsById([...touched, ...retired].map((accountId) => openingId(accountId, ids))),
  ])
  const claims = Map.groupBy(earliest, (claim) => claim.accountId)
  const byAccount = new Map(existing.map((opening) => [opening.postings[0]?.accountId ?? '', opening]))
  const stale = touched.filter((accountId) => {
    const first = claims.get(accountId)?.[0]
    const changed = earliestChange.get(accountId)
    if (first === undefined || changed === undefined) return byAccount.has(accountId)
    return !byAccount.has(accountId) || Temporal.PlainDate.compare(changed, first.occurred.date) <= 0
  })
  if (stale.length === 0 && retired.every((accountId) => !byAccount.has(accountId))) return
  const accounts = new Map((await store.accounts()).map((account) => [account.id, account]))
  const equity = [...accounts.values()].find(
    (account) => account.name === EQUITY_NAMES.opening && account.type === 'equity',
  )
  if (equity === undefined) throw new Error('the ledger has no account for opening balances')
  const wanted: Transaction[] = []
  for (const accountId of stale) {
    const first = claims.get(accountId) ?? []
    const [claim] = first
    if (claim === undefined) continue
    const { date } = claim.occurred
    const postings = [
      ...(await store.postingsUntil(accountId, date)),
      ...(await postingsAfter(accountId, date, first, store)),
    ]
    const opening = openingOf(accounts.get(accountId) as Account, equity.id, first, postings, ids)
    if (opening !== null) wanted.push(opening)
  }
  const replaced = [...stale, ...retired].flatMap((accountId) => byAccount.get(accountId) ?? [])
  const openingChanges = diffTransactions(replaced, wanted)
  if (openingChanges.length > 0)
    await store.applyPlan({ events: [], links: [], changes: openingChanges, redirects: [] }, [])
}

/** What claims of a day rest on that is itself dated later: two alerts of one event may lie around midnight. */
async function postingsAfter(
  accountId: string,
  date: Temporal.PlainDate,
  claims: readonly BalanceClaim[],
  store: PipelineStore,
): Promise<AccountPosting[]> {
  const transactions = await store.transactionsOf(claims.map((claim) => claim.key))
  return transactions
    .filter(({ status, occurred }) => status !== 'void' && Temporal.PlainDate.compare(occurred.date, date) > 0)
    .flatMap(({ id, occurred, postings, witnesses }) => {
      const own = postings.filter(
        (posting) => posting.accountId === accountId && posting.amount.currency === claims[0]?.balance.currency,
      )
      const amountMinor = own.reduce((sum, { amount }) => sum + amount.minor, 0n)
      const keys = witnesses.map((witness) => witness.key)
      return own.length === 0 ? [] : [{ transactionId: id, amountMinor, date: occurred.date, at: occurred.at, keys }]
    })
}
