import { createHash } from 'node:crypto'
import type { BotDependencies } from './bot/dependencies.ts'
import { showUpload } from './bot/show-upload.ts'
import { readStatementFile, readStatementRows } from './compose.ts'
import type { Storage } from './db/open.ts'
import type { SharedDesk } from './delivery/shared-desk.ts'
import { createTelegramFiles } from './delivery/telegram-file.ts'
import { sleepOnMachine } from './delivery/waiting.ts'
import { systemClock } from './domain/calendar.ts'
import type { LedgerSession } from './domain/ports.ts'
import type { Statement } from './domain/statement.ts'
import { type StatementUpload, UPLOAD_STATES_TO_DO } from './domain/statement-upload.ts'
import { startJobQueue, type UploadJob } from './jobs/job-queue.ts'
import { type JobNotice, workUpload } from './jobs/statement-uploads.ts'
import type { ProcessParts } from './process-parts.ts'
import { decodeReading, encodeReading } from './readers/codec.ts'
import { uploadsIn } from './start-desk.ts'

/** A file nobody decided on is dropped after this. */
const DECIDE_HOURS = 24
/** How long to wait for the message that a notice is edited into. */
const SHOWN_TRIES = 20
const SHOWN_WAIT_MS = 100

/** Statement files, from whoever takes them in to the ledger. */
export type Uploads = {
  readonly forBot: BotDependencies['uploads']
  /** Drops what nobody decided on within a day, and asks again for work that was left lying. */
  readonly dropOld: () => Promise<void>
  stop(graceMs: number): Promise<void>
}

/**
 * Starts the queue of imports. A process with the role `worker` also works on it and goes on with what an earlier one left
 * undone; any other only asks.
 */
export async function startUploads(
  parts: Pick<
    ProcessParts,
    'config' | 'storage' | 'people' | 'logger' | 'tracing' | 'call' | 'telegram' | 'pipeline' | 'parse'
  >,
  desk: SharedDesk,
): Promise<Uploads> {
  const { config, storage, people, logger, tracing } = parts
  const isWorker = config.roles.has('worker')
  const work = workParts(parts, desk)
  const queue = await startJobQueue({
    database: storage.jobs,
    work: isWorker
      ? (job, isLastTry) => tracing.run('read statement', { parent: null }, () => workUpload(work, job, isLastTry))
      : null,
    logger,
  })
  const goOn = async () => {
    for (const { ledgerId, upload } of await uploadsIn(parts, UPLOAD_STATES_TO_DO)) {
      await queue.submit({ ledgerId, uploadId: upload.id })
    }
  }
  // The state of each upload is the truth; a job that was lost between a commit and its queue is asked for again here.
  if (isWorker) await goOn()
  const submit = async (job: UploadJob, password: string | null) => {
    if (password !== null) await desk.keep(job.uploadId, password)
    await queue.submit(job)
  }
  return {
    forBot: {
      submit: (job, password) => {
        submit(job, password).catch((error: unknown) => {
          logger.warn({ error, ledgerId: job.ledgerId }, 'could not ask for a job; it is asked for again later')
        })
      },
      passwordOf: desk.ofUpdate,
      forgetPassword: desk.forget,
      expectPassword: (chatId, isExpected) => (isExpected ? desk.expect(chatId) : desk.stopExpecting(chatId)),
      decode: decodeStatements,
    },
    dropOld: async () => {
      const before = systemClock.now().subtract({ hours: DECIDE_HOURS })
      const owners = await people.owners()
      for (const { ledgerId } of owners) {
        await storage.ledgers.inLedger(ledgerId, (session) => session.cancelUploadsBefore(before))
      }
      await goOn()
    },
    stop: (graceMs) => queue.stop({ graceMs }),
  }
}

/** What working on an upload needs. */
function workParts(
  { storage, call, telegram, pipeline, parse }: Parameters<typeof startUploads>[0],
  desk: SharedDesk,
): Parameters<typeof workUpload>[0] {
  const { ledgers, ids } = storage
  return {
    ledgers,
    fetchFile: createTelegramFiles({ call, ...telegram }),
    readStatementFile,
    readStatementRows,
    encode: encodeReading,
    decode: decodeStatements,
    nameContent: (bytes: Uint8Array) =>
      ids.fingerprint(`statement file\n${createHash('sha256').update(bytes).digest('hex')}`),
    takePassword: desk.take,
    expectPassword: desk.expect,
    // What came over the web is told there.
    tell: (session: LedgerSession, upload: StatementUpload, notice: JobNotice) =>
      upload.fileId === null ? Promise.resolve() : showUpload(session, upload, notice),
    whenShown: (job: UploadJob) => whenShown(storage, job),
    pipeline,
    parse,
    ids,
    clock: systemClock,
  }
}

function decodeStatements(text: string): readonly Statement[] {
  const reading = decodeReading(text)
  return reading.kind === 'statements' ? reading.statements : []
}

/** The message under which a file's notices are shown is on its way while the file is read already. */
async function whenShown({ ledgers }: Storage, { ledgerId, uploadId }: UploadJob): Promise<void> {
  const subject = `upload:${uploadId}`
  for (let tries = 0; tries < SHOWN_TRIES; tries += 1) {
    const shown = await ledgers.inLedger(ledgerId, (session) => session.messagesAbout([subject]))
    if (shown.has(subject)) return
    await sleepOnMachine(SHOWN_WAIT_MS)
  }
}
