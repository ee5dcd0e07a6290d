import type { ParsedAlert } from '../../domain/alert.ts'
import type { Meter } from '../match.ts'
import { firstRail, railsNamed } from '../narration/channel.ts'
import { deriveFromNarration } from '../narration/derive.ts'
import { compileShapes } from '../narration/shapes.ts'
import { type NormalizedText, visibleText } from '../normalize.ts'
import { type GenericContext, isCertain } from './certainty.ts'
import { type Chosen, chooseAmount } from './choose-amount.ts'
import { currencyReader } from './currency.ts'
import { isDamaged } from './damage.ts'
import { type DirectionCue, findDirection } from './direction.ts'
import { isOfJoinedAlerts } from './joined.ts'
import { findMentions, type Mention } from './mentions.ts'
import { findOccurred } from './occurred.ts'
import { otherMoney } from './other-money.ts'
import { findAccountTail, findCounterparty, findReference } from './parties.ts'
import { refuses } from './refuse.ts'
import { type Scene, setScene } from './scene.ts'

/** The layout of alerts that the generic reader read. */
export const GENERIC_LAYOUT_ID = 'generic'

/** Longer texts are letters, not alerts. */
const TEXT_MAX = 1_000
/** More numbers than this are a list, not an alert. */
const NUMBERS_MAX = 60
const CONFIDENCE = 0.8
/** A balance at the very end may have lost the `DR` behind it. */
const CONFIDENCE_AT_A_BALANCE = 0.7
const NARRATIONS = compileShapes([])

/**
 * The one transaction a message of no known layout speaks of, or null when it speaks of none, of several, or of one that
 * can be read two ways. Pure; the work is bounded by the length of the text and a text of more than 1,000 characters is not read.
 */
export function readGeneric(
  message: NormalizedText,
  context: GenericContext,
  meter: Meter = { steps: 0 },
): ParsedAlert | null {
  meter.steps += Math.min(message.text.length, TEXT_MAX)
  if (
    message.text.length > TEXT_MAX ||
    !/\d|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/u.test(message.text)
  )
    return null
  if ((message.text.match(/\p{N}+/gu)?.length ?? 0) > NUMBERS_MAX * 2) return null
  const scene = setScene(message, context.sender)
  if (scene === null || scene.isMixed || isDamaged(scene)) return null
  const mentions = findMentions(scene)
  const currencies = currencyReader(scene)
  const chosen = chooseAmount(scene, mentions, currencies)
  if (chosen === null || isOfJoinedAlerts(scene, chosen.mention, mentions)) return null
  const cue = findDirection(scene, chosen.mention, mentions)
  if (cue === null || refuses(scene, chosen.mention, cue)) return null
  const alert = assemble(scene, chosen, cue, mentions, context, meter)
  return alert === null || !isCertain(alert, scene, chosen, cue, mentions, context) ? null : alert
}

function assemble(
  scene: Scene,
  { amount, mention }: Chosen,
  { direction }: DirectionCue,
  mentions: readonly Mention[],
  context: GenericContext,
  meter: Meter,
): ParsedAlert | null {
  const span = scene.narrations[0]
  const padded = span === undefined ? '' : scene.message.text.slice(span.start, span.end).replace(/^\s*[:=-]?\s*/u, '')
  const narration = visibleText(padded).replace(/[,;]$/u, '')
  const derived = deriveFromNarration(narration, direction, NARRATIONS, meter)
  const prose = narration === '' ? firstRail(railsNamed(scene.text, direction)) : null
  const others = mentions.filter((other) => other.start !== mention.start)
  return {
    institution: null,
    bankId: null,
    layoutId: GENERIC_LAYOUT_ID,
    direction,
    amount,
    originalAmount: null,
    accountTail: findAccountTail(scene, direction),
    runningBalance: otherMoney(scene, others, 'balance', amount.currency),
    counterparty: findCounterparty(scene, direction) ?? derived.counterparty,
    narration: narration === '' ? null : narration,
    channel: derived.channel ?? prose,
    reference: findReference(scene) ?? derived.reference,
    fee: otherMoney(scene, others, 'fee', amount.currency),
    statedTime: findOccurred(scene, amount.currency, context.receivedAt),
    confidence: endsInBalance(scene, others) ? CONFIDENCE_AT_A_BALANCE : CONFIDENCE,
  }
}

function endsInBalance({ text }: Scene, mentions: readonly Mention[]): boolean {
  return /\d$/u.test(text) && mentions.some(({ role, isLast }) => role === 'balance' && isLast)
}
