import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { makeReport } from '../../actions/make-report.ts'
import { formatMoney } from '../../charts/money-label.ts'
import { CHART_KINDS, type ChartKind } from '../../reports/chart-spec.ts'
import { type Period, parsePeriod, rangePeriod } from '../../reports/period.ts'
import type { CurrencyReport, Report } from '../../reports/report.ts'
import { toReportJson } from '../../reports/report-json.ts'
import type { LedgerContext } from '../ledger-context.ts'
import { readDate } from '../read-date.ts'
import { UsageError } from '../streams.ts'

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  period: { type: 'string' },
  json: { type: 'boolean' },
  png: { type: 'string' },
  kind: { type: 'string' },
} as const

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/** Draws a report as PNG bytes; a running total stops at `today`. */
export type DrawReport = (report: Report, kind: ChartKind, today: Temporal.PlainDate) => Promise<Uint8Array>

/** Writes the totals of a period as a table or JSON lines, or its chart as a PNG file: the bot's own figures. */
export async function reportCommand(args: string[], context: LedgerContext, draw: DrawReport): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const kind = readKind(values.kind)
  const today = context.clock
    .now()
    .toZonedDateTimeISO((await context.ledger()).timeZone)
    .toPlainDate()
  const period = readPeriod(values, today)
  const report = await context.inLedger(async (session) => {
    const actor = { personId: null, role: 'owner' } as const
    const made = await makeReport({ ...context, session, actor }, period)
    if (made.kind === 'forbidden') throw new Error('the owner may read')
    return made.report
  })
  if (values.png !== undefined) {
    await writeFile(values.png, await draw(report, kind, today))
    context.streams.stderr.write(`wrote ${values.png}\n`)
  }
  if (values.json === true) {
    for (const line of toReportJson(report)) context.streams.stdout.write(`${JSON.stringify(line)}\n`)
  } else if (values.png === undefined) context.streams.stdout.write(table(report))
  return 0
}

function readKind(kind: string | undefined): ChartKind {
  const found = CHART_KINDS.find((candidate) => candidate === (kind ?? 'categories'))
  if (found === undefined) throw new UsageError(`--kind must be one of ${CHART_KINDS.join(', ')}`)
  return found
}

function readPeriod(options: Options, today: Temporal.PlainDate): Period {
  if (options.from !== undefined || options.to !== undefined) {
    if (options.from === undefined || options.to === undefined) throw new UsageError('--from and --to go together')
    if (options.period !== undefined) throw new UsageError('give --from and --to, or --period')
    const [from, to] = [readDate(options.from, '--from'), readDate(options.to, '--to')]
    if (Temporal.PlainDate.compare(from, to) > 0) throw new UsageError('--from must not be after --to')
    return rangePeriod(from, to)
  }
  const reading = parsePeriod(options.period ?? 'month', today)
  if (reading.kind === 'unknown-period') {
    throw new UsageError('--period must be such as 2026-10, 2026-W43, 2026, month or week')
  }
  return reading.period
}

function table(report: Report): string {
  const heading = `${report.period.label}\n`
  if (report.currencies.length === 0) return `${heading}Nothing was booked in this period.\n`
  return heading + report.currencies.map(currencyTable).join('\n')
}

function currencyTable(figures: CurrencyReport): string {
  const money = (minor: bigint) => formatMoney({ minor, currency: figures.currency })
  const rows: [string, string][] = [
    ['In', money(figures.inflowMinor)],
    ['Out', money(figures.outflowMinor)],
    ['Net', money(figures.netMinor)],
    ['of it bank charges', money(figures.feesMinor)],
    ...(['expense', 'income'] as const).flatMap((kind) => categoryRows(figures, kind, money)),
    ['', ''],
    ['Accounts', ''],
    ...figures.accounts.map(({ account, tail, balanceMinor }): [string, string] => [
      tail === null ? account : `${account} ${tail}`,
      money(balanceMinor),
    ]),
  ]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) as [number, number]
  return rows
    .map(([name, amount]) => `${name.padEnd(widths[0])}  ${amount.padStart(widths[1])}`.trimEnd())
    .join('\n')
    .concat('\n')
}

function categoryRows(
  { categories }: CurrencyReport,
  kind: 'expense' | 'income',
  money: (minor: bigint) => string,
): [string, string][] {
  const rows = categories.filter((category) => category.kind === kind)
  if (rows.length === 0) return []
  return [
    ['', ''],
    [kind === 'expense' ? 'Spending' : 'Income', ''],
    ...rows.map(({ category, amountMinor, count }): [string, string] => [`${category} (${count})`, money(amountMinor)]),
  ]
}
