import type { AlertKey } from '../domain/alert.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

export type EntryChange = { readonly kind: 'done'; readonly transactionId: string } | { readonly kind: 'not-possible' }

/**
 * Takes an entry out of the ledger by a `void` answer on its alerts: they stay known, so it does not come back. Undoing
 * what is undone changes nothing. `answerId` is derived from the event that asks.
 */
export function undoEntry(
  context: ActionContext,
  request: { readonly transactionId: string; readonly answerId: string },
): Promise<EntryChange | Forbidden> {
  return whenAllowed(context, 'void', async (): Promise<EntryChange> => {
    const { session, actor, clock } = context
    const detail = await session.transactionDetail(request.transactionId)
    if (detail === null || detail.transaction.witnesses.length === 0) return { kind: 'not-possible' }
    const { transaction } = detail
    if (transaction.status === 'void') return { kind: 'done', transactionId: transaction.id }
    const on = transaction.witnesses.map(({ key }) => key)
    const at = clock.now()
    await session.addAnswer({ id: request.answerId, by: actor.personId, at, on, revokedAt: null, kind: 'void' })
    await session.addAudit('undo-entry', `transaction:${transaction.id}`, actor.personId, at)
    await context.pipeline.resolve(on, pipelinePorts(context))
    return { kind: 'done', transactionId: transaction.id }
  })
}

/** Brings an undone entry back by revoking every `void` answer on its alerts. Restoring what is there changes nothing. */
export function restoreEntry(
  context: ActionContext,
  { transactionId }: { readonly transactionId: string },
): Promise<EntryChange | Forbidden> {
  return whenAllowed(context, 'void', async (): Promise<EntryChange> => {
    const detail = await context.session.transactionDetail(transactionId)
    if (detail === null) return { kind: 'not-possible' }
    const { id, witnesses } = detail.transaction
    await revokeVoids(
      context,
      id,
      witnesses.map(({ key }) => key),
    )
    return { kind: 'done', transactionId: id }
  })
}

async function revokeVoids(context: ActionContext, transactionId: string, keys: readonly AlertKey[]): Promise<void> {
  const { session, actor, clock } = context
  const answers = await session.answersOn(keys)
  const voids = answers.filter(({ kind, revokedAt }) => kind === 'void' && revokedAt === null)
  if (voids.length === 0) return
  const at = clock.now()
  for (const { id } of voids) await session.revokeAnswer(id, at)
  await session.addAudit('restore-entry', `transaction:${transactionId}`, actor.personId, at)
  await context.pipeline.resolve(
    voids.flatMap(({ on }) => on),
    pipelinePorts(context),
  )
}
