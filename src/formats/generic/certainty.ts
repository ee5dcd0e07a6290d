import type { ParsedAlert } from '../../domain/alert.ts'
import type { Chosen } from './choose-amount.ts'
import type { DirectionCue } from './direction.ts'
import type { Mention } from './mentions.ts'
import type { Scene } from './scene.ts'

/** What helps to judge a message beyond its text; all of it may be missing. */
export type GenericContext = {
  readonly sender: string | null
  readonly receivedAt: Temporal.Instant
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
  mentions: readonly Mention[],
  context: GenericContext,
): boolean {
  let wanted = cue.strength === 'weak' ? 2 : 1
  if (!chosen.isSure) wanted += 1
  if (!chosen.isExplicit) wanted += 0.5
  if (context.isSuspect) wanted += 1
  return evidenceOf(alert, scene, mentions, chosen) + chainOf(alert, context) >= wanted
}

/** How much of what alerts print and other messages do not is there; a name alone is half as much as a day or a balance. */
function evidenceOf(
  alert: ParsedAlert,
  scene: Scene,
  mentions: readonly Mention[],
  { isSure, isNamed }: Chosen,
): number {
  const whole = [
    alert.accountTail !== null,
    alert.reference !== null,
    mentions.some(({ role }) => role === 'balance'),
    scene.tokens.some(({ kind }) => kind === 'date' || kind === 'time'),
    scene.labels >= 3,
  ]
  const half = [alert.fee !== null, namesOther(alert, scene), namesOwnAccount(scene), isSure && isNamed]
  const count = (signs: readonly boolean[]): number => signs.filter(Boolean).length
  return count(whole) + count(half) / 2
}

/** Whether the other side is named, and not by the last word: that may be a part of a name. */
function namesOther({ counterparty }: ParsedAlert, { message }: Scene): boolean {
  return counterparty !== null && !message.text.trimEnd().endsWith(counterparty)
}

/** `your account`, `tu tarjeta`: alerts say whose money moved. */
function namesOwnAccount({ hits }: Scene): boolean {
  return hits.some(
    ({ kinds, to }) =>
      kinds.has('account') &&
      hits.some((hit) => hit.kinds.has('holder') && (hit.to === to || Math.abs(hit.to - to) <= 3)),
  )
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
