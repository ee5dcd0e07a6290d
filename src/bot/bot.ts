import { Composer } from 'grammy'
import type { BotContext } from './context.ts'
import { access } from './features/access.ts'
import { accounts } from './features/accounts.ts'
import { callbackFallback } from './features/callback-fallback.ts'
import { categories } from './features/categories.ts'
import { connect } from './features/connect.ts'
import { doubtfulMail } from './features/doubtful-mail.ts'
import { editEntry } from './features/edit-entry.ts'
import { exporting } from './features/export.ts'
import { freeText } from './features/free-text.ts'
import { groupGate } from './features/group-gate.ts'
import { help } from './features/help.ts'
import { judge } from './features/judge.ts'
import { missing } from './features/missing.ts'
import { otherMessages } from './features/other-messages.ts'
import { payees } from './features/payees.ts'
import { phones } from './features/phones.ts'
import { prompts } from './features/prompts.ts'
import { recategorize } from './features/recategorize.ts'
import { report } from './features/report.ts'
import { review } from './features/review.ts'
import { rules } from './features/rules.ts'
import { settings } from './features/settings.ts'
import { start } from './features/start.ts'
import { status } from './features/status.ts'
import { teach } from './features/teach.ts'
import { transactions } from './features/transactions.ts'
import { undo } from './features/undo.ts'
import { uploads } from './features/uploads.ts'
import { why } from './features/why.ts'

/** All features, in order: the gate of group chats first, what nobody took last. */
export function createBot(): Composer<BotContext> {
  return new Composer<BotContext>(
    groupGate,
    prompts,
    start,
    help,
    accounts,
    transactions,
    categories,
    rules,
    editEntry,
    exporting,
    report,
    undo,
    why,
    payees,
    judge,
    review,
    recategorize,
    teach,
    settings,
    access,
    missing,
    status,
    uploads,
    phones,
    connect,
    doubtfulMail,
    callbackFallback,
    freeText,
    otherMessages,
  )
}
