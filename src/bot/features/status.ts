import { Composer } from 'grammy'
import { ledgerStatus } from '../../actions/ledger-status.ts'
import type { BotContext } from '../context.ts'
import { FORBIDDEN, PRIVATE_ONLY } from '../views/notices.ts'
import { statusScreen } from '../views/status.ts'

/** `/status`: what came last from where, whether balances add up, and what waits. */
export const status = new Composer<BotContext>()

status.command('status', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const { dependencies, ledger, actions } = context.unit
  const result = await ledgerStatus(actions, ledger.timeZone)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies.send(statusScreen(result, await dependencies.queueDepths(), ledger.timeZone))
})
