import type { PipelinePorts } from './ports.ts'

/** Does `work` and tells the observer how long it took by the clock that is passed in. */
export function timed<T>({ observer, clock }: PipelinePorts, stage: 'parse' | 'solve', work: () => T): T {
  if (observer === undefined) return work()
  const startedAt = clock.now()
  const result = work()
  observer.duration(stage, startedAt.until(clock.now()).total('seconds'))
  return result
}
