import type { ActionContext } from '../actions/context.ts'
import { importStatement, type ReadStatementRows, type StatementImport } from '../actions/import-statement.ts'
import { accountsFor } from '../actions/statement-uploads.ts'
import type { Account } from '../domain/account.ts'
import type { Ledger, LedgerSession, Ledgers } from '../domain/ports.ts'
import type { ReadStatementFile, Statement, StatementReading } from '../domain/statement.ts'
import { type StatementUpload, UPLOAD_STATES_TO_DO } from '../domain/statement-upload.ts'
import { statementSummary } from '../reports/statement-summary.ts'
import type { UploadJob } from './job-queue.ts'

/** What a job has to say about a file. */
export type JobNotice =
  | { readonly kind: 'reading'; readonly isLong: boolean }
  | { readonly kind: 'locked'; readonly isWrong: boolean }
  | { readonly kind: 'refused'; readonly what: string }
  | { readonly kind: 'unplaced'; readonly statements: readonly Statement[]; readonly accounts: readonly Account[] }
  | { readonly kind: 'ready'; readonly statements: readonly Statement[] }
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
  readonly decode: (text: string) => readonly Statement[]
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
const NEW_ROWS_KEPT = 50

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
  const statements = work.decode(read.text)
  if (statements.every(({ rows }) => rows.length === 0)) {
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
      state === 'ready' ? { kind: state, statements } : { kind: state, statements, accounts },
    )
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
    const reading = await work.readStatementFile(file.bytes, { password, fileName, currency, timeZone })
    switch (reading.kind) {
      case 'statements':
        return { text: work.encode(reading), upload: { ...upload, contentName: work.nameContent(file.bytes) } }
      case 'refused':
        return await refuse(work, job, reading.what)
      case 'needs-password':
      case 'wrong-password': {
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
function isFromChat({ fileId }: StatementUpload): boolean {
  return fileId !== null
}

/** The file, from Telegram or from where it is kept. */
async function bytesOf(work: UploadWork, { ledgerId }: UploadJob, { id, fileId }: StatementUpload) {
  if (fileId !== null) return work.fetchFile(fileId)
  const bytes = await work.ledgers.inLedger(ledgerId, (session) => session.uploadContent(id))
  return bytes === null ? ({ kind: 'gone' } as const) : ({ kind: 'file', bytes } as const)
}

async function refuse(work: UploadWork, job: UploadJob, what: string): Promise<null> {
  await settle(work, job, (current) => ({ ...current, state: 'refused', problem: what }), { kind: 'refused', what })
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
    origin: `statement:${upload.contentName}`,
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

async function importUpload(work: UploadWork, job: UploadJob): Promise<void> {
  await work.ledgers.inLedger(job.ledgerId, async (session) => {
    await session.lockLedger()
    const upload = await session.statementUpload(job.uploadId)
    const reading = upload?.state === 'importing' ? await session.uploadReading(job.uploadId) : null
    if (upload === null || reading === null) return
    const statements = work.decode(reading)
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
    await session.addAudit('import', `upload:${upload.id}`, upload.personId, work.clock.now())
    return work.tell(session, imported, { kind: 'imported', statements })
  })
}

function countsOf(
  { fileName }: StatementUpload,
  outcome: StatementImport,
  statements: readonly Statement[],
): Pick<StatementUpload, 'counts' | 'newRows' | 'summaries'> {
  const counted = outcome.kind === 'imported' ? outcome.counts : []
  const summaries = statements.map((statement, at) =>
    statementSummary(fileName, statement, counted[at] ?? { booked: 0, matched: 0 }),
  )
  if (outcome.kind !== 'imported') return { counts: null, newRows: [], summaries }
  const { alerts } = outcome.trace
  const rows = statements.reduce((sum, statement) => sum + statement.rows.length, 0)
  const suspect = alerts.filter(({ effect }) => effect === 'suspect').length
  const fresh = outcome.counts.reduce((sum, { booked }) => sum + booked, 0)
  return {
    summaries,
    counts: { rows, known: rows - fresh, new: fresh - suspect, suspect },
    newRows: alerts.flatMap(({ effect }, at) => (effect === 'witness' ? [] : [at])).slice(0, NEW_ROWS_KEPT),
  }
}
