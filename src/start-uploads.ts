import { createHash } from 'node:crypto'
import type { Parse, Pipeline } from './actions/context.ts'
import type { BotDependencies } from './bot/dependencies.ts'
import { showUpload } from './bot/show-upload.ts'
import { createStatementReaders } from './compose.ts'
import type { Storage } from './db/open.ts'
import type { TelegramUpdate } from './delivery/door.ts'
import { createPasswordDesk } from './delivery/password-desk.ts'
import type { TelegramCall } from './delivery/telegram-call.ts'
import { createTelegramFiles } from './delivery/telegram-file.ts'
import { sleepOnMachine } from './delivery/waiting.ts'
import { systemClock } from './domain/calendar.ts'
import type { PeopleStore } from './domain/ports.ts'
import { UPLOAD_STATES_TO_DO, type UploadState } from './domain/statement-upload.ts'
import type { BankIndex } from './formats/bank-index.ts'
import { startJobQueue, type UploadJob } from './jobs/job-queue.ts'
import { workUpload } from './jobs/statement-uploads.ts'
import { decodeReading, encodeReading } from './readers/codec.ts'
import type { Logger } from './telemetry/logger.ts'

/** A file nobody decided on is dropped after this. */
const DECIDE_HOURS = 24
/** How long to wait for the message that a notice is edited into. */
const SHOWN_TRIES = 20
const SHOWN_WAIT_MS = 100

/** Statement files dropped into chats, from the door to the ledger. */
export type Uploads = {
  readonly forBot: BotDependencies['uploads']
  /** Takes passwords out of updates before they are stored. */
  readonly hide: (update: TelegramUpdate) => TelegramUpdate
  /** Drops what nobody decided on within a day, and asks again for work that was left lying. */
  readonly dropOld: () => Promise<void>
  stop(graceMs: number): Promise<void>
}

/** Starts the queue of imports and goes on with what an earlier process left undone. */
export async function startUploads(parts: {
  readonly storage: Storage
  readonly people: PeopleStore
  readonly logger: Logger
  readonly call: TelegramCall
  readonly telegram: { readonly token: string; readonly apiRoot: string }
  readonly pipeline: Pipeline
  readonly parse: Parse
  /** All banks, packs included. */
  readonly banks: BankIndex
}): Promise<Uploads> {
  const { storage, people, logger, call, telegram, pipeline, parse } = parts
  const { ledgers, ids } = storage
  const desk = createPasswordDesk(systemClock)
  const work = {
    ledgers,
    fetchFile: createTelegramFiles({ call, ...telegram }),
    ...createStatementReaders(parts.banks),
    encode: encodeReading,
    decode: decodeReading,
    nameContent: (bytes: Uint8Array) =>
      ids.fingerprint(`statement file\n${createHash('sha256').update(bytes).digest('hex')}`),
    takePassword: desk.take,
    expectPassword: desk.expect,
    tell: showUpload,
    whenShown: (job: UploadJob) => whenShown(storage, job),
    pipeline,
    parse,
    ids,
    clock: systemClock,
  }
  const queue = await startJobQueue({
    database: storage.jobs,
    work: (job, isLastTry) => workUpload(work, job, isLastTry),
    logger,
  })
  const uploadsIn = async (states: readonly UploadState[]) => {
    const owners = await people.owners()
    const found = owners.map(({ ledgerId }) =>
      ledgers.inLedger(ledgerId, async (session) =>
        (await session.statementUploads(states)).map((upload) => ({ ledgerId, upload })),
      ),
    )
    return (await Promise.all(found)).flat()
  }
  const goOn = async () => {
    for (const { ledgerId, upload } of await uploadsIn(UPLOAD_STATES_TO_DO)) {
      await queue.submit({ ledgerId, uploadId: upload.id })
    }
  }
  // The state of each upload is the truth; a job that was lost between a commit and its queue is asked for again here.
  await goOn()
  for (const { upload } of await uploadsIn(['locked'])) desk.expect(upload.chatId)
  return {
    forBot: {
      submit: (job, password) => {
        if (password !== null) desk.keep(job.uploadId, password)
        queue.submit(job).catch((error: unknown) => {
          logger.warn({ error, ledgerId: job.ledgerId }, 'could not ask for a job; it is asked for again later')
        })
      },
      passwordOf: desk.ofUpdate,
      forgetPassword: desk.forget,
      expectPassword: (chatId, isExpected) => (isExpected ? desk.expect(chatId) : desk.stopExpecting(chatId)),
      decode: decodeReading,
    },
    hide: desk.hide,
    dropOld: async () => {
      const before = systemClock.now().subtract({ hours: DECIDE_HOURS })
      const owners = await people.owners()
      for (const { ledgerId } of owners) {
        await ledgers.inLedger(ledgerId, (session) => session.cancelUploadsBefore(before))
      }
      await goOn()
    },
    stop: (graceMs) => queue.stop({ graceMs }),
  }
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
