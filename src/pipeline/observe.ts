import type { ParseOutcome } from '../domain/outcome.ts'
import type { ReadMessage } from '../domain/ports.ts'
import type { PipelinePorts } from './ports.ts'
import type { Settlement } from './settle.ts'
import type { AlertTrace } from './trace.ts'

/** Tells the observer what reading gave; `fresh` are the messages that were not known before. */
export function observeReading(
  read: readonly ReadMessage[],
  fresh: readonly ReadMessage[],
  { observer }: PipelinePorts,
): void {
  if (observer === undefined) return
  const isFresh = new Set(fresh)
  for (const message of read) {
    observer.outcome('ingest', isFresh.has(message) ? 'stored' : 'repeated')
    if (!isFresh.has(message)) continue
    observer.outcome('parse', message.outcome.kind)
    observer.reading(message.message.source, bankOf(message.outcome), message.outcome.kind)
  }
}

function bankOf(outcome: ParseOutcome): string | null {
  switch (outcome.kind) {
    case 'parsed':
      return outcome.alerts[0].bankId
    case 'ambiguous':
      return null
    default:
      return outcome.bankId
  }
}

/** Tells the observer what was decided about new alerts. */
export function observeSettlement(
  { decisions, plan }: Settlement,
  traces: Iterable<AlertTrace>,
  { observer }: PipelinePorts,
): void {
  if (observer === undefined) return
  for (const record of decisions) {
    if (record.stage === 'identify') observer.outcome('identify-account', record.decision)
    if (record.stage === 'categorize') observer.outcome('categorize', record.decision)
  }
  for (const event of plan.events) observer.outcome('solve', event.kind)
  for (const { effect, check } of traces) {
    if (effect === 'witness') observer.outcome('solve', 'duplicate')
    if (effect === 'suspect') observer.outcome('solve', 'suspect')
    observer.outcome('reconcile', check.kind)
  }
}
