import type { Category, Lesson } from '../domain/category.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import { byPrecedence } from '../pipeline/order.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { categoryOf, transactionLine } from './transaction-view.ts'

/** What a tap taught: the next alert of this payee goes to this category. */
export type Learned = {
  readonly answerId: string
  readonly counterparty: string
  readonly category: Category
  /** Earlier entries it would move, were it applied to the past. */
  readonly pastCount: number
  /** False where this payee goes here and there: next time I ask. */
  readonly decidesNext: boolean
}

export type Recategorization =
  | {
      readonly kind: 'recategorized'
      readonly transactionId: string
      readonly answerId: string
      readonly before: Category
      readonly category: Category
      /** Null when the message names nobody: then only this transaction moved. */
      readonly learned: Learned | null
    }
  /** It was there already, by a person's word. */
  | { readonly kind: 'unchanged'; readonly transactionId: string }
  /** The transaction or category is not in this ledger, was undone, or cannot take this category. */
  | { readonly kind: 'not-possible' }

/** `answerId` is derived from the event that asks, so that the same event answers once. */
export type RecategorizeRequest = {
  readonly transactionId: string
  readonly categoryId: string
  readonly answerId: string
}

/**
 * Puts a transaction into a category by a person's answer, anchored on its alerts, learns that for its counterparty,
 * and solves its alerts again.
 */
export function recategorize(
  context: ActionContext,
  request: RecategorizeRequest,
): Promise<Recategorization | Forbidden> {
  return whenAllowed(context, 'recategorize', async (): Promise<Recategorization> => {
    const detail = await context.session.transactionDetail(request.transactionId)
    const before = detail === null ? null : categoryOf(detail)
    const category = (await context.session.categories()).find(({ id }) => id === request.categoryId)
    if (detail === null || before === null || category === undefined) return { kind: 'not-possible' }
    const { transaction } = detail
    if (transaction.status === 'void' || category.kind !== before.kind) return { kind: 'not-possible' }
    if (before.id === category.id && transaction.categoryReason?.kind === 'user') {
      return { kind: 'unchanged', transactionId: transaction.id }
    }
    const { answerId } = request
    await answer(context, detail, category, answerId)
    const lesson = await learn(context, detail, category, answerId)
    await context.pipeline.resolve(
      transaction.witnesses.map(({ key }) => key),
      pipelinePorts(context),
    )
    const learned = lesson === null ? null : await learnedOf(context, detail, lesson, category, answerId)
    return { kind: 'recategorized', transactionId: transaction.id, answerId, before, category, learned }
  })
}

async function answer(
  { session, actor, clock }: ActionContext,
  { transaction }: TransactionDetail,
  category: Category,
  answerId: string,
): Promise<void> {
  const at = clock.now()
  await session.addAnswer({
    id: answerId,
    by: actor.personId,
    at,
    on: transaction.witnesses.map(({ key }) => key),
    revokedAt: null,
    kind: 'category',
    categoryId: category.id,
  })
  await session.addAudit('recategorize', `transaction:${transaction.id}`, actor.personId, at)
}

/** Keeps what the answer teaches: about the payee, where one is named, and to the model in any case. */
async function learn(
  { session, pipeline, ids, clock }: ActionContext,
  { alerts }: TransactionDetail,
  category: Category,
  answerId: string,
): Promise<Lesson | null> {
  const [reading] = byPrecedence(alerts).map((alert) => alert.reading)
  if (reading === undefined) return null
  const named = byPrecedence(alerts).flatMap((alert) => pipeline.payeeKey(alert.reading) ?? [])
  const { counterparty, narration, direction, channel, amount } = reading
  const lesson = {
    id: ids.id('lesson', answerId),
    counterpartyKey: named[0] ?? '',
    kind: category.kind,
    categoryId: category.id,
    example: { counterparty, narration, direction, channel, amountMinor: amount.minor },
  }
  await session.addLesson(lesson, answerId, clock.now())
  return lesson
}

async function learnedOf(
  { session, pipeline, clock }: ActionContext,
  detail: TransactionDetail,
  { id, counterpartyKey }: Lesson,
  category: Category,
  answerId: string,
): Promise<Learned | null> {
  if (counterpartyKey === '') return null
  const stored = await session.lessonOf(answerId)
  if (stored === null) return null
  const affected = await pipeline.affectedByLessons(counterpartyKey, { ...stored, appliedAt: clock.now() }, session)
  const moved = affected.filter(({ to }) => to.reason.kind === 'lesson' && to.reason.lessonId === id)
  const counterparty = transactionLine(detail).counterparty ?? counterpartyKey
  const decidesNext = (await pipeline.nextCategory(detail.transaction, detail.alerts, session)) === category.id
  return { answerId, counterparty, category, pastCount: moved.length, decidesNext }
}
