import { Composer } from 'grammy'
import type { BotContext } from '../context.ts'
import { html, lines } from '../views/html.ts'

/** `/help`, in at most 12 lines. */
export const help = new Composer<BotContext>()

export const HELP = lines([
  html`<b>What you can send</b>`,
  html`A bank alert, forwarded or pasted, or several; a bank statement as a file (/import).`,
  html`Or an entry: <code>1500 lunch</code>, <code>+250k salary</code>, <code>uber 3.2k yesterday</code>.`,
  html`<b>What you can ask</b>`,
  html`/report – chart and totals; also /report week, year or 2026-10`,
  html`/transactions – the latest entries; /undo – take the last thing back`,
  html`/accounts – balances and what is missing; /dashboard – all of it in a browser`,
  html`/status – the last alert of each bank; /connect – alerts from mailbox or phone`,
  html`/review – what I am not sure about; /why – why an entry is as it is`,
  html`/categories, /rules – how entries are sorted; /export – a file; /token – for programs`,
  html`An alert I cannot read? Answer my questions, and I learn it. /settings forgets it.`,
  html`Tap a category under a receipt to change it. Edit… splits it, adds notes, tags and photos.`,
])

help.command('help', (context) => context.replies.send(HELP))
