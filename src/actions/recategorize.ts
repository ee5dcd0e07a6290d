import type { Category } from '../domain/category.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { categoryOf, transactionLine } from './transaction-view.ts'

/** What a tap taught: the next alert of this counterparty goes to this category. */
export type Learned = { readonly answerId: string; readonly counterparty: string; readonly category: Category }

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
    const learned = await learn(context, detail, category, answerId)
    await context.pipeline.resolve(
      transaction.witnesses.map(({ key }) => key),
      pipelinePorts(context),
    )
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

async function learn(
  { session, pipeline, ids, clock }: ActionContext,
  detail: TransactionDetail,
  category: Category,
  answerId: string,
): Promise<Learned | null> {
  const counterpartyKey = detail.alerts
    .map(({ reading }) => pipeline.counterpartyKey(reading))
    .find((key) => key !== null)
  if (counterpartyKey === undefined) return null
  const lesson = { id: ids.id('lesson', answerId), counterpartyKey, kind: category.kind, categoryId: category.id }
  await session.addLesson(lesson, answerId, clock.now())
  return { answerId, counterparty: transactionLine(detail).counterparty ?? counterpartyKey, category }
}
