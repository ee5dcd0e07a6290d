import type { ParsedAlert } from '../../domain/alert.ts'
import type { IgnoreReason } from '../../domain/outcome.ts'
import type { Meter } from '../match.ts'
import type { NormalizedText } from '../normalize.ts'
import { readGeneric } from './read-generic.ts'

/** Reasons found in words that also stand beside real alerts: advice and offers. */
const BESIDE_ALERTS: ReadonlySet<IgnoreReason> = new Set<IgnoreReason>(['notice', 'promotion', 'reminder'])

/**
 * The generic reading of a message that no bank file describes, or null. `reason` is what its words say against it: all
 * but advice and offers settle that it is none.
 */
export function readUnknownLayout(
  message: NormalizedText,
  { sender, receivedAt }: { readonly sender: string | null; readonly receivedAt: Temporal.Instant },
  reason: IgnoreReason | null,
  meter: Meter,
): ParsedAlert | null {
  if (reason !== null && !BESIDE_ALERTS.has(reason)) return null
  return readGeneric(message, { sender, receivedAt, isSuspect: reason !== null }, meter)
}
