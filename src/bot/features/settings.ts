import { Composer } from 'grammy'
import { setDailyCard, setFilingPrecision } from '../../actions/learning-settings.ts'
import { forgetLayout, listTaughtLayouts } from '../../actions/taught-layouts.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { dashboardButton } from '../views/access.ts'
import type { Html } from '../views/html.ts'
import { FORBIDDEN, PRIVATE_ONLY } from '../views/notices.ts'
import { settingsScreen } from '../views/settings.ts'
import { ALREADY_FORGOTTEN, forgottenText } from '../views/teaching.ts'

/** `/settings`: what the ledger counts in, when it asks, and the layouts it was taught. */
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

onAction(settings, 'set-precision', async (context, { page }) => {
  await afterChange(context, await setFilingPrecision(context.unit.actions, page))
})

onAction(settings, 'daily-card', async (context, { page }) => {
  await afterChange(context, await setDailyCard(context.unit.actions, page === 1))
})

function afterChange(context: BotContext, result: Awaited<ReturnType<typeof setDailyCard>>): Promise<void> {
  return result.kind === 'forbidden' ? context.replies.send(FORBIDDEN) : showSettings(context, 'edit', null)
}

async function showSettings(context: BotContext, where: 'send' | 'edit', heading: Html | null): Promise<void> {
  const result = await listTaughtLayouts(context.unit.actions)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  // As it is now: the unit’s own ledger was read before the press.
  const ledger = await context.unit.actions.session.lockLedger()
  const screen = settingsScreen(ledger, result.layouts, heading)
  const dashboard = dashboardButton(context.unit.dependencies.dashboard)
  return context.replies[where]({ ...screen, keyboard: [...screen.keyboard, [dashboard]] })
}
