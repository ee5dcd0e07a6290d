import { setTimeout as sleep } from 'node:timers/promises'

/** What work over a line may cost: how long it may take, and how many bytes may come in. */
export type Bounds = { readonly milliseconds: number; readonly bytes: number }

/** A line that is watched: bytes that came in so far, and how to end it. */
export type Line = { received(): number; close(): void }

/** How often bytes are counted. */
const LOOK_EVERY_MS = 100

/**
 * What `work` gives, while it keeps its bounds; ends the line and throws when it does not. A server that feeds a byte now and then
 * passes every limit on silence, and one that never stops talking every limit on a single answer.
 */
export async function withinBounds<T>(line: Line, bounds: Bounds, work: Promise<T>): Promise<T> {
  const before = line.received()
  const over = new AbortController()
  const watching = watch(line, before + bounds.bytes, over.signal)
  const late = sleep(bounds.milliseconds, 'the server takes too long', { signal: over.signal, ref: false })
  try {
    // The watches reject only when they are told to stop, which is after the race.
    return await Promise.race([work, late.then(ended), watching.then(ended)])
  } catch (error) {
    if (error instanceof OutOfBoundsError) line.close()
    throw error
  } finally {
    over.abort()
    for (const each of [late, watching]) each.catch(() => {})
  }
}

class OutOfBoundsError extends Error {
  override readonly name = 'OutOfBoundsError'
}

function ended(words: string): never {
  throw new OutOfBoundsError(words)
}

async function watch(line: Line, bytesMax: number, signal: AbortSignal): Promise<string> {
  while (line.received() <= bytesMax) await sleep(LOOK_EVERY_MS, undefined, { signal, ref: false })
  return 'the server says too much'
}
