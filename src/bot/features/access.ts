import { Composer } from 'grammy'
import { listTokens, makeLoginLink, makeToken, revokeToken } from '../../actions/manage-access.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import {
  ACCESS_IN_PRIVATE,
  dashboardScreen,
  freshTokenScreen,
  NO_MORE_TOKENS,
  TOKEN_PRESETS,
  tokenName,
  tokensScreen,
} from '../views/access.ts'
import { FORBIDDEN, TOO_OLD } from '../views/notices.ts'

/** `/dashboard` and `/token`: the ways in besides the chat, given in private only. */
export const access = new Composer<BotContext>()

access.command('dashboard', openDashboard)
onAction(access, 'dashboard', openDashboard)

async function openDashboard(context: BotContext): Promise<void> {
  if (!context.isPrivate) return context.replies.send(ACCESS_IN_PRIVATE)
  const { actions, ledger, dependencies } = context.unit
  const made = await makeLoginLink(actions, { ledgerId: ledger.id })
  if (made.kind !== 'made') return context.replies.send(FORBIDDEN)
  return context.replies.send(dashboardScreen(dependencies.dashboard, made.secret))
}

access.command('token', async (context) => {
  if (!context.isPrivate) return context.replies.send(ACCESS_IN_PRIVATE)
  return showTokens(context, 'send')
})

onAction(access, 'make-token', async (context, { page }) => {
  const preset = TOKEN_PRESETS[page]
  if (!context.isPrivate) return context.replies.send(ACCESS_IN_PRIVATE)
  if (preset === undefined) return context.replies.send(TOO_OLD)
  const { actions, ledger } = context.unit
  const name = tokenName(actions.clock.now().toZonedDateTimeISO(ledger.timeZone))
  const made = await makeToken(actions, { ledgerId: ledger.id, name, scopes: preset.scopes })
  switch (made.kind) {
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
    case 'not-possible':
      return context.replies.send(NO_MORE_TOKENS)
    case 'made':
      return context.replies.send(freshTokenScreen(made.grant, made.secret))
  }
})

onAction(access, 'revoke-token', async (context, { tokenId }) => {
  const done = await revokeToken(context.unit.actions, tokenId)
  if (done.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return showTokens(context, 'edit')
})

onAction(access, 'delete-message', (context) => context.replies.deletePressed())

async function showTokens(context: BotContext, where: 'send' | 'edit'): Promise<void> {
  const { actions, ledger } = context.unit
  const found = await listTokens(actions)
  if (found.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies[where](tokensScreen(found.tokens, ledger.timeZone))
}
