import { Composer } from 'grammy'
import { exportLedger } from '../../actions/export-ledger.ts'
import { type Period, parsePeriod } from '../../reports/period.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { ALL_TIME, exportFileName, exportScreen } from '../views/export.ts'
import { html } from '../views/html.ts'
import { FORBIDDEN, PRIVATE_ONLY, TOO_OLD, UNKNOWN_PERIOD } from '../views/notices.ts'
import { periodWords } from '../views/report.ts'

/** What Telegram takes from a bot. */
const FILE_BYTES_MAX = 50 * 1024 * 1024

/** `/export [period]`: the ledger as a file, in the formats of the command line. */
export const exporting = new Composer<BotContext>()

exporting.command('export', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const words = context.match.trim()
  const reading = words === '' ? null : parsePeriod(words, context.today)
  if (reading?.kind === 'unknown-period') return context.replies.send(UNKNOWN_PERIOD)
  return context.replies.send(exportScreen(reading?.period ?? null, choices(context)))
})

onAction(exporting, 'export-period', async (context, { period: code }) => {
  const period = periodOf(context, code)
  if (period === undefined) return context.replies.send(TOO_OLD)
  return context.replies.edit(exportScreen(period, choices(context)))
})

onAction(exporting, 'export', async (context, { format, period: code }) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const period = periodOf(context, code)
  if (period === undefined) return context.replies.send(TOO_OLD)
  const request = { format, from: period?.from ?? null, to: period?.to ?? null }
  const result = await exportLedger(context.unit.actions, request)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const bytes = new TextEncoder().encode(result.text)
  if (result.count === 0) return context.replies.send(html`There is nothing to export from that time.`)
  if (bytes.length > FILE_BYTES_MAX)
    return context.replies.send(html`That is more than Telegram takes. Choose a shorter time.`)
  const caption = html`${result.count} ${result.count === 1 ? 'entry' : 'entries'}, ${period?.label ?? 'everything'}`
  return context.replies.sendFile({ name: exportFileName(format, period), bytes, caption })
})

/** Null for all time, undefined for what no button of ours carries. */
function periodOf(context: BotContext, code: string): Period | null | undefined {
  if (code === ALL_TIME) return null
  const reading = parsePeriod(periodWords(code), context.today)
  return reading.kind === 'period' ? reading.period : undefined
}

function choices(context: BotContext): { name: string; period: Period | null }[] {
  const named = (['month', 'last month', 'year'] as const).flatMap((words) => {
    const reading = parsePeriod(words, context.today)
    const name = words === 'month' ? 'This month' : words === 'year' ? 'This year' : 'Last month'
    return reading.kind === 'period' ? [{ name, period: reading.period }] : []
  })
  return [...named, { name: 'Everything', period: null }]
}
