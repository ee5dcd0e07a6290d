import type { ActionContext } from '../actions/context.ts'
import { importStatement, type ReadStatementRows, type StatementImport } from '../actions/import-statement.ts'
import { accountsFor } from '../actions/statement-uploads.ts'
import { type ColumnStep, columnStep } from '../actions/teach-columns.ts'
import type { Account } from '../domain/account.ts'
import type { Ledger, LedgerSession, Ledgers } from '../domain/ports.ts'
import {
  type ReadStatementFile,
  type Refusal,
  type Statement,
  type StatementReading,
  statementsOf,
} from '../domain/statement.ts'
import {
  type RowEffect,
  type StatementUpload,
  UPLOAD_STATES_TO_DO,
  type UploadPlace,
} from '../domain/statement-upload.ts'
import type { TableSample, TaughtColumns, TaughtColumnsRecord } from '../domain/taught-columns.ts'
import { statementSummary } from '../reports/statement-summary.ts'
import type { UploadJob } from './job-queue.ts'

/** What a job has to say about a file. */
export type JobNotice =
  | { readonly kind: 'reading'; readonly isLong: boolean }
  /** A locked file that a mail brought; nobody has said that it is to be opened. */
  | { readonly kind: 'offered' }
  | { readonly kind: 'locked'; readonly isWrong: boolean }
  /** `isStatement`: it may be one for all we know. */
  | { readonly kind: 'refused'; readonly what: string; readonly isStatement: boolean }
  | { readonly kind: 'unplaced'; readonly statements: readonly Statement[]; readonly accounts: readonly Account[] }
  /** `isAgain`: the answers that were given before led to nothing. */
  | { readonly kind: 'columns'; readonly step: ColumnStep; readonly isAgain: boolean }
  /** `canTeach`: a person may say what its columns are. */
  | { readonly kind: 'ready'; readonly statements: readonly Statement[]; readonly canTeach: boolean }
  | { readonly kind: 'imported'; readonly statements: readonly Statement[] }
  | { readonly kind: 'failed' }

