import { Composer } from 'grammy'
import type { BotContext } from '../context.ts'
import { dashboardButton } from '../views/access.ts'
import { html, lines } from '../views/html.ts'

/** `/start`: the welcome. A pairing code behind it was used before the update came here. */
export const start = new Composer<BotContext>()

/** At most 40 words: it is the first thing a person reads. */
export const WELCOME = lines([
  html`Hello! I turn bank alerts into accounts that agree with your bank.`,
  html`Forward or paste an alert here, as it came.`,
  html`Try it now: send <code>500 bread</code>. /help shows the rest.`,
])

start.command('start', (context) => {
  // In a group a link to the dashboard would be everybody's.
  if (!context.isPrivate) return context.replies.send(WELCOME)
  return context.replies.send({ text: WELCOME, keyboard: [[dashboardButton(context.unit.dependencies.dashboard)]] })
})
