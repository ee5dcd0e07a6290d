import type { ClaimedUpdate } from '../domain/ports.ts'
import { failureClass } from './failure-class.ts'
import { type HandlingOptions, handleInOrder } from './sender-batch.ts'
import { type Bell, backoffMs, createBell, type Sleep } from './waiting.ts'

export type WorkerOptions = HandlingOptions & {
  readonly sleep: Sleep
  readonly random: () => number
  /** Senders at once; default 4. */
  readonly sendersMax?: number
  /** Updates claimed at once, so also the longest batch of a sender; default 200. */
  readonly batchMax?: number
  /** How often to look without being nudged; default 1000. */
  readonly lookIntervalMs?: number
}

export type Worker = {
  /** Looks into the inbox now: call it when something was stored, here or in another process. */
  nudge(): void
  /** Claims no more, waits up to `graceMs` for what is being handled, gives the rest back. Never rejects. */
  stop(options: { graceMs: number }): Promise<void>
}

/** Starts working off the inbox, oldest first, each sender's updates in order and in one place. */
export function createWorker(options: WorkerOptions): Worker {
  const bell = createBell(options.sleep)
  const state: State = { waiting: [], active: new Map(), isStopping: false }
  const over = new AbortController()
  const working = work(options, state, bell)
  const heartbeat = keepClaims(options, state, over.signal)
  return {
    nudge: () => bell.ring(),
    stop: async ({ graceMs }) => {
      state.isStopping = true
      bell.ring()
      await working
      const inHand = [...state.active.values()].map((group) => group.done)
      await Promise.race([Promise.all(inHand), options.sleep(graceMs, over.signal)])
      over.abort()
      await heartbeat
      await giveBackAll(options, state)
    },
  }
}

type Group = { readonly updates: readonly ClaimedUpdate[]; readonly done: Promise<void> }
type State = {
  /** Claimed updates by sender whose turn has not come. */
  waiting: (readonly ClaimedUpdate[])[]
  readonly active: Map<symbol, Group>
  isStopping: boolean
}

async function work(options: WorkerOptions, state: State, bell: Bell): Promise<void> {
  const sendersMax = options.sendersMax ?? 4
  let failures = 0
  while (!state.isStopping) {
    let isMoreLikely = false
    if (state.waiting.length === 0 && state.active.size < sendersMax) {
      try {
        const claimed = await options.inbox.claim(options.holder, options.batchMax ?? 200, options.leaseSeconds ?? 30)
        failures = 0
        state.waiting = bySender(claimed)
        isMoreLikely = claimed.length > 0
      } catch (error) {
        failures += 1
        options.logger.error({ error }, 'could not look into the inbox; trying again')
        await bell.wait(backoffMs({ failures, baseMs: 1_000, capMs: 30_000, random: options.random }))
      }
    }
    while (!state.isStopping && state.active.size < sendersMax) {
      const updates = state.waiting.shift()
      if (updates === undefined) break
      start(options, state, bell, updates)
    }
    const canClaimMore = isMoreLikely && state.waiting.length === 0 && state.active.size < sendersMax
    if (!canClaimMore && !state.isStopping && failures === 0) await bell.wait(options.lookIntervalMs ?? 1_000)
  }
}

function start(options: WorkerOptions, state: State, bell: Bell, updates: readonly ClaimedUpdate[]): void {
  const key = Symbol('group')
  const done = handleInOrder(options, updates, () => state.isStopping)
    .catch((error: unknown) => {
      // Only the inbox itself can fail here: the claims end by themselves and the updates come up again.
      options.logger.error({ error, count: updates.length }, 'could not settle updates; they come up again')
    })
    .finally(() => {
      state.active.delete(key)
      bell.ring()
    })
  state.active.set(key, { updates, done })
}

/** Updates of each sender together, in the order in which senders come up first. */
function bySender(updates: readonly ClaimedUpdate[]): (readonly ClaimedUpdate[])[] {
  return [...Map.groupBy(updates, (update) => update.senderId).values()]
}

function idsInHand(state: State): bigint[] {
  const groups = [...state.waiting, ...[...state.active.values()].map((group) => group.updates)]
  return groups.flat().map((update) => update.inboxId)
}

async function keepClaims(options: WorkerOptions, state: State, over: AbortSignal): Promise<void> {
  const leaseSeconds = options.leaseSeconds ?? 30
  while (!over.aborted) {
    await options.sleep((leaseSeconds * 1000) / 3, over)
    const ids = idsInHand(state)
    if (over.aborted || ids.length === 0) continue
    try {
      const held = new Set(await options.inbox.extend(options.holder, ids, leaseSeconds))
      // Lost while waiting for their turn (this process stood still for longer than the lease): no longer ours to begin.
      state.waiting = state.waiting
        .map((group) => group.filter((update) => held.has(update.inboxId)))
        .filter((group) => group.length > 0)
    } catch (error) {
      options.logger.warn({ error }, 'could not prolong claims on updates')
    }
  }
}

/** Gives back what was claimed and not begun, and what outlasted the grace: finishing those then fails, harmlessly. */
async function giveBackAll(options: WorkerOptions, state: State): Promise<void> {
  const ids = idsInHand(state)
  state.waiting = []
  if (ids.length === 0) return
  try {
    await options.inbox.giveBack(options.holder, ids)
  } catch (error) {
    options.logger.warn({ reason: failureClass(error) }, 'could not give updates back; their claims end by themselves')
  }
}
