import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

export type AccountChoice = { readonly kind: 'chosen' } | { readonly kind: 'not-possible' }

/**
 * Books a quick entry on another account by a person's answer; the quick entries that follow go there too. `not-possible` when the
 * account is not one that holds or owes money of its currency here, or the entry also rests on an alert that names its own account.
 */
export function chooseAccount(
  context: ActionContext,
  request: { readonly transactionId: string; readonly accountId: string; readonly answerId: string },
): Promise<AccountChoice | Forbidden> {
  return whenAllowed(context, 'choose-account', async (): Promise<AccountChoice> => {
    const { session, actor, clock } = context
    const detail = await session.transactionDetail(request.transactionId)
    const account = (await session.accounts()).find(({ id }) => id === request.accountId)
    if (detail === null || (account?.type !== 'asset' && account?.type !== 'liability')) return { kind: 'not-possible' }
    const { transaction, alerts } = detail
    if (alerts.length === 0 || alerts.some(({ source }) => source !== 'manual')) return { kind: 'not-possible' }
    if (alerts.some(({ reading }) => reading.amount.currency !== account.currency)) return { kind: 'not-possible' }
    const keys = alerts.map(({ key }) => key)
    const at = clock.now()
    const content = { kind: 'edit', accountId: account.id } as const
    await session.addAnswer({ id: request.answerId, by: actor.personId, at, on: keys, revokedAt: null, ...content })
    await session.setQuickEntryAccount(account.id)
    await session.addAudit('choose-account', `transaction:${transaction.id}`, actor.personId, at)
    await context.pipeline.resolve(keys, pipelinePorts(context))
    return { kind: 'chosen' }
  })
}
