import { Composer } from 'grammy'
import type { Trace } from '../../actions/ingest-messages.ts'
import { forgetLayout } from '../../actions/taught-layouts.ts'
import { answerTeaching, cancelTeaching, saveTeaching, startTeaching, type TeachingStep } from '../../actions/teach.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { FORBIDDEN, PRIVATE_ONLY } from '../views/notices.ts'
import type { Screen } from '../views/screen.ts'
import {
  ALREADY_FORGOTTEN,
  CANCELLED,
  forgottenText,
  savedScreen,
  teachingScreen,
  UNREAD_INTRO,
} from '../views/teaching.ts'

/** Teaching a layout: a few questions about a message that could not be read, a preview, Save. */
export const teach = new Composer<BotContext>()

/** The first question about a message that was just sent and could not be read; null where none can be asked. */
export async function askToTeach(context: BotContext, trace: Trace): Promise<Screen | null> {
  // The numbers on the buttons may be balances, which are shown in the private chat only.
  if (trace.outcome !== 'unrecognized' || !context.isPrivate) return null
  const step = await startTeaching(context.unit.actions, draftOf(context, trace.messageId))
  return step.kind === 'question' ? teachingScreen(step, context.unit.ledger.timeZone, UNREAD_INTRO) : null
}

function draftOf(context: BotContext, messageId: string): { messageId: string; draftId: string } {
  return { messageId, draftId: context.unit.dependencies.ids.id('teaching', context.answerId, messageId) }
}

onAction(teach, 'teach', async (context, { messageId }) => {
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  const step = await startTeaching(context.unit.actions, draftOf(context, messageId))
  if (step.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies.send(teachingScreen(step, context.unit.ledger.timeZone))
})

onAction(teach, 'teach-answer', async (context, { draftId, question, choice }) => {
  await showStep(context, await answerTeaching(context.unit.actions, { draftId, question, choice }))
})

onAction(teach, 'teach-save', async (context, { draftId }) => {
  context.unit.receipts.isBulk = true
  const result = await saveTeaching(context.unit.actions, { draftId })
  if (result.kind !== 'saved') return showStep(context, result)
  const { layoutId, messages, mailFrom, transactionIds } = result
  return context.replies.edit(savedScreen({ layoutId, messages, entries: transactionIds.length, mailFrom }))
})

onAction(teach, 'teach-cancel', async (context, { draftId }) => {
  const result = await cancelTeaching(context.unit.actions, { draftId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies.edit({ text: CANCELLED, keyboard: [] })
})

onAction(teach, 'unteach', async (context, { layoutId }) => {
  context.unit.receipts.isBulk = true
  const result = await forgetLayout(context.unit.actions, { layoutId, because: 'undone' })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const text = result.kind === 'forgotten' ? forgottenText(result.messages, 'undone') : ALREADY_FORGOTTEN
  return context.replies.edit({ text, keyboard: [] })
})

function showStep(context: BotContext, step: TeachingStep | { readonly kind: 'forbidden' }): Promise<void> {
  if (step.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  return context.replies.edit(teachingScreen(step, context.unit.ledger.timeZone))
}
