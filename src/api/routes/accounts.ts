import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { listAccounts } from '../../actions/list-accounts.ts'
import { type CategoryNode, categoryTree } from '../../actions/manage-categories.ts'
import { recentOptions, reconcileAccounts } from '../../actions/reconcile-accounts.ts'
import { alertKeyText } from '../../domain/alert.ts'
import type { EventClaim } from '../../domain/reconciliation.ts'
import { type AccountReconciliation, reconciliationJson } from '../../reports/reconciliation-json.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { FORBIDDEN, NOT_FOUND, type Refusal } from '../problem.ts'
import { type Call, serve } from '../serve.ts'
import { AccountSchema, CategorySchema, ChainSchema, IdParams } from '../shapes.ts'

type CategoryJson = z.input<typeof CategorySchema>
type AccountJson = z.input<typeof AccountSchema>

const ACCOUNTS = operation({
  method: 'get',
  path: '/accounts',
  tag: 'Accounts',
  summary: 'Accounts that hold or owe money, with their balances',
  action: 'read',
  result: z.array(AccountSchema),
})

const CHAIN = operation({
  method: 'get',
  path: '/accounts/{id}/chain',
  tag: 'Accounts',
  summary: 'An account held against the balances its bank stated',
  description: 'The gaps of the last 400 days, and every balance stated in them.',
  action: 'read',
  params: IdParams,
  result: ChainSchema,
})

const CATEGORIES = operation({
  method: 'get',
  path: '/categories',
  tag: 'Categories',
  summary: 'The categories: parents, then those below them',
  action: 'read',
  result: z.array(CategorySchema),
})

/** Accounts with their balance chains, and the categories. */
export function accountRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, ACCOUNTS, accountsOf)

  serve(app, parts, CHAIN, async ({ actions, ledger }, { params }) => {
    const { session, clock } = actions
    const options = recentOptions(clock.now(), ledger.timeZone)
    const found = await reconcileAccounts(actions, { ...options, isWanted: ({ id }) => id === params.id })
    if (found.kind === 'forbidden') return FORBIDDEN
    const [account] = found.accounts
    if (account === undefined) return NOT_FOUND
    const claims = await session.accountClaims(account.account.id, options.since ?? null)
    const named = [...claims, ...account.gaps.flatMap(({ after, before }) => [after, before]), ...account.disputed]
    const origins = await session.messageOrigins([...new Set(named.map(({ key }) => key.messageId))])
    const { gaps, disputed, months, ...line } = reconciliationJson(account, { origins, timeZone: ledger.timeZone })
    return {
      ...line,
      gaps: gaps.map((gap) => ({ ...gap, likely: [...gap.likely] })),
      disputed,
      months,
      points: pointsOf(claims, account, ledger.timeZone),
    }
  })

  serve(app, parts, CATEGORIES, async ({ actions }) => {
    const found = await categoryTree(actions)
    return found.kind === 'forbidden' ? FORBIDDEN : found.roots.flatMap(categoriesJson)
  })
}

/** The accounts as the API writes them. */
export async function accountsOf({ actions, ledger }: Call): Promise<AccountJson[] | Refusal> {
  const listed = await listAccounts(actions)
  const held = await reconcileAccounts(actions, recentOptions(actions.clock.now(), ledger.timeZone))
  if (listed.kind === 'forbidden' || held.kind === 'forbidden') return FORBIDDEN
  return listed.balances.map(({ account, ours }) => {
    const reconciled = held.accounts.find((each) => each.account.id === account.id)
    const { id, name, institution, tail } = account
    return {
      ...{ id, name, institution, tail, currency: ours.currency, balanceMinor: ours.minor.toString() },
      asOf: reconciled?.asOf?.date.toString() ?? null,
      gaps: reconciled?.gaps.length ?? 0,
    }
  })
}

/** A category and those below it. */
function categoriesJson({
  id,
  fullName,
  parentId,
  kind,
  icon,
  color,
  isHidden,
  children,
}: CategoryNode): CategoryJson[] {
  const own = { id, name: fullName, parent: parentId, kind, icon, color, hidden: isHidden }
  return [own, ...children.flatMap(categoriesJson)]
}

/** What the bank stated, oldest first. */
function pointsOf(claims: readonly EventClaim[], { gaps, disputed }: AccountReconciliation, timeZone: string) {
  const broken = new Set([...gaps.map(({ before }) => before), ...disputed].map(({ key }) => alertKeyText(key)))
  return [...claims].sort(compareClaims).map(({ key, occurred, balance }) => ({
    at:
      occurred.at?.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'second' }) ??
      occurred.date.toString(),
    balanceMinor: balance.minor.toString(),
    closes: !broken.has(alertKeyText(key)),
  }))
}

function compareClaims(left: EventClaim, right: EventClaim): number {
  const [one, other] = [left.occurred, right.occurred]
  const byDay = Temporal.PlainDate.compare(one.date, other.date)
  if (byDay !== 0 || one.at === null || other.at === null) return byDay
  return Temporal.Instant.compare(one.at, other.at)
}
