import type { Account } from '../domain/account.ts'
import type { Category } from '../domain/category.ts'
import type { Money } from '../domain/money.ts'
import type { LedgerSession } from '../domain/ports.ts'
import type { AccountReconciliation, ExplainedGap } from '../reports/reconciliation-json.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { recentOptions, reconcileAccounts } from './reconcile-accounts.ts'
import { type TransactionLine, transactionLine, transactionView } from './transaction-view.ts'

/** Older entries without a category are history, not work. */
const UNCATEGORIZED_DAYS = 90
/** Of each kind so many are looked at. */
const EACH_MAX = 100
const UNCATEGORIZED_MAX = 20

/** One thing a person can settle. `worth` is what hangs on it; null where nobody knows. */
export type ReviewItem = { readonly worth: Money | null } & (
  | { readonly kind: 'suspect'; readonly line: TransactionLine; readonly of: TransactionLine }
  | { readonly kind: 'uncategorized'; readonly line: TransactionLine }
  | { readonly kind: 'unrecognized'; readonly messageId: string }
  /** Mails that nobody signed and that wait for a decision. */
  | { readonly kind: 'unverified'; readonly count: number }
  | { readonly kind: 'gap'; readonly account: Account; readonly currency: string; readonly gap: ExplainedGap }
)

export type ReviewList = { readonly kind: 'review'; readonly items: readonly ReviewItem[] }

/**
 * Everything that is uncertain, what moves most money first: entries that may be repeats (they count twice until somebody says),
 * large ones without a category, messages nobody could read, mails nobody signed, and money that is missing. Changes nothing.
 */
export function reviewList(context: ActionContext, timeZone: string): Promise<ReviewList | Forbidden> {
  return whenAllowed(context, 'read', async (): Promise<ReviewList | Forbidden> => {
    const reconciled = await reconcileAccounts(context, recentOptions(context.clock.now(), timeZone))
    if (reconciled.kind === 'forbidden') return reconciled
    return { kind: 'review', items: await reviewItems(context, reconciled.accounts, timeZone) }
  })
}

/** The same for accounts that were held against their banks already. */
export async function reviewItems(
  { session, clock }: ActionContext,
  accounts: readonly AccountReconciliation[],
  timeZone: string,
): Promise<readonly ReviewItem[]> {
  const since = clock.now().toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: UNCATEGORIZED_DAYS })
  const { currency } = await session.lockLedger()
  const { count: waiting } = await session.waitingDoubtfulMails({ limit: 1, offset: 0 })
  const items = [
    ...(await suspects(session)),
    ...(await uncategorized(session, since)),
    ...(await session.unreadMessages(EACH_MAX)).map(
      (messageId): ReviewItem => ({ kind: 'unrecognized', worth: null, messageId }),
    ),
    ...(waiting === 0 ? [] : [{ kind: 'unverified', worth: null, count: waiting } as const]),
    ...accounts.flatMap(gapsOf),
  ]
  return mostValuableFirst(items, currency)
}

async function suspects(session: LedgerSession): Promise<ReviewItem[]> {
  const items: ReviewItem[] = []
  for (const id of await session.suspectIds(EACH_MAX)) {
    const detail = await session.transactionDetail(id)
    const of = detail?.transaction.suspectOf ? await session.transactionDetail(detail.transaction.suspectOf) : null
    if (detail === null || of === null) continue
    const line = transactionLine(detail)
    items.push({
      kind: 'suspect',
      worth: { ...line.amount, minor: 2n * line.amount.minor },
      line,
      of: transactionLine(of),
    })
  }
  return items
}

async function uncategorized(session: LedgerSession, since: Temporal.PlainDate): Promise<ReviewItem[]> {
  const items: ReviewItem[] = []
  for (const id of await session.uncategorizedIds(since, UNCATEGORIZED_MAX)) {
    const detail = await session.transactionDetail(id)
    if (detail === null) continue
    const line = transactionLine(detail)
    items.push({ kind: 'uncategorized', worth: line.amount, line })
  }
  return items
}

function gapsOf({ account, currency, gaps }: AccountReconciliation): ReviewItem[] {
  return gaps.map((gap) => {
    const minor = gap.missingMinor < 0n ? -gap.missingMinor : gap.missingMinor
    return { kind: 'gap', worth: { minor, currency }, account, currency, gap }
  })
}

/**
 * By worth, the ledger's currency before others. A message nobody could read is taken for as much as the middle one of the
 * rest.
 */
function mostValuableFirst(items: readonly ReviewItem[], currency: string): ReviewItem[] {
  const minors = items.flatMap(({ worth }) => (worth?.currency === currency ? [worth.minor] : [])).sort(compareMinor)
  const middle = minors[Math.floor(minors.length / 2)] ?? 0n
  const rank = ({ worth }: ReviewItem) => (worth === null || worth.currency === currency ? 0 : 1)
  const worthOf = ({ worth }: ReviewItem) => worth?.minor ?? middle
  return [...items].sort((left, right) => rank(left) - rank(right) || compareMinor(worthOf(right), worthOf(left)))
}

function compareMinor(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** The likeliest categories of an entry to review. */
export async function reviewSuggestions(context: ActionContext, transactionId: string): Promise<readonly Category[]> {
  const result = await transactionView(context, transactionId)
  return result.kind === 'view' ? result.view.suggestions : []
}
