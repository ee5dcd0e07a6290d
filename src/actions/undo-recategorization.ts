import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { type AnswerOnTransaction, forgetLearned } from './lessons.ts'

export type Undoing = { readonly kind: 'undone' } | { readonly kind: 'not-possible' }

/**
 * Takes a category answer back, with what it taught: the transaction returns to the category it had. Doing it twice is
 * harmless. `not-possible` when there is no such answer on this transaction.
 */
export function undoRecategorization(
  context: ActionContext,
  { transactionId, answerId }: AnswerOnTransaction,
): Promise<Undoing | Forbidden> {
  return whenAllowed(context, 'recategorize', async (): Promise<Undoing> => {
    const { session, actor, clock } = context
    const keys = await answeredKeys(context, transactionId, answerId)
    if (keys === null) return { kind: 'not-possible' }
    const at = clock.now()
    await session.revokeAnswer(answerId, at)
    await forgetLearned(context, answerId)
    await session.addAudit('undo-recategorize', `transaction:${transactionId}`, actor.personId, at)
    await context.pipeline.resolve(keys, pipelinePorts(context))
    return { kind: 'undone' }
  })
}

/** Forgets what a category answer taught, wherever it counted; the transaction itself stays where the answer put it. */
export function forgetLesson(
  context: ActionContext,
  { transactionId, answerId }: AnswerOnTransaction,
): Promise<Undoing | Forbidden> {
  return whenAllowed(context, 'forget-lesson', async (): Promise<Undoing> => {
    const { session, actor, clock } = context
    if ((await session.lessonOf(answerId)) === null) return { kind: 'not-possible' }
    const at = clock.now()
    await forgetLearned(context, answerId)
    await session.addAudit('forget-lesson', `transaction:${transactionId}`, actor.personId, at)
    return { kind: 'undone' }
  })
}

/** The alerts of the transaction when the answer is a category answer on them, revoked or not; else null. */
async function answeredKeys({ session }: ActionContext, transactionId: string, answerId: string) {
  const detail = await session.transactionDetail(transactionId)
  if (detail === null) return null
  const keys = detail.transaction.witnesses.map(({ key }) => key)
  const answer = (await session.answersOn(keys)).find(({ id }) => id === answerId)
  return answer?.kind === 'category' ? keys : null
}
