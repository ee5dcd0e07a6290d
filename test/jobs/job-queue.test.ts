import { afterEach, describe, expect, it } from 'vitest'
import { JOBS_SCHEMA, SYSTEM_ROLE } from '../../src/db/transaction.ts'
import { type JobQueue, startJobQueue, type UploadJob } from '../../src/jobs/job-queue.ts'
import { createLogger } from '../../src/telemetry/logger.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const JOB: UploadJob = {
  ledgerId: 'aaaaaaaa-0000-4000-8000-00000000000a',
  uploadId: 'aaaaaaaa-0000-4000-8000-000000000001',
}

describe('the queue of jobs', () => {
  let fresh: FreshDatabase
  let queue: JobQueue
  afterEach(async () => {
    await queue.stop({ graceMs: 1_000 })
    await fresh.close()
  })

  const start = async (work: (job: UploadJob, isLastTry: boolean) => Promise<void>) => {
    const { connectionString } = fresh
    const database = { connectionString, schema: JOBS_SCHEMA, role: SYSTEM_ROLE }
    queue = await startJobQueue({ database, work, logger: createLogger({ level: 'silent' }) })
  }

  it('works a submitted job off, in tables that belong to the system role and hold nothing of a ledger', async () => {
    fresh = await freshDatabase()
    const done = Promise.withResolvers<UploadJob>()
    await start(async (job) => done.resolve(job))
    await queue.submit(JOB)
    expect(await done.promise).toEqual(JOB)
    const owners = await fresh.database.asOwner((transaction) =>
      transaction.query<{ owner: string }>('SELECT DISTINCT tableowner AS owner FROM pg_tables WHERE schemaname = $1', [
        JOBS_SCHEMA,
      ]),
    )
    expect(owners).toEqual([{ owner: SYSTEM_ROLE }])
  }, 30_000)

  it('tries a job again that failed', async () => {
    fresh = await freshDatabase()
    const done = Promise.withResolvers<number>()
    let tries = 0
    await start(async () => {
      tries += 1
      if (tries === 1) throw new Error('not yet')
      done.resolve(tries)
    })
    await queue.submit(JOB)
    expect(await done.promise).toBe(2)
  }, 60_000)
})
