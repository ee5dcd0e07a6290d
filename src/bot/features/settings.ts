import { Composer } from 'grammy'
import { forgetLayout, listTaughtLayouts } from '../../actions/taught-layouts.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { dashboardButton } from '../views/access.ts'
import type { Html } from '../views/html.ts'
import { FORBIDDEN, PRIVATE_ONLY } from '../views/notices.ts'
import { settingsScreen } from '../views/settings.ts'
import { ALREADY_FORGOTTEN, forgottenText } from '../views/teaching.ts'

/** `/settings`: what the ledger counts in, and the layouts it was taught. */
export const settings = new Composer<BotContext>()

settings.command('settings', async (context) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  return showSettings(context, 'send', null)
})

onAction(settings, 'forget-layout', async (context, { layoutId }) => {
  context.unit.receipts.isBulk = true
  const result = await forgetLayout(context.unit.actions, { layoutId, because: 'forgotten' })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const heading = result.kind === 'forgotten' ? forgottenText(result.messages, 'forgotten') : ALREADY_FORGOTTEN
  return showSettings(context, 'edit', heading)
})

async function showSettings(context: BotContext, where: 'send' | 'edit', heading: Html | null): Promise<void> {
  const result = await listTaughtLayouts(context.unit.actions)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const screen = settingsScreen(context.unit.ledger, result.layouts, heading)
  const dashboard = dashboardButton(context.unit.dependencies.dashboard)
  return context.replies[where]({ ...screen, keyboard: [...screen.keyboard, [dashboard]] })
}
