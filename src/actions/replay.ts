import type { Rereading } from '../pipeline/reread.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** What reading a message again makes of it and its alerts, and of the ledger. */
export type { AlertChange, MessageChange } from '../pipeline/compare-readings.ts'
export type { Rereading } from '../pipeline/reread.ts'

/** Messages of one page: enough to share the cost of settling, few enough that memory does not grow with the ledger. */
const PAGE_SIZE = 500

export type Replay = { readonly kind: 'replayed'; readonly messages: number }

/**
 * Reads every stored message again with today's formats and changes the ledger accordingly, page by page; `onPage` is told
 * what each page changed. To only look, let the transaction fail afterwards. `replayId` is new for each replay.
 */
export function replayMessages(
  context: ActionContext,
  replayId: string,
  onPage: (rereading: Rereading) => void,
): Promise<Replay | Forbidden> {
  return whenAllowed(context, 'replay', async (): Promise<Replay> => {
    const { session, pipeline, actor, clock } = context
    let [messages, last]: [number, string | null] = [0, null]
    for (let page = 0; ; page++) {
      const messageIds: readonly string[] = await session.rereadableMessages(last, PAGE_SIZE)
      last = messageIds.at(-1) ?? null
      if (last === null) break
      messages += messageIds.length
      const request = { rereadId: replayId, cause: 'replay', page, messageIds } as const
      onPage(await pipeline.reread(request, pipelinePorts(context)))
    }
    await session.addAudit('replay', `reread:${replayId}`, actor.personId, clock.now())
    return { kind: 'replayed', messages }
  })
}

export type ReplayTakenBack =
  | { readonly kind: 'taken-back'; readonly at: Temporal.Instant; readonly transactionIds: readonly string[] }
  | { readonly kind: 'nothing-to-take-back' }

/** Takes the latest replay back that changed something and was not taken back yet. */
export function takeBackReplay(context: ActionContext): Promise<ReplayTakenBack | Forbidden> {
  return whenAllowed(context, 'replay', async (): Promise<ReplayTakenBack> => {
    const { session, pipeline, actor, clock } = context
    const latest = await session.latestReread('replay')
    if (latest === null) return { kind: 'nothing-to-take-back' }
    const transactionIds = await pipeline.takeBackReread(latest.id, pipelinePorts(context))
    await session.addAudit('take-back-replay', `reread:${latest.id}`, actor.personId, clock.now())
    return { kind: 'taken-back', at: latest.at, transactionIds }
  })
}
