import type { Attachment } from '../domain/setting-change.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** An entry has at most as many pictures and files. */
export const ATTACHMENTS_MAX = 10

export type Attached =
  | { readonly kind: 'attached'; readonly transactionId: string; readonly count: number }
  | { readonly kind: 'too-many' }
  /** There is no such entry, or it rests on no alert. */
  | { readonly kind: 'not-possible' }

/** Puts a picture or file to an entry, anchored on its first alert: it goes with it when entries merge or part. */
export function attach(
  context: ActionContext,
  request: {
    readonly transactionId: string
    readonly id: string
    readonly kind: Attachment['kind']
    readonly fileId: string
  },
): Promise<Attached | Forbidden> {
  return whenAllowed(context, 'edit', async (): Promise<Attached> => {
    const { session, actor, clock } = context
    const detail = await session.transactionDetail(request.transactionId)
    const keys = detail?.transaction.witnesses.map(({ key }) => key) ?? []
    const [on] = keys
    if (detail === null || on === undefined) return { kind: 'not-possible' }
    const there = await session.attachmentsOn(keys)
    if (there.length >= ATTACHMENTS_MAX) return { kind: 'too-many' }
    const at = clock.now()
    await session.addAttachment({ id: request.id, on, kind: request.kind, fileId: request.fileId, at })
    await session.addAudit('attach', `transaction:${detail.transaction.id}`, actor.personId, at)
    const isNew = !there.some(({ id }) => id === request.id)
    return { kind: 'attached', transactionId: detail.transaction.id, count: there.length + (isNew ? 1 : 0) }
  })
}

/** Takes the last picture or file of an entry away again. */
export function detachLast(
  context: ActionContext,
  { transactionId }: { readonly transactionId: string },
): Promise<{ readonly kind: 'detached' } | { readonly kind: 'not-possible' } | Forbidden> {
  return whenAllowed(context, 'edit', async () => {
    const { session, actor, clock } = context
    const detail = await session.transactionDetail(transactionId)
    const keys = detail?.transaction.witnesses.map(({ key }) => key) ?? []
    const last = (await session.attachmentsOn(keys)).at(-1)
    if (last === undefined) return { kind: 'not-possible' as const }
    const at = clock.now()
    await session.removeAttachment(last.id, at)
    await session.addAudit('detach', `attachment:${last.id}`, actor.personId, at)
    return { kind: 'detached' as const }
  })
}
