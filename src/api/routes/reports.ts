import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { makeReport } from '../../actions/make-report.ts'
import { CHART_KINDS } from '../../reports/chart-spec.ts'
import { monthPeriod, type Period, parsePeriod, rangePeriod } from '../../reports/period.ts'
import { toReportJson } from '../../reports/report-json.ts'
import { buildSeries } from '../../reports/series.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { FORBIDDEN, invalid, type Refusal } from '../problem.ts'
import { dayText } from '../query.ts'
import { type Call, serve, serveAs } from '../serve.ts'
import { ReportSchema } from '../shapes.ts'

const TREND_MONTHS_MAX = 60

const periodText = z
  .string()
  .max(60)
  .openapi({ example: '2026-10', description: 'Such as 2026-10, 2026-W43, 2026, week or last month.' })

const PERIOD = z.object({
  period: periodText.optional(),
  from: dayText.optional(),
  to: dayText.optional().openapi({ description: 'Included; goes with `from`.' }),
})

const REPORT = operation({
  method: 'get',
  path: '/reports',
  tag: 'Reports',
  summary: 'Totals of a period, for each currency',
  description: 'Without a period: this month.',
  action: 'read',
  query: PERIOD,
  result: z.object({ currencies: z.array(ReportSchema) }),
})

const TREND = operation({
  method: 'get',
  path: '/reports/trend',
  tag: 'Reports',
  summary: 'Money in and out, month by month up to this one',
  action: 'read',
  query: z.object({
    months: z
      .string()
      .regex(/^\d{1,2}$/, 'must be a number of months')
      .optional()
      .transform((text) => Math.min(Math.max(Number(text ?? 12), 1), TREND_MONTHS_MAX))
      .openapi({ type: 'integer', minimum: 1, maximum: TREND_MONTHS_MAX, default: 12 }),
  }),
  result: z.object({
    months: z.array(
      z.object({ month: z.string(), currency: z.string(), inflowMinor: z.string(), outflowMinor: z.string() }),
    ),
  }),
})

const CHART = operation({
  method: 'get',
  path: '/reports/chart.png',
  tag: 'Reports',
  summary: 'The chart of a period, as the chat shows it',
  action: 'read',
  query: PERIOD.extend({
    kind: z.enum(CHART_KINDS as unknown as [string, ...string[]]).optional(),
    theme: z.enum(['light', 'dark']).optional(),
  }),
  result: z.string().openapi({ type: 'string', format: 'binary' }),
  resultType: 'image/png',
})

/** Totals, trends and charts: the chat's own figures. */
export function reportRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, REPORT, async (call, { query }) => {
    const period = periodOf(query, call)
    return 'refused' in period ? period : { currencies: await reportOf(call, period) }
  })

  serve(app, parts, TREND, async ({ actions, today }, { query }) => {
    const first = today.with({ day: 1 }).subtract({ months: query.months - 1 })
    const period = rangePeriod(first, monthPeriod(today).to)
    const found = await makeReport(actions, period)
    if (found.kind === 'forbidden') return FORBIDDEN
    const months = found.report.currencies.flatMap(({ currency, days }) =>
      monthsOf(first, query.months).flatMap((month) =>
        buildSeries(days, monthPeriod(month), 'month').map(({ inflowMinor, outflowMinor }) => ({
          ...{ month: month.toString().slice(0, 7), currency },
          ...{ inflowMinor: inflowMinor.toString(), outflowMinor: outflowMinor.toString() },
        })),
      ),
    )
    return { months }
  })

  serveAs(
    app,
    parts,
    CHART,
    async (call, { query }) => {
      const period = periodOf(query, call)
      if ('refused' in period) return period
      const found = await makeReport(call.actions, period)
      if (found.kind === 'forbidden') return FORBIDDEN
      const kind = CHART_KINDS.find((each) => each === query.kind) ?? 'categories'
      return { report: found.report, kind, theme: query.theme ?? ('light' as const), today: call.today }
    },
    async ({ report, kind, theme, today }) => {
      const bytes = await parts.drawChart(report, kind, today, theme)
      return new Response(Buffer.from(bytes), { headers: { 'content-type': 'image/png', 'cache-control': 'no-store' } })
    },
  )
}

/** The report of a period as the API writes it. Whoever asks was found to be allowed to. */
export async function reportOf({ actions }: Call, period: Period): Promise<z.input<typeof ReportSchema>[]> {
  const found = await makeReport(actions, period)
  if (found.kind === 'forbidden') throw new Error('who may read may see reports')
  return toReportJson(found.report).map((line) => ({
    ...line,
    categories: [...line.categories],
    accounts: [...line.accounts],
  }))
}

function periodOf(query: z.output<typeof PERIOD>, { today }: Call): Period | Refusal {
  const { from, to } = query
  if (from !== undefined || to !== undefined) {
    if (from === undefined || to === undefined) return invalid({ field: 'from', what: 'and to go together' })
    if (query.period !== undefined) return invalid({ field: 'period', what: 'does not go with from and to' })
    if (Temporal.PlainDate.compare(from, to) > 0) return invalid({ field: 'from', what: 'must not be after to' })
    return rangePeriod(from, to)
  }
  const reading = parsePeriod(query.period ?? 'month', today)
  return reading.kind === 'period'
    ? reading.period
    : invalid({ field: 'period', what: 'must be such as 2026-10 or week' })
}

function monthsOf(first: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, index) => first.add({ months: index }))
}
