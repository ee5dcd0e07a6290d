import type { ClaimedUpdate, Clock, InboxStore, Logger } from '../domain/ports.ts'
import { failureClass } from './failure-class.ts'

/** The inbox with what a worker needs beyond claiming: keeping claims and giving them back. */
export type LeasedInbox = Pick<InboxStore, 'claim' | 'release'> & {
  /** Prolongs the holder's claims; gives the ids of those it still has, finished ones and lost ones left out. */
  extend(holder: string, inboxIds: readonly bigint[], leaseSeconds: number): Promise<readonly bigint[]>
  /** Frees claims at once, and the tries they counted for. Claims lost already are left alone. */
  giveBack(holder: string, inboxIds: readonly bigint[]): Promise<void>
}

/** What happened to updates, for metrics. `failed` will be tried again, `given-up` not. */
export type UpdateOutcome = 'handled' | 'failed' | 'given-up'

export type HandlingOptions = {
  readonly inbox: LeasedInbox
  /**
   * Handles updates of one sender, in order, and marks them finished for `holder` in the transaction of their effects. When
   * it throws, nothing of the batch may be stored. Batches of several senders run side by side.
   */
  readonly handle: (batch: readonly ClaimedUpdate[], holder: string) => Promise<void>
  /** Tells the person that an update is not going to be handled. Called before it is marked; may be called twice. */
  readonly onGivenUp: (update: ClaimedUpdate) => Promise<void>
  /** A UUID of this run of this process: a stale one finds its updates taken and cannot finish them. */
  readonly holder: string
  readonly logger: Logger
  readonly clock: Clock
  readonly count?: (outcome: UpdateOutcome, updates: number) => void
  /** Default 30; prolonged every third of it while updates are in hand. */
  readonly leaseSeconds?: number
  /** Tries of one update, those that ended with the process included; default 8. */
  readonly attemptsMax?: number
}

const ATTEMPTS_MAX = 8
/** A process that is killed again and again for other reasons must not cost an update: minutes, not kills, decide. */
const CRASHES_MINUTES_MIN = 10
/** What is stored of an update whose tries all ended with the process. */
const CRASHED = 'ProcessEnded'

/** How far a batch got: what is left of it, and whether what follows it may be handled. */
type Progress = { readonly left: readonly ClaimedUpdate[]; readonly canGoOn: boolean }

/**
 * Handles one sender's updates in order: all at once where possible, one by one where a batch fails, so that a bad update
 * takes no good one with it. An update that failed before always goes alone. At the first update that fails on its own, or when
 * `isStopping`, the rest is given back: what a person sent later must not overtake what they sent before.
 * Rejects only when the inbox cannot be reached.
 */
export async function handleInOrder(
  options: HandlingOptions,
  updates: readonly ClaimedUpdate[],
  isStopping: () => boolean,
): Promise<void> {
  let rest = updates
  while (rest.length > 0 && !isStopping()) {
    const batch = leadingBatch(rest)
    rest = rest.slice(batch.length)
    const { left, canGoOn } = await handleBatch(options, batch, isStopping)
    rest = [...left, ...rest]
    if (!canGoOn) break
  }
  if (rest.length > 0) {
    const ids = rest.map((update) => update.inboxId)
    await options.inbox.giveBack(options.holder, ids)
  }
}

/** The updates up to the next one that failed before, or that one alone. */
function leadingBatch(updates: readonly ClaimedUpdate[]): readonly ClaimedUpdate[] {
  const firstFailed = updates.findIndex((update) => update.attempts > 0)
  if (firstFailed === -1) return updates
  return updates.slice(0, Math.max(1, firstFailed))
}

/** Handles a batch at once, or one by one where that fails. */
async function handleBatch(
  options: HandlingOptions,
  batch: readonly ClaimedUpdate[],
  isStopping: () => boolean,
): Promise<Progress> {
  const [first] = batch
  if (first !== undefined && endsTheProcess(options, first)) {
    await giveUp(options, first, CRASHED)
    return { left: batch.slice(1), canGoOn: true }
  }
  const failure = await tryHandling(options, batch)
  if (failure === null) return { left: [], canGoOn: true }
  if (batch.length > 1 || first === undefined) return await handleOneByOne(options, batch, isStopping)
  return { left: [], canGoOn: await settleFailure(options, first, failure.error) }
}

async function handleOneByOne(
  options: HandlingOptions,
  batch: readonly ClaimedUpdate[],
  isStopping: () => boolean,
): Promise<Progress> {
  const ids = batch.map((update) => update.inboxId)
  // The failed batch may have been finished in part, or taken over by another process meanwhile.
  const held = new Set(await options.inbox.extend(options.holder, ids, options.leaseSeconds ?? 30))
  const ours = batch.filter((update) => held.has(update.inboxId))
  for (const [index, update] of ours.entries()) {
    if (isStopping()) return { left: ours.slice(index), canGoOn: false }
    const failure = await tryHandling(options, [update])
    const isSettled = failure === null || (await settleFailure(options, update, failure.error))
    if (!isSettled) return { left: ours.slice(index + 1), canGoOn: false }
  }
  return { left: [], canGoOn: true }
}

/** Null when the batch was handled, else what it threw. */
async function tryHandling(
  options: HandlingOptions,
  batch: readonly ClaimedUpdate[],
): Promise<{ readonly error: unknown } | null> {
  try {
    await options.handle(batch, options.holder)
    options.count?.('handled', batch.length)
    return null
  } catch (error) {
    const reported = { reason: failureClass(error), count: batch.length, updateId: batch[0]?.updateId }
    options.logger.warn(reported, 'handling updates failed')
    return { error }
  }
}

/**
 * Whether handling it never came to an end, however often and for however long it was tried: failures are given up at the
 * most tries, so more of them were ended with the process.
 */
function endsTheProcess({ clock, attemptsMax }: HandlingOptions, { attempts, receivedAt }: ClaimedUpdate): boolean {
  if (attempts < (attemptsMax ?? ATTEMPTS_MAX)) return false
  return Temporal.Instant.compare(receivedAt, clock.now().subtract({ minutes: CRASHES_MINUTES_MIN })) < 0
}

/** Puts a failed update back or gives it up. Gives whether it is settled, so that the sender's next one may follow. */
async function settleFailure(options: HandlingOptions, update: ClaimedUpdate, error: unknown): Promise<boolean> {
  const failure = failureClass(error)
  if (update.attempts + 1 >= (options.attemptsMax ?? ATTEMPTS_MAX)) {
    await giveUp(options, update, failure)
    return true
  }
  await options.inbox.release(options.holder, update.inboxId, failure, false)
  options.count?.('failed', 1)
  return false
}

async function giveUp(options: HandlingOptions, update: ClaimedUpdate, failure: string): Promise<void> {
  options.logger.error({ reason: failure, updateId: update.updateId }, 'gave an update up')
  await tell(options, update)
  await options.inbox.release(options.holder, update.inboxId, failure, true)
  options.count?.('given-up', 1)
}

async function tell(options: HandlingOptions, update: ClaimedUpdate): Promise<void> {
  try {
    await options.onGivenUp(update)
  } catch (error) {
    // Telling must not keep a bad update alive: it is in the log and in the inbox with its failure.
    options.logger.error({ error, updateId: update.updateId }, 'could not tell the person about an update given up')
  }
}
