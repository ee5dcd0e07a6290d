import { setTimeout as pause } from 'node:timers/promises'

/** Resolves after some milliseconds, or at once when the signal aborts. Never rejects. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

/** Sleeps on the machine's clock without keeping the process alive for it. */
export const sleepOnMachine: Sleep = async (milliseconds, signal) => {
  try {
    await pause(milliseconds, undefined, signal === undefined ? {} : { signal })
  } catch {
    // The only rejection is the abort, which is the end of the sleep.
  }
}

/**
 * Milliseconds to wait before try number `failures + 1`: doubles from `baseMs` up to `capMs`; the upper half is left to
 * chance so that many waiters do not come back together. `random` gives numbers from 0 to 1.
 */
export function backoffMs(options: {
  readonly failures: number
  readonly baseMs: number
  readonly capMs: number
  readonly random: () => number
}): number {
  const fullMs = Math.min(options.capMs, options.baseMs * 2 ** Math.min(30, Math.max(0, options.failures - 1)))
  return Math.round(fullMs / 2 + (fullMs / 2) * options.random())
}

/** Something to wait for until there is work: a nudge, or a time. A nudge that comes while nobody waits is kept. */
export type Bell = {
  ring(): void
  /** Resolves at the next ring, at a kept one, or after some milliseconds. */
  wait(milliseconds: number): Promise<void>
}

/** A bell that measures time with `sleep`. */
export function createBell(sleep: Sleep): Bell {
  let isRinging = false
  let waiter: AbortController | null = null
  return {
    ring: () => {
      isRinging = true
      waiter?.abort()
    },
    wait: async (milliseconds) => {
      if (!isRinging) {
        waiter = new AbortController()
        await sleep(milliseconds, waiter.signal)
        waiter = null
      }
      isRinging = false
    },
  }
}
