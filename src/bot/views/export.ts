import { EXPORT_FORMATS, type ExportFormat } from '../../reports/export-formats.ts'
import type { Period } from '../../reports/period.ts'
import { html } from './html.ts'
import { periodCode } from './report.ts'
import { button, inPairs, type Screen } from './screen.ts'

const NAMES: Readonly<Record<ExportFormat, { readonly name: string; readonly ending: string }>> = {
  csv: { name: 'CSV (spreadsheets)', ending: 'csv' },
  jsonl: { name: 'JSON lines', ending: 'jsonl' },
  hledger: { name: 'hledger', ending: 'journal' },
  beancount: { name: 'Beancount', ending: 'beancount' },
  ofx: { name: 'OFX', ending: 'ofx' },
}
/** Stands for all time where a button carries a period. */
export const ALL_TIME = '0000'

/** Which format to export in; `period` null for everything. Buttons change the period in place. */
export function exportScreen(
  period: Period | null,
  choices: readonly { readonly name: string; readonly period: Period | null }[],
): Screen {
  const codeOf = (one: Period | null) => (one === null ? ALL_TIME : periodCode(one))
  const formats = (Object.keys(EXPORT_FORMATS) as ExportFormat[]).map((format) =>
    button(NAMES[format].name, { kind: 'export', format, period: codeOf(period) }),
  )
  const others = choices.filter((choice) => codeOf(choice.period) !== codeOf(period))
  return {
    text: html`<b>Export</b>: ${period?.label ?? 'everything'}. Choose a format, or send <code>/export 2026-10</code> for another time.`,
    keyboard: [
      ...inPairs(formats),
      ...inPairs(others.map((choice) => button(choice.name, { kind: 'export-period', period: codeOf(choice.period) }))),
    ],
  }
}

/** The name of an exported file. */
export function exportFileName(format: ExportFormat, period: Period | null): string {
  const span = period === null ? 'all' : `${period.from.toString()}_${period.to.toString()}`
  return `ledger-${span}.${NAMES[format].ending}`
}
