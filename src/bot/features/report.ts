import { Composer } from 'grammy'
import { makeReport } from '../../actions/make-report.ts'
import { CHART_KINDS, type ChartKind } from '../../reports/chart-spec.ts'
import { nextPeriod, type Period, parsePeriod, previousPeriod } from '../../reports/period.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import type { PictureScreen } from '../replies.ts'
import { FORBIDDEN, PRIVATE_ONLY, TOO_OLD, UNKNOWN_PERIOD } from '../views/notices.ts'
import { periodCode, periodWords, reportCaption, reportKeyboard } from '../views/report.ts'

/** `/report [period]`: a chart with its totals in words; buttons change period and kind in place. */
export const report = new Composer<BotContext>()

report.command('report', async (context) => {
  const words = context.match.trim() === '' ? 'month' : context.match
  const reading = parsePeriod(words, context.today)
  if (reading.kind === 'unknown-period') return context.replies.send(UNKNOWN_PERIOD)
  const picture = await drawReport(context, 'categories', reading.period)
  return picture === null ? context.replies.send(FORBIDDEN) : context.replies.sendPicture(picture)
})

onAction(report, 'report', async (context, { chart, period: code }) => {
  const reading = parsePeriod(periodWords(code), context.today)
  if (reading.kind === 'unknown-period') return context.replies.send(TOO_OLD)
  if (!kindsHere(context).includes(chart)) return context.replies.send(PRIVATE_ONLY)
  const picture = await drawReport(context, chart, reading.period)
  return picture === null ? context.replies.send(FORBIDDEN) : context.replies.editPicture(picture)
})

async function drawReport(context: BotContext, chart: ChartKind, period: Period): Promise<PictureScreen | null> {
  const { actions, dependencies } = context.unit
  const result = await makeReport(actions, period)
  if (result.kind === 'forbidden') return null
  const next = nextPeriod(period)
  const hasBegun = Temporal.PlainDate.compare(next.from, context.today) <= 0
  return {
    bytes: await dependencies.drawChart(result.report, chart, context.today),
    caption: reportCaption(result.report),
    keyboard: reportKeyboard({
      chart,
      period,
      previous: previousPeriod(period),
      next: hasBegun ? next : null,
      sizes: otherSizes(context, period),
      kinds: kindsHere(context),
    }),
  }
}

/** The accounts chart shows balances, which belong in the private chat. */
function kindsHere(context: BotContext): readonly ChartKind[] {
  return context.isPrivate ? CHART_KINDS : CHART_KINDS.filter((kind) => kind !== 'accounts')
}

/** The week, month and year around today or, where the period is elsewhere, around its last day. */
function otherSizes(context: BotContext, period: Period): { name: string; period: Period }[] {
  const { today } = context
  const holdsToday =
    Temporal.PlainDate.compare(period.from, today) <= 0 && Temporal.PlainDate.compare(today, period.to) <= 0
  const anchor = holdsToday ? today : period.to
  return (['week', 'month', 'year'] as const)
    .filter((kind) => kind !== period.kind)
    .flatMap((kind) => {
      const reading = parsePeriod(periodCode({ kind, from: anchor, to: anchor, label: '' }), today)
      const name = kind === 'week' ? 'Week' : kind === 'month' ? 'Month' : 'Year'
      return reading.kind === 'period' ? [{ name, period: reading.period }] : []
    })
}
