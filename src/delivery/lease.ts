import type { Logger } from '../domain/ports.ts'
import type { Sleep } from './waiting.ts'

/** Leases on things that only one process may do at a time. Time is the database's: the clocks of hosts differ. */
export type LeaseStore = {
  /** The fence of a lease now held by `holder`, higher than all before it; null while another holds it. */
  acquire(name: string, holder: string, leaseSeconds: number): Promise<bigint | null>
  /** Whether the lease with this fence is still the holder's; if so it is prolonged. */
  renew(name: string, holder: string, fence: bigint, leaseSeconds: number): Promise<boolean>
  /** Frees the lease for others at once. Does nothing when it is lost already. */
  release(name: string, holder: string, fence: bigint): Promise<void>
}

export type LeaseOptions = {
  readonly name: string
  readonly holder: string
  readonly store: LeaseStore
  readonly sleep: Sleep
  readonly logger: Logger
  /** Default 30. */
  readonly leaseSeconds?: number
}

/**
 * Runs `work` while this process holds the lease: waits for it as long as it takes, runs, prolongs every third of its
 * length, and aborts the signal given to `work` when the lease is lost. Resolves with the work's result after releasing the
 * lease, or with null when `signal` aborted before it was had. Rejects with what `work` threw.
 */
export async function withLease<T>(
  options: LeaseOptions,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const fence = await waitForLease(options, signal)
  if (fence === null) return null
  const over = new AbortController()
  const lost = new AbortController()
  const heartbeat = keepLease(options, fence, over.signal).then((isLost) => {
    if (isLost) lost.abort()
  })
  try {
    return await work(AbortSignal.any([signal, lost.signal]))
  } finally {
    over.abort()
    await heartbeat
    // A lease that cannot be released ends by itself; what the work gave or threw matters more.
    await options.store.release(options.name, options.holder, fence).catch(() => {})
  }
}

/**
 * Does `work` in this process whenever it has the lease, until the work ends by itself or `stop` is called, which waits for it: its
 * signal aborts when the lease is lost, and it begins anew when the lease is had again.
 */
export function keepAlone(
  options: LeaseOptions,
  work: (signal: AbortSignal) => Promise<void>,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const keep = async () => {
    for (let isDone = false; !isDone && !stopping.signal.aborted; ) {
      await withLease(options, stopping.signal, async (signal) => {
        await work(signal)
        isDone = !signal.aborted
      })
    }
  }
  const kept = keep().catch((error: unknown) => {
    options.logger.error({ part: options.name, error }, 'what one process does alone ended')
  })
  return {
    stop: async () => {
      stopping.abort()
      await kept
    },
  }
}

async function waitForLease(options: LeaseOptions, signal: AbortSignal): Promise<bigint | null> {
  const leaseSeconds = options.leaseSeconds ?? 30
  let isWaiting = false
  while (!signal.aborted) {
    try {
      const fence = await options.store.acquire(options.name, options.holder, leaseSeconds)
      if (fence !== null) return fence
      if (!isWaiting) options.logger.info({ part: options.name }, 'another process is doing this; waiting to take over')
      isWaiting = true
    } catch (error) {
      options.logger.warn({ part: options.name, error }, 'could not ask for a lease; trying again')
    }
    await options.sleep((leaseSeconds * 1000) / 10, signal)
  }
  return null
}

/** Prolongs the lease until `over` aborts; resolves with whether the lease was lost before. */
async function keepLease(options: LeaseOptions, fence: bigint, over: AbortSignal): Promise<boolean> {
  const leaseSeconds = options.leaseSeconds ?? 30
  let failures = 0
  while (true) {
    await options.sleep((leaseSeconds * 1000) / 3, over)
    if (over.aborted) return false
    try {
      const isOurs = await options.store.renew(options.name, options.holder, fence, leaseSeconds)
      if (!isOurs) return true
      failures = 0
    } catch {
      // The database may be back before the lease ends; two beats without an answer and the third would come too late.
      failures += 1
      if (failures >= 2) return true
    }
  }
}
