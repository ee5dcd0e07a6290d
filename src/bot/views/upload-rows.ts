import type { Statement, StatementRow } from '../../domain/statement.ts'
import type { RowEffect, StatementUpload } from '../../domain/statement-upload.ts'
import { dayMonthText } from './dates.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { moneyText } from './money.ts'
import { button, type Screen } from './screen.ts'

/** With names of this length a page stays well below what Telegram shows. */
const ROWS_PER_PAGE = 15
const NAME_LENGTH_MAX = 60

/** What is to look at comes first, what is known already last. */
const HEADINGS: Readonly<Record<RowEffect, string>> = {
  suspect: 'To look at: perhaps known already',
  new: 'New',
  known: 'Already known',
}

type Line = { readonly row: StatementRow; readonly currency: string; readonly effect: RowEffect }

/** A page of an upload's rows and what importing does with each; `page` counts from 1, page 0 is the preview. */
export function uploadRowsScreen(
  { id: uploadId, fileName, effects }: StatementUpload,
  statements: readonly Statement[],
  page: number,
): Screen {
  const all = effectsFirst(statements, effects)
  const pages = Math.max(1, Math.ceil(all.length / ROWS_PER_PAGE))
  const shown = Math.min(Math.max(page, 1), pages)
  const first = (shown - 1) * ROWS_PER_PAGE
  const own = all.slice(first, first + ROWS_PER_PAGE)
  const turn = (text: string, to: number) =>
    to < 1 || to > pages ? [] : [button(text, { kind: 'upload-show', uploadId, page: to })]
  return {
    text: lines([
      html`<b>${shortText(fileName, NAME_LENGTH_MAX)}</b>, rows ${first + 1}–${first + own.length} of ${all.length}`,
      ...own.flatMap((line, index) => [
        own[index - 1]?.effect === line.effect ? null : html`<b>${HEADINGS[line.effect]}</b>`,
        rowLine(line),
      ]),
    ]),
    keyboard: [
      [...turn('‹ Previous', shown - 1), ...turn('Next ›', shown + 1)],
      [button('Back', { kind: 'upload-show', uploadId, page: 0 })],
    ].filter((row) => row.length > 0),
  }
}

function effectsFirst(statements: readonly Statement[], runs: StatementUpload['effects']): readonly Line[] {
  const effects = runs.flatMap(({ effect, rows }) => Array.from({ length: rows }, () => effect))
  const all = statements.flatMap(({ rows, currency }) => rows.map((row) => ({ row, currency })))
  const told = all.map((line, index) => ({ ...line, effect: effects[index] ?? 'new' }))
  return (Object.keys(HEADINGS) as RowEffect[]).flatMap((wanted) => told.filter(({ effect }) => effect === wanted))
}

function rowLine({ row, currency }: Line): Html {
  const { date, direction, amount, narration, counterparty } = row
  const sum = moneyText({ minor: direction === 'debit' ? -amount : amount, currency }, 'always')
  return html`${dayMonthText(date)} · ${sum} · ${shortText(counterparty ?? narration, 40)}`
}
