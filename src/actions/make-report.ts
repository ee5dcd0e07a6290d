import type { ReportRow } from '../domain/ports.ts'
import { type Period, previousPeriod } from '../reports/period.ts'
import { buildReport, type Report, type ReportPosting } from '../reports/report.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** The report of a period, with the period before it for comparison. The chat, the web and the command line show this one. */
export function makeReport(
  context: ActionContext,
  period: Period,
): Promise<{ readonly kind: 'report'; readonly report: Report } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const rows = await context.session.reportRows(previousPeriod(period).from, period.to)
    const balances = (await context.session.accountBalances()).map(({ account, ours }) => ({ account, balance: ours }))
    return { kind: 'report' as const, report: buildReport(rows.map(reportPosting), period, balances) }
  })
}

function reportPosting({ account, amountMinor, currency, ...row }: ReportRow): ReportPosting {
  const isCategory = account.type === 'income' || account.type === 'expense'
  return { ...row, account, category: isCategory ? account.name : null, amount: { minor: amountMinor, currency } }
}
