import type { ParsedAlert } from '../domain/alert.ts'
import { assemble } from './assemble.ts'
import type { LayoutChannel } from './bank-format.ts'
import type { BankIndex } from './bank-index.ts'
import { type CompiledLayout, LAYOUT_TIERS, type LayoutTier } from './compile-layout.ts'
import { findLandmarks } from './landmarks.ts'
import { type Meter, matchSample } from './match.ts'
import type { Capture, Landmarks } from './match-result.ts'
import { type NormalizedText, rawSlice } from './normalize.ts'
import type { Writing } from './read-field.ts'

/** An alert and the stretch of the normalised text it was read from. */
export type ReadAlert = {
  readonly alert: ParsedAlert
  readonly start: number
  readonly end: number
  readonly tier: LayoutTier
}

/** A place where a layout fits but a field does not read. */
export type Damage = {
  readonly bankId: string
  readonly layoutId: string
  readonly field: string
  readonly text: string
  readonly at: number
}

/** Everything the bank files see in one message. */
export type Sightings = {
  readonly alerts: readonly ReadAlert[]
  readonly damages: readonly Damage[]
  /** Layouts of one place that all fit; not empty means that a bank file is wrong. */
  readonly rivals: readonly string[]
}

type Claim = { readonly compiled: CompiledLayout; readonly alert: ParsedAlert; readonly end: number }

/**
 * Reads every alert of a message by the layouts of one channel; alerts never overlap. Layouts of an earlier tier are tried on
 * the whole message before those of a later one.
 */
export function readAlerts(message: NormalizedText, index: BankIndex, channel: LayoutChannel, meter: Meter): Sightings {
  const { landmarks, openings } = findLandmarks(message, index.layouts[channel], meter)
  const alerts: ReadAlert[] = []
  const damages: Damage[] = []
  for (const tier of LAYOUT_TIERS) {
    if (!index.tiers.has(tier)) continue
    let free = 0
    for (const at of openings.positions) {
      if (at < free || alerts.some(({ start, end }) => at >= start && at < end)) continue
      const claims: Claim[] = []
      for (const compiled of openings.layoutsAt.get(at) ?? []) {
        const outcome = compiled.tier === tier ? tryLayout(compiled, message, at, landmarks, index, meter) : null
        if (outcome === null) continue
        if ('alert' in outcome) claims.push(outcome)
        else damages.push(outcome)
      }
      const [claim] = claims
      if (claim === undefined) continue
      if (!agree(claims, tier)) return { alerts: [], damages, rivals: claims.map(({ compiled }) => compiled.key) }
      if (alerts.some(({ start }) => start > at && start < claim.end)) continue
      alerts.push({ alert: claim.alert, start: at, end: claim.end, tier })
      free = claim.end
    }
  }
  return {
    alerts: alerts.sort((left, right) => left.start - right.start),
    damages: damages.filter(({ at }) => !alerts.some(({ start, end }) => at >= start && at < end)),
    rivals: [],
  }
}

/**
 * Whether one of these claims on one place can be taken. Bank files must not compete; taught layouts, of which two may have
 * been made of two messages of one bank, may when they read the same money.
 */
function agree(claims: readonly Claim[], tier: LayoutTier): boolean {
  if (claims.length === 1 || tier !== 'taught') return claims.length === 1
  const money = claims.map(({ alert }) => `${alert.direction} ${alert.amount.minor} ${alert.amount.currency}`)
  return new Set(money).size === 1
}

/** How a bank writes numbers and dates, defaults filled in. */
function writingOf({ bank }: CompiledLayout): Writing {
  return { numbers: bank.numbers ?? '1,234.56', dates: bank.dates ?? 'day-first' }
}

function tryLayout(
  compiled: CompiledLayout,
  message: NormalizedText,
  at: number,
  landmarks: Landmarks,
  index: BankIndex,
  meter: Meter,
): Claim | Damage | null {
  const damaged = (field: string, text: string): Damage => ({
    bankId: compiled.bank.id,
    layoutId: compiled.layout.id,
    field,
    text,
    at,
  })
  const result = matchSample(compiled, message, at, landmarks, writingOf(compiled), meter)
  switch (result.kind) {
    case 'none':
      return null
    case 'broken':
      return damaged(result.field, rawSlice(message, result.at, Math.min(result.at + 24, message.text.length)))
    case 'full': {
      const narrations = index.narrations.get(compiled.bank.id)
      if (narrations === undefined) throw new Error(`no narration shapes for ${compiled.bank.id}`)
      const assembled = assemble(compiled, result.captures as Capture[], { message, landmarks, narrations, meter })
      if (assembled.kind === 'malformed') return damaged(assembled.field, assembled.text)
      return { compiled, alert: assembled.alert, end: result.end }
    }
  }
}