export type UploadWork = {
  readonly ledgers: Pick<Ledgers, 'inLedger'>
  /** Fetches a file from Telegram; throws where trying again may help. */
  readonly fetchFile: (
    fileId: string,
  ) => Promise<{ readonly kind: 'file'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' | 'gone' }>
  readonly readStatementFile: ReadStatementFile
  readonly readStatementRows: ReadStatementRows
  readonly encode: (reading: StatementReading) => string
  readonly decode: (text: string) => StatementReading
  /** A name for a file's content: equal for equal files. */
  readonly nameContent: (bytes: Uint8Array) => string
  /** The password that came for an upload, once; null when none did. */
  readonly takePassword: (uploadId: string) => string | null
  /** The next text in the chat is a password. */
  readonly expectPassword: (chatId: bigint) => void
  /** Shows a notice in the chat, in the transaction of the session. */
  readonly tell: (session: LedgerSession, upload: StatementUpload, notice: JobNotice) => Promise<void>
  /** Resolves when the chat shows the message that notices are edited into, or after a moment. */
  readonly whenShown: (job: UploadJob) => Promise<void>
} & Pick<ActionContext, 'pipeline' | 'parse' | 'ids' | 'clock'>

const LONG_MS = 5_000

/**
 * Does what an upload's state asks for: reads it and shows what it would bring, or imports it. Each ends in one commit with what is
 * said about it, so doing it again after the process was killed does the rest and no more.
 */
export async function workUpload(work: UploadWork, job: UploadJob, isLastTry: boolean): Promise<void> {
  const { upload, ledger } = await work.ledgers.inLedger(job.ledgerId, async (session) => ({
    ledger: await session.lockLedger(),
    upload: await session.statementUpload(job.uploadId),
  }))
  if (upload === null || !UPLOAD_STATES_TO_DO.includes(upload.state)) return
  try {
    if (isFromChat(upload)) await work.whenShown(job)
    if (upload.state === 'importing') await importUpload(work, job)
    else await prepareUpload(work, job, upload, ledger)
  } catch (error) {
    const problem = 'something went wrong here'
    if (isLastTry) await settle(work, job, (current) => ({ ...current, state: 'refused', problem }), { kind: 'failed' })
    throw error
  }
}

/** Reads the file, unless that was done, and shows how its rows stand to the ledger. */
async function prepareUpload(work: UploadWork, job: UploadJob, upload: StatementUpload, ledger: Ledger): Promise<void> {
  const kept = await work.ledgers.inLedger(job.ledgerId, (session) => session.uploadReading(upload.id))
  const read = kept === null ? await readUpload(work, job, upload, ledger) : { text: kept, upload }
  if (read === null) return
  const reading = work.decode(read.text)
  const sample = 'sample' in reading ? reading.sample : undefined
  const statements = statementsOf(reading)
  if (statements.every(({ rows }) => rows.length === 0)) {
    // Over the web nobody can be asked.
    if (sample !== undefined && isFromChat(upload)) return askForColumns(work, job, read.text, sample)
    const [first] = statements.flatMap(({ problems }) => problems)
    await refuse(work, job, first === undefined ? 'it lists no transactions' : `line ${first.line}: ${first.what}`)
    return
  }
  const preview = await dryRun(work, job, read.upload, statements)
  await work.ledgers.inLedger(job.ledgerId, async (session) => {
    await session.lockLedger()
    const current = await session.statementUpload(upload.id)
    if (current?.state !== 'reading') return
    const state = preview.kind === 'imported' ? 'ready' : 'unplaced'
    const found = {
      ...current,
      state,
      place: current.place ?? fittingPlace(preview),
      contentName: read.upload.contentName,
      problem: null,
      ...countsOf(current, preview, statements),
    } as const
    await session.putStatementUpload(found)
    await session.putUploadReading(upload.id, read.text)
    const accounts = state === 'ready' ? [] : await accountsFor({ session }, statements)
    await work.tell(
      session,
      found,
      state === 'ready'
        ? { kind: state, statements, canTeach: sample !== undefined }
        : { kind: state, statements, accounts },
    )
  })
}

/** Asks what the columns of a table are in which no transactions were found. */
function askForColumns(work: UploadWork, job: UploadJob, text: string, sample: TableSample): Promise<void> {
  return work.ledgers.inLedger(job.ledgerId, async (session) => {
    await session.lockLedger()
    const current = await session.statementUpload(job.uploadId)
    const step = columnStep(sample, {})
    if (current?.state !== 'reading' || step === null) return
    const asked = { ...current, state: 'teaching', columns: { headings: sample.headings, answers: {} } } as const
    await session.putStatementUpload(asked)
    await session.putUploadReading(current.id, text)
    await work.tell(session, asked, { kind: 'columns', step, isAgain: current.columns !== null })
  })
}

/** What is in the file; null when the person was told why it cannot be read, or asked for its password. */
async function readUpload(
  work: UploadWork,
  job: UploadJob,
  upload: StatementUpload,
  { currency, timeZone }: Ledger,
): Promise<{ readonly text: string; readonly upload: StatementUpload } | null> {
  const long = setTimeout(() => {
    // A file that takes long is read all the same when this cannot be said.
    settle(work, job, (current) => current, { kind: 'reading', isLong: true }).catch(() => {})
  }, LONG_MS)
  try {
    const file = await bytesOf(work, job, upload)
    if (file.kind !== 'file') return await refuse(work, job, WORDS[file.kind])
    const password = work.takePassword(upload.id)
    const { fileName } = upload
    const known = await work.ledgers.inLedger(job.ledgerId, (session) => session.taughtColumns())
    const taught = upload.columns === null ? known : [upload.columns, ...known]
    const reading = await work.readStatementFile(file.bytes, { password, fileName, currency, timeZone, taught })
    const read = { text: work.encode(reading), upload: { ...upload, contentName: work.nameContent(file.bytes) } }
    switch (reading.kind) {
      case 'statements':
        return read
      case 'refused':
        // Most tables in mails are no statements: nobody is asked what their columns are.
        if (reading.sample !== undefined && (upload.mail === null || !NO_STATEMENT.includes(reading.reason)))
          return read
        return await refuse(work, job, reading.what, !NO_STATEMENT.includes(reading.reason))
      case 'needs-password':
      case 'wrong-password': {
        // The next text in the chat is somebody's lunch unless they were told that a password is wanted.
        if (upload.mail !== null && password === null) {
          await settle(work, job, (current) => ({ ...current, state: 'offered' }), { kind: 'offered' })
          return null
        }
        if (isFromChat(upload)) work.expectPassword(upload.chatId)
        const isWrong = reading.kind === 'wrong-password'
        const problem = isWrong ? 'the password does not open it' : null
        await settle(work, job, (current) => ({ ...current, state: 'locked', problem }), { kind: 'locked', isWrong })
        return null
      }
    }
  } finally {
    clearTimeout(long)
  }
}

const WORDS = {
  'too-large': 'Telegram gives bots no files above 20 MB',
  gone: 'it is not there any more',
} as const

/** Whether the chat has a message about it: what came over the web is told there. */
function isFromChat({ fileId, mail }: StatementUpload): boolean {
  return fileId !== null || mail !== null
}

/** The file, from Telegram or from where it is kept. */
async function bytesOf(work: UploadWork, { ledgerId }: UploadJob, { id, fileId }: StatementUpload) {
  if (fileId !== null) return work.fetchFile(fileId)
  const bytes = await work.ledgers.inLedger(ledgerId, (session) => session.uploadContent(id))
  return bytes === null ? ({ kind: 'gone' } as const) : ({ kind: 'file', bytes } as const)
}

/** Refusals of files that are something else. */
const NO_STATEMENT: readonly Refusal[] = ['unknown-type', 'no-transactions']

async function refuse(work: UploadWork, job: UploadJob, what: string, isStatement = true): Promise<null> {
  const refused = (current: StatementUpload) => ({ ...current, state: 'refused', problem: what }) as const
  await settle(work, job, refused, { kind: 'refused', what, isStatement })
  return null
}

/** Changes an upload that still has something to be done, and says so in the same commit. */
async function settle(
  { ledgers, tell }: UploadWork,
  { ledgerId, uploadId }: UploadJob,
  change: (upload: StatementUpload) => StatementUpload,
  notice: JobNotice,
): Promise<void> {
  await ledgers.inLedger(ledgerId, async (session) => {
    await session.lockLedger()
    const current = await session.statementUpload(uploadId)
    if (current === null || !UPLOAD_STATES_TO_DO.includes(current.state)) return
    const changed = change(current)
    await session.putStatementUpload(changed)
    await tell(session, changed, notice)
  })
}

/** Ends the transaction of a preview, so that nothing of it stays. */
class Preview extends Error {
  override readonly name = 'Preview'
}

async function dryRun(
  work: UploadWork,
  job: UploadJob,
  upload: StatementUpload,
  statements: readonly Statement[],
): Promise<StatementImport> {
  let outcome: StatementImport | null = null
  try {
    await work.ledgers.inLedger(job.ledgerId, async (session) => {
      outcome = await book(work, session, { ...upload, acceptsProblems: true }, statements)
      throw new Preview('taken back')
    })
  } catch (error) {
    if (!(error instanceof Preview)) throw error
  }
  if (outcome === null) throw new Error('the ledger gave no outcome')
  return outcome
}

async function book(
  work: UploadWork,
  session: LedgerSession,
  upload: StatementUpload,
  statements: readonly Statement[],
): Promise<StatementImport> {
  const { pipeline, parse, ids, clock, readStatementRows } = work
  // Whoever asked was allowed to when they asked.
  const actor = { personId: upload.personId, role: 'member' } as const
  const file = {
    origin: originOf(upload),
    fileName: upload.fileName,
    receivedAt: upload.receivedAt,
    statements,
    account: null,
    place: upload.place,
    acceptsProblems: upload.acceptsProblems,
  }
  const outcome = await importStatement({ session, actor, pipeline, parse, ids, clock }, file, readStatementRows)
  if (outcome.kind === 'forbidden') throw new Error('a member may import')
  return outcome
}

/** Rows that other columns were taken for are another delivery of the same file. */
function originOf({ contentName, columns }: StatementUpload): string {
  return `statement:${contentName}${columns === null ? '' : `:${JSON.stringify(columns.answers)}`}`
}

async function importUpload(work: UploadWork, job: UploadJob): Promise<void> {
  await work.ledgers.inLedger(job.ledgerId, async (session) => {
    await session.lockLedger()
    const upload = await session.statementUpload(job.uploadId)
    const reading = upload?.state === 'importing' ? await session.uploadReading(job.uploadId) : null
    if (upload === null || reading === null) return
    const statements = statementsOf(work.decode(reading))
    const outcome = await book(work, session, upload, statements)
    if (outcome.kind !== 'imported') {
      // The ledger has changed since it was asked about: the account that was chosen is gone.
      const unplaced = { ...upload, state: 'unplaced', place: null } as const
      await session.putStatementUpload(unplaced)
      const accounts = await accountsFor({ session }, statements)
      return work.tell(session, unplaced, { kind: 'unplaced', statements, accounts })
    }
    const { importId } = outcome
    const imported = { ...upload, state: 'imported', importId, ...countsOf(upload, outcome, statements) } as const
    await session.putStatementUpload(imported)
    if (upload.columns !== null) await session.putTaughtColumns(taughtWith(upload, upload.columns, work))
    await session.addAudit('import', `upload:${upload.id}`, upload.personId, work.clock.now())
    return work.tell(session, imported, { kind: 'imported', statements })
  })
}

/** What the ledger keeps for the next file with these headings. */
function taughtWith(upload: StatementUpload, columns: TaughtColumns, { ids, clock }: UploadWork): TaughtColumnsRecord {
  const fingerprint = ids.fingerprint(`columns\n${columns.headings.join('\n')}`)
  return { ...columns, fingerprint, uploadId: upload.id, taughtAt: clock.now() }
}

/** What a person may change before it counts: the account that the rows went to because they fit its alerts. */
function fittingPlace(preview: StatementImport): UploadPlace | null {
  const [account, ...others] = preview.kind === 'imported' ? preview.fitted : []
  if (account === undefined || others.length > 0) return null
  const label = [account.institution ?? account.name, account.tail === null ? null : `••${account.tail}`]
  return { kind: 'fitting', accountId: account.id, label: label.filter((part) => part !== null).join(' ') }
}

function countsOf(
  { fileName }: StatementUpload,
  outcome: StatementImport,
  statements: readonly Statement[],
): Pick<StatementUpload, 'counts' | 'effects' | 'summaries'> {
  const counted = outcome.kind === 'imported' ? outcome.counts : []
  const summaries = statements.map((statement, at) =>
    statementSummary(fileName, statement, counted[at] ?? { booked: 0, matched: 0 }),
  )
  if (outcome.kind !== 'imported') return { counts: null, effects: [], summaries }
  const { alerts } = outcome.trace
  const rows = statements.reduce((sum, statement) => sum + statement.rows.length, 0)
  // A file that came before leaves no trace of its rows: all of them are known.
  const effects = alerts.length === 0 ? Array.from({ length: rows }, () => 'known' as const) : alerts.map(effectOf)
  const count = (wanted: RowEffect): number => effects.filter((effect) => effect === wanted).length
  return {
    summaries,
    counts: { rows, known: count('known'), new: count('new'), suspect: count('suspect') },
    effects: runsOf(effects),
  }
}

function effectOf({ effect }: { readonly effect: 'new' | 'leg' | 'witness' | 'suspect' }): RowEffect {
  if (effect === 'witness') return 'known'
  return effect === 'suspect' ? 'suspect' : 'new'
}

function runsOf(effects: readonly RowEffect[]): StatementUpload['effects'] {
  const runs: { effect: RowEffect; rows: number }[] = []
  for (const effect of effects) {
    const last = runs.at(-1)
    if (last?.effect === effect) last.rows += 1
    else runs.push({ effect, rows: 1 })
  }
  return runs
}
