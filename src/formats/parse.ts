import type { RawMessage } from '../domain/message.ts'
import type { ParseOutcome } from '../domain/outcome.ts'
import type { BankIndex } from './bank-index.ts'
import { type Meter, matchSample } from './match.ts'
import { type NormalizedText, normalize, rawSlice } from './normalize.ts'
import { mentionsOneTimeCode, redactOneTimeCodes } from './one-time-code.ts'
import { type Damage, type ReadAlert, readAlerts, type Sightings } from './read-alerts.ts'
import { looksLikeMoney, reasonToIgnore } from './rejection.ts'

/** The parts of a message that reading needs. */
export type ReadableMessage = Pick<RawMessage, 'source' | 'sender' | 'subject' | 'text' | 'receivedAt'>

/** Longer texts are not bank messages; their rest is not looked at and counts as unread. */
const TEXT_MAX = 65_536

/**
 * What one message says. Layouts are tried first and words only when no layout fits:
 * `parsed` when exactly one layout of one bank fits each alert; `malformed` when a layout fits but a field does not read;
 * `ambiguous` when two layouts fit (a bug in a bank file); `ignored` when its words say that no money moved;
 * `unrecognized` otherwise. The sender never decides. Work is linear in the length of the text; `meter` counts it.
 */
export function parse(message: ReadableMessage, banks: BankIndex, meter: Meter = { steps: 0 }): ParseOutcome {
  const normalized = normalize(message.text.slice(0, TEXT_MAX))
  const sightings = readAlerts(normalized, banks, meter)
  if (sightings.rivals.length > 0) return { kind: 'ambiguous', layoutIds: sightings.rivals }
  const [first, ...others] = sightings.alerts
  if (first !== undefined && !isWarnedAgainst(normalized, first))
    return parsed(normalized, [first, ...others], sightings)
  return notRead(normalized, banks, sightings, meter)
}

/** Words in front of an alert may say that it is not one: a failed payment quoted, an example of a fake. */
function isWarnedAgainst(message: NormalizedText, first: ReadAlert): boolean {
  const front = message.text.slice(0, first.start)
  return front !== '' && (reasonToIgnore(front) !== null || mentionsOneTimeCode(front))
}

function parsed(
  message: NormalizedText,
  reads: readonly [ReadAlert, ...ReadAlert[]],
  { damages }: Sightings,
): ParseOutcome {
  const [first, ...others] = reads
  return {
    kind: 'parsed',
    alerts: [first.alert, ...others.map(({ alert }) => alert)],
    texts: reads.map(({ start, end }) => rawSlice(message, start, end)),
    unreadParts: countUnread(message.text, reads, damages),
  }
}

/** Gaps between and around the alerts that hold a damaged alert or look like money. */
function countUnread(text: string, reads: readonly ReadAlert[], damages: readonly Damage[]): number {
  const edges = [0, ...reads.flatMap(({ start, end }) => [start, end]), text.length]
  let count = 0
  for (let index = 0; index < edges.length; index += 2) {
    const [start, end] = [edges[index] ?? 0, edges[index + 1] ?? 0]
    const isDamaged = damages.some(({ at }) => at >= start && at < end)
    if (isDamaged || looksLikeMoney(text.slice(start, end))) count++
  }
  return count
}

function notRead(
  message: NormalizedText,
  banks: BankIndex,
  { alerts, damages }: Sightings,
  meter: Meter,
): ParseOutcome {
  if (mentionsOneTimeCode(message.text) || redactOneTimeCodes(message.text).found) {
    return { kind: 'ignored', ruleId: 'words/one-time-code', reason: 'one-time-code', bankId: null }
  }
  const known = ignoredByBank(message, banks, meter)
  if (known !== null) return known
  const [damage, other] = damages
  if (damage !== undefined && other === undefined && alerts.length === 0) {
    return {
      kind: 'malformed',
      bankId: damage.bankId,
      layoutId: damage.layoutId,
      field: damage.field,
      text: damage.text,
    }
  }
  const isSuspended = damages.length > 0 || alerts.length > 0
  const reason = isSuspended ? null : reasonToIgnore(message.text)
  if (reason !== null) return { kind: 'ignored', ruleId: `words/${reason}`, reason, bankId: null }
  return {
    kind: 'unrecognized',
    bankId: damages.every(({ bankId }) => bankId === damage?.bankId) ? (damage?.bankId ?? null) : null,
  }
}

function ignoredByBank(message: NormalizedText, banks: BankIndex, meter: Meter): ParseOutcome | null {
  const word = /^[\p{L}\p{N}]+|^./u.exec(message.lower)?.[0] ?? ''
  for (const rule of banks.ignores.get(word) ?? []) {
    const landmarks = { labelAt: () => null, opensAt: () => false }
    const result = matchSample(rule, message, 0, landmarks, { numbers: '1,234.56', dates: 'day-first' }, meter)
    if (result.kind === 'full') return { kind: 'ignored', ruleId: rule.key, reason: rule.reason, bankId: rule.bank.id }
  }
  return null
}
