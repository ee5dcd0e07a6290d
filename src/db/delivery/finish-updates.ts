import type { Transaction } from '../client.ts'

/** Another holder took updates over (their claim had ended), or they were handled already: roll back. */
export class UpdatesLostError extends Error {
  override readonly name = 'UpdatesLostError'

  constructor() {
    super('updates are no longer held by this worker')
  }
}

/**
 * Marks updates handled in the transaction at hand, whose role may be the app's or the system's. Throws UpdatesLostError
 * unless `holder` has a claim on every one of them, so that a worker that lost its claim cannot commit.
 */
export async function finishUpdates(
  transaction: Pick<Transaction, 'query'>,
  holder: string,
  inboxIds: readonly bigint[],
): Promise<void> {
  const ids = [...new Set(inboxIds)]
  if (ids.length === 0) return
  const finished = await transaction.query(
    `UPDATE inbox SET handled_at = now(), claimed_until = NULL
      WHERE id = ANY($1::bigint[]) AND claimed_by = $2 AND handled_at IS NULL RETURNING id`,
    [ids, holder],
    { name: 'inbox_finish' },
  )
  if (finished.length !== ids.length) throw new UpdatesLostError()
}
