import type { Lesson } from '../domain/category.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

export type AnswerOnTransaction = { readonly transactionId: string; readonly answerId: string }

export type LessonApplied =
  /** `count`: entries that moved. */
  { readonly kind: 'applied'; readonly count: number } | { readonly kind: 'not-possible' }

/**
 * Has what an answer taught count for what came before it, too. Entries that a person or a rule categorized stay as they are.
 * Doing it twice changes nothing.
 */
export function applyLesson(
  context: ActionContext,
  { transactionId, answerId }: AnswerOnTransaction,
): Promise<LessonApplied | Forbidden> {
  return setApplied(context, transactionId, answerId, true)
}

/** Takes an application to the past back: entries return to what they were; the lesson still counts for what comes. */
export function takeBackApplication(
  context: ActionContext,
  { transactionId, answerId }: AnswerOnTransaction,
): Promise<LessonApplied | Forbidden> {
  return setApplied(context, transactionId, answerId, false)
}

function setApplied(
  context: ActionContext,
  transactionId: string,
  answerId: string,
  isApplied: boolean,
): Promise<LessonApplied | Forbidden> {
  return whenAllowed(context, 'recategorize', async (): Promise<LessonApplied> => {
    const { session, actor, clock } = context
    const lesson = await session.lessonOf(answerId)
    if (lesson === null || lesson.counterpartyKey === '' || (lesson.forgottenAt ?? null) !== null) {
      return { kind: 'not-possible' }
    }
    if (((lesson.appliedAt ?? null) !== null) === isApplied) return { kind: 'applied', count: 0 }
    const at = clock.now()
    await session.applyLesson(lesson.id, isApplied ? at : null)
    const subject = `transaction:${transactionId}`
    await session.addAudit(isApplied ? 'apply-lesson' : 'take-back-lesson', subject, actor.personId, at)
    return { kind: 'applied', count: await settleAgain(context, lesson) }
  })
}

/**
 * Forgets what an answer taught, as if it had never been said: entries it decided, then or later, go where they would be
 * without it. Forgetting twice changes nothing.
 */
export async function forgetLearned(context: ActionContext, answerId: string): Promise<void> {
  const { session, clock } = context
  const lesson = await session.lessonOf(answerId)
  if (lesson === null || (lesson.forgottenAt ?? null) !== null) return
  await session.forgetLessonsOf(answerId, clock.now())
  await settleAgain(context, lesson)
}

/** Solves again what lessons about this payee would put elsewhere now. Gives how many entries that were. */
async function settleAgain(context: ActionContext, { counterpartyKey }: Lesson): Promise<number> {
  if (counterpartyKey === '') return 0
  const affected = await context.pipeline.affectedByLessons(counterpartyKey, null, context.session)
  const keys = affected.flatMap((each) => each.keys)
  if (keys.length > 0) await context.pipeline.resolve(keys, pipelinePorts(context))
  return affected.length
}
