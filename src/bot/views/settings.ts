import type { Ledger } from '../../domain/ports.ts'
import type { TaughtRecord } from '../../domain/taught-layout.ts'
import { dayMonthText } from './dates.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { button, type Screen } from './screen.ts'

const LAYOUTS_SHOWN = 20

/** The settings of a ledger: what it counts in, and the layouts it was taught, each with a way to forget it. */
export function settingsScreen(
  ledger: Pick<Ledger, 'timeZone' | 'currency'>,
  layouts: readonly TaughtRecord[],
  heading: Html | null = null,
): Screen {
  const shown = layouts.slice(0, LAYOUTS_SHOWN)
  return {
    text: lines([
      heading,
      html`<b>Settings</b>`,
      html`Zone: ${ledger.timeZone}`,
      html`Currency: ${ledger.currency}`,
      layouts.length === 0
        ? html`Layouts you taught me: none. I ask when I cannot read an alert.`
        : html`<b>Layouts you taught me</b>`,
      ...shown.map((layout, index) => html`${index + 1}. ${nameOf(layout)}, ${dayOf(layout, ledger.timeZone)}`),
      layouts.length > shown.length ? html`… and ${layouts.length - shown.length} older ones.` : null,
    ]),
    keyboard: shown.map((layout, index) => [
      button(`Forget ${index + 1}: ${nameOf(layout)}`, { kind: 'forget-layout', layoutId: layout.id }),
    ]),
  }
}

function nameOf({ institution, direction }: TaughtRecord): string {
  const way = direction === null ? 'in and out' : direction === 'debit' ? 'money out' : 'money in'
  return `${shortText(institution ?? '', 30) || 'Bank not named'}, ${way}`
}

function dayOf({ taughtAt }: TaughtRecord, timeZone: string): string {
  return dayMonthText(taughtAt.toZonedDateTimeISO(timeZone).toPlainDate())
}
