import type { TaughtRecord } from '../domain/taught-layout.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** Messages read again at a time. */
const PAGE_SIZE = 500

/** The layouts a ledger was taught and still believes, the latest first. */
export function listTaughtLayouts(
  context: ActionContext,
): Promise<{ readonly kind: 'layouts'; readonly layouts: readonly TaughtRecord[] } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const layouts = (await context.session.taughtLayouts()).filter(({ forgotten }) => forgotten === null)
    return { kind: 'layouts', layouts }
  })
}

export type LayoutForgotten =
  | { readonly kind: 'forgotten'; readonly messages: number }
  /** It was forgotten before, or is not this ledger's. */
  | { readonly kind: 'not-possible' }

/**
 * Forgets a taught layout: every message it read is read without it, as if it had never been taught. `undone`: the person
 * takes the teaching back rather than not wanting it any more; `/undo` brings back only what was forgotten.
 */
export function forgetLayout(
  context: ActionContext,
  { layoutId, because }: { readonly layoutId: string; readonly because: 'forgotten' | 'undone' },
): Promise<LayoutForgotten | Forbidden> {
  return whenAllowed(context, 'teach', async (): Promise<LayoutForgotten> => {
    const { session, pipeline, actor, clock } = context
    const record = (await session.taughtLayouts()).find(({ id }) => id === layoutId)
    if (record === undefined || record.forgotten !== null) return { kind: 'not-possible' }
    const at = clock.now()
    const messages = await session.messagesReadBy(layoutId)
    await session.forgetTaughtLayout(layoutId, { at, because })
    // Taking the reread back gives everything the ids it had; what came later is read again.
    await pipeline.takeBackReread(record.rereadId, pipelinePorts(context))
    await rereadAll(context, await session.messagesReadBy(layoutId), `forget ${layoutId} ${at.toString()}`)
    await session.addAudit('forget-layout', `layout:${layoutId}`, actor.personId, at)
    return { kind: 'forgotten', messages: messages.length }
  })
}

/** Lets a forgotten layout count again and books what it reads. */
export function recallLayout(
  context: ActionContext,
  { layoutId }: { readonly layoutId: string },
): Promise<{ readonly kind: 'recalled' } | { readonly kind: 'not-possible' } | Forbidden> {
  return whenAllowed(context, 'teach', async () => {
    const { session, actor, clock, ids } = context
    const record = (await session.taughtLayouts()).find(({ id }) => id === layoutId)
    if (record === undefined || record.forgotten === null) return { kind: 'not-possible' as const }
    const at = clock.now()
    const name = `recall ${layoutId} ${at.toString()}`
    const rereadId = ids.id('reread of layout', name)
    await session.addReread({ id: rereadId, cause: 'layout', at })
    await session.recallTaughtLayout(layoutId, rereadId)
    await rereadAll(context, await session.unreadMessages(EARLIER_MAX), name)
    await session.addAudit('recall-layout', `layout:${layoutId}`, actor.personId, at)
    return { kind: 'recalled' as const }
  })
}

/** As many as are looked at when a layout is taught. */
const EARLIER_MAX = 1_000

async function rereadAll(context: ActionContext, messageIds: readonly string[], name: string): Promise<void> {
  const { pipeline, ids } = context
  const rereadId = ids.id('reread of layout', name)
  for (let page = 0; page * PAGE_SIZE < messageIds.length; page++) {
    const own = messageIds.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)
    await pipeline.reread({ rereadId, cause: 'layout', page, messageIds: own }, pipelinePorts(context))
  }
}
