import type { ReportRow } from '../domain/ports.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import type { Period, ReportFigures, ReportPosting, ReportTools } from './report-tools.ts'

/** The report of a period, with the period before it for comparison. The chat, the web and the command line show this one. */
export function makeReport<Report extends ReportFigures>(
  context: ActionContext,
  tools: ReportTools<Report>,
  period: Period,
): Promise<{ readonly kind: 'report'; readonly report: Report } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const rows = await context.session.reportRows(tools.previousPeriod(period).from, period.to)
    const balances = (await context.session.accountBalances()).map(({ account, ours }) => ({ account, balance: ours }))
    return { kind: 'report' as const, report: tools.buildReport(rows.map(reportPosting), period, balances) }
  })
}

function reportPosting({ account, amountMinor, currency, ...row }: ReportRow): ReportPosting {
  const isCategory = account.type === 'income' || account.type === 'expense'
  return { ...row, account, category: isCategory ? account.name : null, amount: { minor: amountMinor, currency } }
}
