import { PRECISIONS } from '../../actions/learning-settings.ts'
import type { Ledger } from '../../domain/ports.ts'
import type { TaughtRecord } from '../../domain/taught-layout.ts'
import { dayMonthText } from './dates.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { button, type Screen } from './screen.ts'

const LAYOUTS_SHOWN = 20
const USUAL_PRECISION = 0.98

/** The settings of a ledger: what it counts in, when it asks, and the layouts it was taught, each with a way to forget it. */
export function settingsScreen(
  ledger: Pick<Ledger, 'timeZone' | 'currency' | 'filingPrecision' | 'hasDailyCard'>,
  layouts: readonly TaughtRecord[],
  heading: Html | null = null,
): Screen {
  const shown = layouts.slice(0, LAYOUTS_SHOWN)
  const percent = Math.round((ledger.filingPrecision ?? USUAL_PRECISION) * 100)
  const hasCard = ledger.hasDailyCard ?? true
  return {
    text: lines([
      heading,
      html`<b>Settings</b>`,
      html`Zone: ${ledger.timeZone}`,
      html`Currency: ${ledger.currency}`,
      html`I file without asking where ${percent} of 100 guesses are right; else I ask.`,
      hasCard
        ? html`In the evening I show what I am not sure about, one card.`
        : html`I send no daily card; /review shows it.`,
      layouts.length === 0
        ? html`Layouts you taught me: none. I ask when I cannot read an alert.`
        : html`<b>Layouts you taught me</b>`,
      ...shown.map((layout, index) => html`${index + 1}. ${nameOf(layout)}, ${dayOf(layout, ledger.timeZone)}`),
      layouts.length > shown.length ? html`… and ${layouts.length - shown.length} older ones.` : null,
    ]),
    keyboard: [
      PRECISIONS.filter((one) => one !== percent).map((one) =>
        button(`Sure at ${one} %`, { kind: 'set-precision', page: one }),
      ),
      [button(hasCard ? 'No daily card' : 'A daily card', { kind: 'daily-card', page: hasCard ? 0 : 1 })],
      ...shown.map((layout, index) => [
        button(`Forget ${index + 1}: ${nameOf(layout)}`, { kind: 'forget-layout', layoutId: layout.id }),
      ]),
    ],
  }
}

function nameOf({ institution, direction }: TaughtRecord): string {
  const way = direction === null ? 'in and out' : direction === 'debit' ? 'money out' : 'money in'
  return `${shortText(institution ?? '', 30) || 'Bank not named'}, ${way}`
}

function dayOf({ taughtAt }: TaughtRecord, timeZone: string): string {
  return dayMonthText(taughtAt.toZonedDateTimeISO(timeZone).toPlainDate())
}
