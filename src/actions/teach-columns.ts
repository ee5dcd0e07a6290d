import type { StatementReading } from '../domain/statement.ts'
import type { StatementUpload, UploadState } from '../domain/statement-upload.ts'
import {
  type ColumnAnswers,
  type ColumnQuestion,
  columnChoices,
  isOptional,
  nextColumnQuestion,
  type TableSample,
} from '../domain/taught-columns.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** A question about a table's columns, with the columns that may be the answer. */
export type ColumnStep = {
  readonly question: ColumnQuestion
  readonly choices: readonly number[]
  readonly hasNone: boolean
  readonly sample: TableSample
}

export type TeachingColumns =
  | { readonly kind: 'question'; readonly upload: StatementUpload; readonly step: ColumnStep }
  /** Everything is answered: the file is to be read again. */
  | { readonly kind: 'answered'; readonly upload: StatementUpload }
  | { readonly kind: 'too-late'; readonly upload: StatementUpload | null }

/** States in which the columns of a file may be asked about. */
const ASKABLE: readonly UploadState[] = ['ready', 'teaching']

/** The first question about a table that is not answered; null when all are. */
export function columnStep(sample: TableSample, answers: ColumnAnswers): ColumnStep | null {
  const question = nextColumnQuestion(sample, answers)
  if (question === null) return null
  return { question, choices: columnChoices(question, sample, answers), hasNone: isOptional(question), sample }
}

/** Begins to ask what the columns of a file are, from the first question. `decode` gives what was read of it. */
export function startColumns(
  context: ActionContext,
  { uploadId }: { readonly uploadId: string },
  decode: (reading: string) => StatementReading,
): Promise<TeachingColumns | Forbidden> {
  return whenAllowed(context, 'teach', () => stepColumns(context, uploadId, () => ({}), decode))
}

/** Takes an answer and gives the next question; after the last one the upload waits to be read again. */
export function answerColumns(
  context: ActionContext,
  answer: { readonly uploadId: string; readonly question: ColumnQuestion; readonly choice: number },
  decode: (reading: string) => StatementReading,
): Promise<TeachingColumns | Forbidden> {
  const { uploadId, question, choice } = answer
  return whenAllowed(context, 'teach', () =>
    stepColumns(context, uploadId, (before) => ({ ...before, [question]: choice }), decode),
  )
}

async function stepColumns(
  { session }: ActionContext,
  uploadId: string,
  change: (before: ColumnAnswers) => ColumnAnswers,
  decode: (reading: string) => StatementReading,
): Promise<TeachingColumns> {
  await session.lockLedger()
  const upload = await session.statementUpload(uploadId)
  const reading = await session.uploadReading(uploadId)
  const sample = reading === null ? null : sampleIn(decode(reading))
  if (upload === null || sample === null || !ASKABLE.includes(upload.state)) return { kind: 'too-late', upload }
  const answers = change(upload.columns?.answers ?? {})
  const columns = { headings: sample.headings, answers }
  const step = columnStep(sample, answers)
  const changed = { ...upload, columns, state: step === null ? 'reading' : 'teaching' } as const
  await session.putStatementUpload(changed)
  if (step !== null) return { kind: 'question', upload: changed, step }
  await session.putUploadReading(uploadId, null)
  return { kind: 'answered', upload: changed }
}

function sampleIn(reading: StatementReading): TableSample | null {
  return 'sample' in reading ? (reading.sample ?? null) : null
}
