/**
 * What can go wrong with a call. `reset-before` and `429`, `500`, `502-html`, `409`: nothing was done. `reset-after`
 * and `timeout`: the call was done and its answer lost, by a cut connection or by silence.
 */
export type FaultKind = '429' | '500' | '502-html' | '409' | 'timeout' | 'reset-before' | 'reset-after'

/** Faults by chance, the same for the same seed: each counted call fails with probability `rate` (0 to 1). */
export type FaultPlan = {
  readonly seed: number
  readonly rate: number
  readonly kinds: readonly FaultKind[]
  /** The methods that may fail; without it every method but getUpdates. */
  readonly methods?: readonly string[]
  readonly retryAfterSeconds?: number
}

/** One fault on order: the next `times` (default 1) calls that fit fail. */
export type OrderedFault = {
  readonly kind: FaultKind
  readonly method?: string
  readonly chatId?: number
  readonly retryAfterSeconds?: number
  readonly times?: number
}

/** A fault that applies to a call. */
export type Fault = { readonly kind: FaultKind; readonly retryAfterSeconds: number }

/** Decides for each call whether it fails. */
export type FaultDesk = {
  next(method: string, chatId: number | null): Fault | null
  order(fault: OrderedFault): void
  setPlan(plan: FaultPlan | null): void
  /** Answers 429 with the remaining seconds to every call for this chat until `seconds` have passed by the clock. */
  limitChat(chatId: number, seconds: number): void
}

/** A fault desk with a plan by chance (or none); `now` gives milliseconds. */
export function createFaultDesk(plan: FaultPlan | null, now: () => number): FaultDesk {
  let current = plan
  let random = createRandom(plan?.seed ?? 0)
  let ordered: (OrderedFault & { left: number })[] = []
  const limitedUntilMs = new Map<number, number>()

  const takeOrdered = (method: string, chatId: number | null): Fault | null => {
    const fits = (fault: OrderedFault): boolean =>
      (fault.method ?? method) === method && (fault.chatId === undefined || fault.chatId === chatId)
    const fault = ordered.find(fits)
    if (fault === undefined) return null
    fault.left -= 1
    ordered = ordered.filter((one) => one.left > 0)
    return { kind: fault.kind, retryAfterSeconds: fault.retryAfterSeconds ?? 1 }
  }
  const takeLimited = (method: string, chatId: number | null): Fault | null => {
    if (chatId === null || method === 'getUpdates') return null
    const leftMs = (limitedUntilMs.get(chatId) ?? 0) - now()
    return leftMs > 0 ? { kind: '429', retryAfterSeconds: Math.ceil(leftMs / 1000) } : null
  }
  const takeByChance = (method: string): Fault | null => {
    if (current === null || current.kinds.length === 0) return null
    const counted = current.methods === undefined ? method !== 'getUpdates' : current.methods.includes(method)
    if (!counted || random() >= current.rate) return null
    const kind = current.kinds[Math.floor(random() * current.kinds.length)]
    return kind === undefined ? null : { kind, retryAfterSeconds: current.retryAfterSeconds ?? 1 }
  }
  return {
    next: (method, chatId) => takeOrdered(method, chatId) ?? takeLimited(method, chatId) ?? takeByChance(method),
    order(fault) {
      ordered.push({ ...fault, left: fault.times ?? 1 })
    },
    setPlan(next) {
      current = next
      random = createRandom(next?.seed ?? 0)
    },
    limitChat(chatId, seconds) {
      limitedUntilMs.set(chatId, now() + seconds * 1000)
    },
  }
}

/** Numbers from 0 up to 1, the same for the same seed: a 32-bit counter through an integer hash. */
function createRandom(seed: number): () => number {
  let counter = seed | 0
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let mixed = counter ^ (counter >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 2 ** 32
  }
}
