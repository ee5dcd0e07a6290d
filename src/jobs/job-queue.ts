import { type JobWithMetadata, PgBoss } from 'pg-boss'
import type { Logger } from '../domain/ports.ts'

/** Where the tables of jobs lie, and who works on them. */
export type JobDatabase = {
  readonly connectionString: string
  readonly schema: string
  /** The role that owns the schema; the login acts as it. */
  readonly role: string
}

/** One upload that has something to be done; what it is, its stored state says. */
export type UploadJob = { readonly ledgerId: string; readonly uploadId: string }

export type JobQueue = {
  /** Asks for an upload to be worked on, here or in another process, soon. Asking twice is harmless. */
  submit(job: UploadJob): Promise<void>
  /** Begins no job, waits up to `graceMs` for those under way; others and later starts go on with the rest. */
  stop(options: { graceMs: number }): Promise<void>
}

const UPLOADS = 'statement-uploads'
/** A reader may take half a minute of its own; two at once leave the machine to the others. */
const AT_ONCE = 2
const CONNECTIONS = 4
/** A job whose process is gone is begun again after this by another one; a restart does not wait for it. */
const HEARTBEAT_SECONDS = 30
const RETRIES = 3
const RETRY_SECONDS = 5
/** New jobs are told of at once; what is to be tried again is found by looking. */
const LOOK_SECONDS = 5
const KEPT_SECONDS = 24 * 60 * 60

/**
 * Starts the queue of long work: jobs are rows, so that they outlive the process, and a notification wakes the worker. A job
 * carries ids only. `work` may be called twice for one job; `isLastTry` when a failure of it would be the last. Null: this
 * process asks for work and others do it.
 */
export async function startJobQueue(options: {
  readonly database: JobDatabase
  readonly work: ((job: UploadJob, isLastTry: boolean) => Promise<void>) | null
  readonly logger: Logger
}): Promise<JobQueue> {
  const { database, work, logger } = options
  const boss = new PgBoss({
    connectionString: database.connectionString,
    options: `-c role=${database.role}`,
    schema: database.schema,
    createSchema: false,
    application_name: 'expense-tracker jobs',
    max: work === null ? 1 : CONNECTIONS,
    schedule: false,
    // Tidying up belongs to those who work.
    supervise: work !== null,
    useListenNotify: work !== null,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => logger.warn({ error }, 'the queue of jobs has trouble; it tries again'))
  await boss.start()
  await boss.createQueue(UPLOADS, {
    notify: true,
    retryLimit: RETRIES,
    retryDelay: RETRY_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: KEPT_SECONDS,
  })
  if (work !== null) await workOn(boss, work, logger)
  return {
    submit: async (job) => {
      await boss.send(UPLOADS, job)
    },
    stop: ({ graceMs }) => boss.stop({ graceful: true, timeout: graceMs }),
  }
}

async function workOn(
  boss: PgBoss,
  work: (job: UploadJob, isLastTry: boolean) => Promise<void>,
  logger: Logger,
): Promise<void> {
  await boss.work(
    UPLOADS,
    { batchSize: 1, localConcurrency: AT_ONCE, includeMetadata: true, notifyPollingIntervalSeconds: LOOK_SECONDS },
    async ([job]: JobWithMetadata<UploadJob>[]) => {
      if (job === undefined) return
      try {
        await work(job.data, job.retryCount >= job.retryLimit)
      } catch (error) {
        logger.warn({ error, attempt: job.retryCount, ledgerId: job.data.ledgerId }, 'a job failed')
        // What is kept with the job says nothing of what it worked on.
        throw new Error('the job failed; the log says why')
      }
    },
  )
}
