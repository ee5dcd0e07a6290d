import { Composer } from 'grammy'
import {
  differentEvents,
  type EventAnswered,
  isTransfer,
  notFeeOf,
  notReturned,
  notTransfer,
  sameEvent,
  splitOff,
  undoEventAnswer,
} from '../../actions/event-answers.ts'
import { likelyLegs, likelyTwins } from '../../actions/event-candidates.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { answeredText, FORBIDDEN, TOO_OLD } from '../views/notices.ts'
import { candidatesScreen } from '../views/why.ts'
import { showReceipt } from './show-receipt.ts'

/** What a person says about which alerts are one event: under a receipt, or under its "Why?". */
export const judge = new Composer<BotContext>()

onAction(judge, 'same', async (context, action) => {
  await showAnswered(context, action, await sameEvent(context.unit.actions, { ...action, answerId: context.answerId }))
})
onAction(judge, 'different', async (context, action) => {
  await showAnswered(
    context,
    action,
    await differentEvents(context.unit.actions, { ...action, answerId: context.answerId }),
  )
})
onAction(judge, 'is-transfer', async (context, action) => {
  await showAnswered(context, action, await isTransfer(context.unit.actions, { ...action, answerId: context.answerId }))
})
onAction(judge, 'not-transfer', async (context, action) => {
  await showAnswered(
    context,
    action,
    await notTransfer(context.unit.actions, { ...action, answerId: context.answerId }),
  )
})
onAction(judge, 'not-returned', async (context, action) => {
  await showAnswered(
    context,
    action,
    await notReturned(context.unit.actions, { ...action, answerId: context.answerId }),
  )
})
onAction(judge, 'not-fee', async (context, action) => {
  await showAnswered(context, action, await notFeeOf(context.unit.actions, { ...action, answerId: context.answerId }))
})
onAction(judge, 'split-off', async (context, { transactionId, messageId, page: position }) => {
  const request = { transactionId, key: { messageId, position }, answerId: context.answerId }
  await showAnswered(context, request, await splitOff(context.unit.actions, request))
})

onAction(judge, 'merge', async (context, { transactionId }) => {
  await showCandidates(context, await likelyTwins(context.unit.actions, transactionId), 'twin')
})
onAction(judge, 'legs', async (context, { transactionId }) => {
  await showCandidates(context, await likelyLegs(context.unit.actions, transactionId), 'leg')
})

onAction(judge, 'undo-answer', async (context, action) => {
  const result = await undoEventAnswer(context.unit.actions, action)
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return context.replies.send(TOO_OLD)
  return showReceipt(context, result.transactionId, 'edit')
})

/** The entry in place, with what was understood; a second entry that no message shows yet gets its receipt. */
async function showAnswered(
  context: BotContext,
  asked: { readonly transactionId: string },
  result: EventAnswered | { kind: 'forbidden' },
): Promise<void> {
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return context.replies.send(TOO_OLD)
  const { transactionId, otherId, answerId, word } = result
  // Taking the answer back shows again what was asked about, which may have gone into another entry.
  await showReceipt(context, transactionId, 'edit', {
    remark: answeredText(word),
    answered: { transactionId: asked.transactionId, answerId },
  })
  if (otherId === null) return
  const subject = `transaction:${otherId}`
  const shown = await context.unit.actions.session.messagesAbout([subject])
  const message = shown.get(subject)
  const isHere = message?.messageId === BigInt(context.callbackQuery?.message?.message_id ?? 0)
  if (message === undefined || isHere) await showReceipt(context, otherId, 'send')
}

async function showCandidates(
  context: BotContext,
  found: Awaited<ReturnType<typeof likelyTwins>>,
  as: 'twin' | 'leg',
): Promise<void> {
  if (found.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (found.kind === 'not-possible') return context.replies.send(TOO_OLD)
  return context.replies.edit(candidatesScreen(found, as), `transaction:${found.of.id}`)
}
