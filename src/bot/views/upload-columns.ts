import type { ColumnStep } from '../../actions/teach-columns.ts'
import type { StatementUpload } from '../../domain/statement-upload.ts'
import type { ColumnQuestion, TableSample } from '../../domain/taught-columns.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { button, inPairs, type Screen } from './screen.ts'

const NAME_LENGTH_MAX = 60
const HEADING_LENGTH_MAX = 24
const CELL_LENGTH_MAX = 24
const CHOICES_MAX = 30

const QUESTIONS: Readonly<Record<ColumnQuestion, string>> = {
  date: 'Which column is the date?',
  amount: 'Which column is the amount?',
  debit: 'Which column is money out?',
  credit: 'Which column is money in?',
  balance: 'Which column is the balance?',
  side: 'Which column says whether money went out or came in?',
  narration: 'Which column says what it was for?',
}

const NONE: Readonly<Record<ColumnQuestion, string>> = {
  date: 'None',
  amount: 'Two columns: out and in',
  debit: 'None',
  credit: 'None',
  balance: 'None',
  side: 'Its minus signs',
  narration: 'None',
}

/** A question about a file's columns, each with what stands in it. `isAgain`: the last answers gave no transactions. */
export function columnsScreen(
  { id: uploadId, fileName, columns }: StatementUpload,
  { question, choices, hasNone, sample }: ColumnStep,
  isAgain: boolean,
): Screen {
  const answer = (text: string, choice: number) =>
    button(text, { kind: 'upload-column', uploadId, column: question, choice })
  const shown = choices.slice(0, CHOICES_MAX)
  const isFirst = Object.keys(columns?.answers ?? {}).length === 0
  const intro = isAgain
    ? html`Read that way it lists no transactions. Let us try again.`
    : html`Tell me what its columns are. I keep it for the next file like this one.`
  return {
    text: lines([
      html`<b>${shortText(fileName, NAME_LENGTH_MAX)}</b>`,
      isFirst ? intro : null,
      ...shown.map((column) => columnLine(sample, column)),
      html`<b>${QUESTIONS[question]}</b>`,
    ]),
    keyboard: [
      ...inPairs(shown.map((column) => answer(nameOf(sample, column), column))),
      ...(hasNone ? [[answer(NONE[question], -1)]] : []),
      [
        ...(isFirst ? [] : [button('Start again', { kind: 'upload-columns', uploadId })]),
        button('Cancel', { kind: 'upload-cancel', uploadId }),
      ],
    ],
  }
}

function nameOf({ headings }: TableSample, column: number): string {
  return shortText(headings[column] ?? '', HEADING_LENGTH_MAX) || `Column ${column + 1}`
}

function columnLine(sample: TableSample, column: number): Html {
  const cells = (sample.columns[column]?.cells ?? []).map((cell) => shortText(cell, CELL_LENGTH_MAX))
  return html`${nameOf(sample, column)}: <code>${cells.join(' · ')}</code>`
}
