import type { AlertKey } from '../domain/alert.ts'
import type { TransactionDetail } from '../domain/ports.ts'
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

/**
 * Brings an entry back by revoking every `void` answer on its alerts; one that a rule ignores by a word that it counts.
 * Restoring what is there changes nothing. `answerId` is derived from the event that asks.
 */
export function restoreEntry(
  context: ActionContext,
  { transactionId, answerId }: { readonly transactionId: string; readonly answerId: string },
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
    const restored = await context.session.transactionDetail(id)
    if (restored?.transaction.status === 'void') await keepAgainstRules(context, restored, answerId)
    return { kind: 'done', transactionId: id }
  })
}

async function keepAgainstRules(
  context: ActionContext,
  { transaction }: TransactionDetail,
  answerId: string,
): Promise<void> {
  const { session, actor, clock, pipeline } = context
  const at = clock.now()
  const on = transaction.witnesses.map(({ key }) => key)
  await session.addAnswer({ id: answerId, by: actor.personId, at, on, revokedAt: null, kind: 'edit', keeps: true })
  await session.addAudit('keep-entry', `transaction:${transaction.id}`, actor.personId, at)
  await pipeline.resolve(on, pipelinePorts(context))
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
