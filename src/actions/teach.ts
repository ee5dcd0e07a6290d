import type { TeachingDraft, TeachingQuestion } from '../domain/taught-layout.ts'
import { TEACHABLE_LENGTH_MAX } from '../formats/teach/learn.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import {
  DRAFT_HOURS,
  learnFrom,
  nextQuestion,
  readableBy,
  type TeachingStep,
  teachable,
  unreadMessage,
} from './teach-state.ts'

export type { Choice, PreviewLine, TeachingPreview, TeachingStep } from './teach-state.ts'

/** Begins to ask about a message that could not be read. `draftId` is new for each time it is asked. */
export function startTeaching(
  context: ActionContext,
  { messageId, draftId }: { readonly messageId: string; readonly draftId: string },
): Promise<TeachingStep | Forbidden> {
  return whenAllowed(context, 'teach', async (): Promise<TeachingStep> => {
    const { session, clock } = context
    const message = await unreadMessage(context, messageId)
    if (message === null) return { kind: 'expired' }
    if (message === 'already-read') return { kind: 'already-read' }
    if (teachable(message.text).text.length > TEACHABLE_LENGTH_MAX) return { kind: 'refused', reason: 'too-long' }
    const first = nextQuestion(message.text, {})
    if (first === null || first.question !== 'amount') return { kind: 'refused', reason: 'no-amount' }
    const now = clock.now()
    await session.dropTeachingDrafts(messageId, now.subtract({ hours: DRAFT_HOURS }))
    await session.putTeachingDraft({ id: draftId, messageId, answers: {}, startedAt: now })
    return { kind: 'question', draftId, ...first }
  })
}

/** Takes an answer and gives the next question, or what the layout would read. An answer given before is replaced. */
export function answerTeaching(
  context: ActionContext,
  answer: { readonly draftId: string; readonly question: TeachingQuestion; readonly choice: number },
): Promise<TeachingStep | Forbidden> {
  return whenAllowed(context, 'teach', async (): Promise<TeachingStep> => {
    const { session } = context
    const draft = await session.teachingDraft(answer.draftId)
    if (draft === null) return { kind: 'expired' }
    const message = await unreadMessage(context, draft.messageId)
    if (message === null) return { kind: 'expired' }
    if (message === 'already-read') return { kind: 'already-read' }
    const answers = { ...draft.answers, [answer.question]: answer.choice }
    await session.putTeachingDraft({ ...draft, answers })
    const next = nextQuestion(message.text, answers)
    if (next !== null) return { kind: 'question', draftId: draft.id, ...next }
    const learning = await learnFrom(context, { ...draft, answers }, message)
    if (learning.kind === 'refused') return learning
    const [own, ...others] = await readableBy(context, learning.layout, draft.messageId)
    if (own?.messageId !== draft.messageId || own.lines[0] === undefined)
      return { kind: 'refused', reason: 'not-readable' }
    const preview = {
      institution: learning.layout.institution,
      own: own.lines[0],
      others: others.flatMap(({ lines }) => lines),
    }
    return { kind: 'preview', draftId: draft.id, preview }
  })
}

export type TeachingSaved =
  | {
      readonly kind: 'saved'
      readonly layoutId: string
      /** Whose mails it reads; null where no mail was taught. */
      readonly mailFrom: string | null
      readonly messages: number
      readonly transactionIds: readonly string[]
    }
  | Exclude<TeachingStep, { kind: 'question' | 'preview' }>

/** Makes the layout one of the ledger and books what it reads of all unread messages. `/undo` and `forgetLayout` take it back. */
export function saveTeaching(
  context: ActionContext,
  { draftId }: { readonly draftId: string },
): Promise<TeachingSaved | Forbidden> {
  return whenAllowed(context, 'teach', async (): Promise<TeachingSaved> => {
    const { session, actor, clock, ids } = context
    const draft = await session.teachingDraft(draftId)
    if (draft === null) return { kind: 'expired' }
    const message = await unreadMessage(context, draft.messageId)
    if (message === null) return { kind: 'expired' }
    if (message === 'already-read') return { kind: 'already-read' }
    const learning = await learnFrom(context, draft, message)
    if (learning.kind === 'refused') return learning
    const { layout } = learning
    const readable = await readableBy(context, layout, draft.messageId)
    const now = clock.now()
    const rereadId = ids.id('reread of layout', layout.id)
    await session.addReread({ id: rereadId, cause: 'layout', at: now })
    const origin = { messageId: draft.messageId, taughtBy: actor.personId, taughtAt: now, rereadId, forgotten: null }
    await session.addTaughtLayout({ ...layout, ...origin })
    const booked = await context.pipeline.reread(
      { rereadId, cause: 'layout', page: 0, messageIds: readable.map(({ messageId }) => messageId) },
      pipelinePorts(context),
    )
    await dropDrafts(context, draft)
    await session.addAudit('teach-layout', `layout:${layout.id}`, actor.personId, now)
    const keys = booked.messages.flatMap(({ alerts }) => alerts.map(({ key }) => key))
    const transactions = await session.transactionsOf(keys)
    return {
      kind: 'saved',
      layoutId: layout.id,
      mailFrom: layout.mailFrom,
      messages: booked.messages.length,
      transactionIds: [...new Set(transactions.map(({ id }) => id))],
    }
  })
}

/** Ends the questions about a message; nothing was changed by them. */
export function cancelTeaching(
  context: ActionContext,
  { draftId }: { readonly draftId: string },
): Promise<{ readonly kind: 'cancelled' } | Forbidden> {
  return whenAllowed(context, 'teach', async () => {
    const draft = await context.session.teachingDraft(draftId)
    if (draft !== null) await dropDrafts(context, draft)
    return { kind: 'cancelled' }
  })
}

async function dropDrafts({ session, clock }: ActionContext, { messageId }: TeachingDraft): Promise<void> {
  await session.dropTeachingDrafts(messageId, clock.now().subtract({ hours: DRAFT_HOURS }))
}
