import type { Clock } from '../../domain/ports.ts'
import type { Database } from '../client.ts'
import { JOBS_SCHEMA } from '../transaction.ts'
import { ageSeconds } from './inbox-store.ts'

/** Jobs that wait to be worked on: how many, and the age of the oldest in seconds. None before the first worker started. */
export async function jobDepth(database: Database, clock: Clock): Promise<{ count: number; oldestAgeSeconds: number }> {
  return database.inSystem(async (transaction) => {
    const [table] = await transaction.query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
      `${JOBS_SCHEMA}.job`,
    ])
    if (table?.name == null) return { count: 0, oldestAgeSeconds: 0 }
    // The queue library keeps jobs of its own there; their names begin with two underscores.
    const [row] = await transaction.query<{ count: bigint; oldest: string | null }>(
      `SELECT count(*) AS count, min(created_on) AS oldest FROM ${JOBS_SCHEMA}.job
        WHERE state IN ('created', 'retry') AND NOT starts_with(name, '__')`,
    )
    return { count: Number(row?.count ?? 0n), oldestAgeSeconds: ageSeconds(clock, row?.oldest ?? null) }
  })
}
