import type { Clock } from '../domain/ports.ts'

/** Lets so much through and no more, for each key. */
export type TokenBucket = {
  /** 0 when one more may pass, which is then counted; else the seconds until the next may. */
  take(key: string): number
}

/** Full buckets are forgotten when there are more than this. */
const KEYS_MAX = 10_000

/** `burst` at once, and `perSecond` again as time goes by. */
export function createTokenBucket(
  limits: { readonly burst: number; readonly perSecond: number },
  clock: Clock,
): TokenBucket {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take: (key) => {
      const now = clock.now().epochMilliseconds / 1_000
      const known = buckets.get(key) ?? { tokens: limits.burst, at: now }
      const tokens = Math.min(limits.burst, known.tokens + Math.max(0, now - known.at) * limits.perSecond)
      if (buckets.size >= KEYS_MAX) buckets.clear()
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / limits.perSecond)
    },
  }
}
