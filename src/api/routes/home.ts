import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { reviewList } from '../../actions/review-list.ts'
import { parsePeriod } from '../../reports/period.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { FORBIDDEN, invalid, isRefusal } from '../problem.ts'
import { serve } from '../serve.ts'
import { AccountSchema, ReportSchema, ScopeSchema, TransactionSchema } from '../shapes.ts'
import { transactionsJson } from '../transaction-json.ts'
import { accountsOf } from './accounts.ts'
import { reportOf } from './reports.ts'

const LATEST = 5
const NO_FILTER = {
  ...{ text: null, accountId: null, categoryId: null, kind: null, status: null, tag: null },
  ...{ from: null, to: null, amountMin: null, amountMax: null },
}

const ME = operation({
  method: 'get',
  path: '/me',
  tag: 'Home',
  summary: 'Whose ledger it is, and what this token may do',
  action: 'read',
  result: z.object({
    ledger: z.object({ name: z.string(), zone: z.string(), currency: z.string() }),
    role: z.enum(['owner', 'member', 'reader']),
    scopes: z.array(ScopeSchema),
    bot: z.string().nullable().openapi({ description: 'The bot’s name in Telegram.' }),
    hasDemo: z.boolean().openapi({ description: 'Whether the chat is the local one, at /demo.' }),
  }),
})

const HOME = operation({
  method: 'get',
  path: '/home',
  tag: 'Home',
  summary: 'A month at a glance',
  action: 'read',
  query: z.object({
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/, 'must be such as 2026-10')
      .optional(),
  }),
  result: z.object({
    month: z.string(),
    currencies: z.array(ReportSchema),
    accounts: z.array(AccountSchema),
    latest: z.array(TransactionSchema),
    toReview: z.int(),
  }),
})

/** Who asks, and how their month looks. */
export function homeRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, ME, async ({ actions: { actor }, ledger, grant }) => ({
    ledger: { name: ledger.name, zone: ledger.timeZone, currency: ledger.currency },
    role: actor.role,
    scopes: [...grant.scopes],
    bot: parts.bot.username(),
    hasDemo: parts.bot.hasDemo,
  }))

  serve(app, parts, HOME, async (call, { query }) => {
    const { actions, ledger, today } = call
    const month = query.month ?? today.toString().slice(0, 7)
    const reading = parsePeriod(month, today)
    if (reading.kind === 'unknown-period') return invalid({ field: 'month', what: 'must be such as 2026-10' })
    const accounts = await accountsOf(call)
    const review = await reviewList(actions, ledger.timeZone)
    if (isRefusal(accounts) || review.kind === 'forbidden') return FORBIDDEN
    const latest = await actions.session.findTransactions(NO_FILTER, { after: null, limit: LATEST })
    return {
      month,
      currencies: await reportOf(call, reading.period),
      accounts,
      latest: await transactionsJson(actions.session, latest, ledger.timeZone),
      toReview: review.items.length,
    }
  })
}
