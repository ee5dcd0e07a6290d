import type { ParsedAlert } from '../../domain/alert.ts'
import type { Chosen } from './choose-amount.ts'
import type { DirectionCue } from './direction.ts'
import type { Scene } from './scene.ts'

/** What helps to judge a message beyond its text; all of it may be missing. */
export type GenericContext = {
  readonly sender: string | null
  readonly receivedAt: Temporal.Instant
  /** What amounts are in when a message with the labels of an alert prints no currency at all. */
  readonly homeCurrency: string | null
  /** IANA zone of times in currencies that have no one zone. */
  readonly homeZone: string
  /** The words say elsewhere that it may be advice or advertising: then more evidence is asked for. */
  readonly isSuspect: boolean
  /** The ledger's balance of the account with this tail before the message, or null when it is not known. */
  readonly knownBalance?: (tail: string | null, currency: string) => bigint | null
}

/** Whether what can be checked speaks for this reading: more where the direction is only a word or the currency a habit. */
export function isCertain(
  alert: ParsedAlert,
  scene: Scene,
  chosen: Chosen,
  cue: DirectionCue,
  context: GenericContext,
): boolean {
  const signs = [alert.accountTail, alert.runningBalance, alert.reference].filter((value) => value !== null).length
  const hasDay = scene.tokens.some(({ kind }) => kind === 'date' || kind === 'time')
  const evidence =
    signs +
    (hasDay ? 1 : 0) +
    (alert.fee === null ? 0 : 0.5) +
    (alert.counterparty === null ? 0 : 0.5) +
    (scene.labels >= 3 ? 1 : 0)
  let wanted = cue.strength === 'weak' ? 2 : cue.strength === 'grammar' ? 0.5 : 1
  if (!chosen.isSure) wanted += 1
  if (!chosen.isExplicit) wanted += 0.5
  if (context.isSuspect) wanted += 1
  return evidence + chainOf(alert, context) >= wanted
}

/** Plus when the known balance and this amount give the printed balance, minus when they give another. */
function chainOf(
  { runningBalance, amount, direction, accountTail, fee }: ParsedAlert,
  context: GenericContext,
): number {
  const known = context.knownBalance?.(accountTail, amount.currency) ?? null
  if (known === null || runningBalance === null) return 0
  const signed = direction === 'credit' ? amount.minor : -amount.minor
  const gap = runningBalance.minor - known - signed
  if (gap === 0n || (fee !== null && gap === -fee.minor)) return 2
  return runningBalance.minor === known - signed ? -9 : -1
}
