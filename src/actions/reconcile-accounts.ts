import type { Account } from '../domain/account.ts'
import type { AccountBalance, LedgerSession } from '../domain/ports.ts'
import type { MonthActivity, Reconciliation } from '../domain/reconciliation.ts'
import { reconcileAccount } from '../pipeline/reconcile.ts'
import type { AccountReconciliation } from '../reports/reconciliation-json.ts'
import { likelyCounterparties, type MovementHistory, movementHistory } from '../reports/reconciliation-likely.ts'
import { monthMap } from '../reports/reconciliation-months.ts'
import { gapWindow } from '../reports/reconciliation-window.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** So many movements, newest first, tell what is usual. */
const HISTORY_MAX = 20_000

/** Which accounts, since when (null: from the beginning), and in which zone windows and habits are read. */
export type ReconcileOptions = {
  readonly timeZone: string
  readonly isWanted?: (account: Account) => boolean
  readonly since?: Temporal.PlainDate | null
}

/** What the chat looks at: more than a year, and not the whole past at every question. */
const RECENT_DAYS = 400

/** How the chat reconciles. */
export function recentOptions(now: Temporal.Instant, timeZone: string): ReconcileOptions {
  return { timeZone, since: now.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: RECENT_DAYS }) }
}

export type Reconciled = {
  readonly kind: 'reconciled'
  readonly accounts: readonly AccountReconciliation[]
}

/**
 * Holds every account with entries, or those that are wanted, against the balances its bank stated. Reads, and changes
 * nothing. Months before `since` count as they are, without a look at their chain.
 */
export function reconcileAccounts(
  context: ActionContext,
  { timeZone, isWanted = () => true, since = null }: ReconcileOptions,
): Promise<Reconciled | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const { session } = context
    const activity = Map.groupBy(await session.monthActivity(), ({ accountId }) => accountId)
    const balances = (await session.accountBalances()).filter(
      ({ account }) => activity.has(account.id) && isWanted(account),
    )
    const found: { readonly balance: AccountBalance; readonly result: Reconciliation }[] = []
    for (const balance of balances) {
      found.push({ balance, result: await reconcileOne(session, balance.account.id, since) })
    }
    const needsHistory = found.some(({ result }) => result.gaps.length > 0)
    const history = movementHistory(needsHistory ? await session.pastMovements(HISTORY_MAX) : [], timeZone)
    const accounts = found.map(({ balance, result }) =>
      describe(balance, result, activity.get(balance.account.id) ?? [], history, timeZone),
    )
    return { kind: 'reconciled', accounts }
  })
}

/** The chain of one account, with the entries that may explain its breaks. */
async function reconcileOne(
  session: LedgerSession,
  accountId: string,
  since: Temporal.PlainDate | null,
): Promise<Reconciliation> {
  const claims = await session.accountClaims(accountId, since)
  const bare = reconcileAccount(claims, [])
  const dates = bare.gaps
    .flatMap(({ after, before }) => [after.occurred.date, before.occurred.date])
    .sort(Temporal.PlainDate.compare)
  const [from, to] = [dates[0], dates.at(-1)]
  // Where every balance follows from the one before, there is nothing that entries could explain.
  if (from === undefined || to === undefined) return bare
  return reconcileAccount(claims, await session.postingsBetween({ accountId, from, to }))
}

function describe(
  { account, ours }: AccountBalance,
  result: Reconciliation,
  activity: readonly MonthActivity[],
  history: MovementHistory,
  timeZone: string,
): AccountReconciliation {
  const latest = activity.toSorted((left, right) => Temporal.PlainDate.compare(left.lastDate, right.lastDate)).at(-1)
  return {
    account,
    currency: ours.currency,
    balanceMinor: ours.minor,
    asOf: latest === undefined ? null : { date: latest.lastDate, at: latest.lastAt },
    checks: result.checks,
    broken: result.broken,
    gaps: result.gaps.map((gap) => ({
      ...gap,
      likely: likelyCounterparties(
        { accountId: account.id, missingMinor: gap.missingMinor, ...gapWindow(gap, timeZone) },
        history,
      ),
    })),
    disputed: result.disputed,
    months: monthMap(
      activity,
      result.gaps,
      result.disputed.map(({ occurred }) => occurred.date),
    ),
  }
}
