import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

export type AccountChoice = { readonly kind: 'chosen' } | { readonly kind: 'not-possible' }

/**
 * Books a quick entry on another account, which also takes the quick entries that follow. `not-possible` when the
 * account is not one that holds or owes money of its currency here, or the entry also rests on an alert that names its own account.
 */
export function chooseAccount(
  context: ActionContext,
  request: { readonly transactionId: string; readonly accountId: string },
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
    await session.setAlertAccount(keys, account.id)
    await session.setQuickEntryAccount(account.id)
    await session.addAudit('choose-account', `transaction:${transaction.id}`, actor.personId, clock.now())
    await context.pipeline.resolve(keys, pipelinePorts(context))
    return { kind: 'chosen' }
  })
}
