import type { Clock } from '../domain/ports.ts'
import type { TelegramCall } from './telegram-call.ts'

/** Telegram counts as away when nothing has reached it for so long; a single call that fails says nothing. */
const AWAY_SECONDS = 60

/** Whether Telegram answers, as its calls tell: nothing is asked for the sake of it. */
export type Reachability = {
  /** The same call, of whose outcomes this one hears. */
  watch(call: TelegramCall): TelegramCall
  /** False when calls have failed to reach Telegram for a minute, and none has reached it since. */
  isReachable(): boolean
}

/** Knows of no failure yet. */
export function createReachability(clock: Clock): Reachability {
  let awaySince: Temporal.Instant | null = null
  return {
    watch:
      (call) =>
      async (method, ...rest) => {
        const outcome = await call(method, ...rest)
        if (outcome.kind === 'unreachable') awaySince ??= clock.now()
        else if (outcome.kind !== 'aborted') awaySince = null
        return outcome
      },
    isReachable: () => awaySince === null || clock.now().since(awaySince).total('seconds') < AWAY_SECONDS,
  }
}
