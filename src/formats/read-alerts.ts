import type { ParsedAlert } from '../domain/alert.ts'
import { assemble } from './assemble.ts'
import type { LayoutChannel } from './bank-format.ts'
import type { BankIndex } from './bank-index.ts'
import type { CompiledLayout } from './compile-layout.ts'
import { findLandmarks, type Openings } from './landmarks.ts'
import { type Meter, matchSample } from './match.ts'
import type { Capture, Landmarks } from './match-result.ts'
import { type NormalizedText, rawSlice } from './normalize.ts'
import type { Writing } from './read-field.ts'

/** An alert and the stretch of the normalised text it was read from. */
export type ReadAlert = {
  readonly alert: ParsedAlert
  readonly start: number
  readonly end: number
  /** Whether a taught layout read it. */
  readonly isTaught: boolean
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
 * Reads every alert of a message by the layouts of one channel, front to back; alerts never overlap. What layouts of one
 * tier claim is out of reach for those of the next.
 */
export function readAlerts(message: NormalizedText, index: BankIndex, channel: LayoutChannel, meter: Meter): Sightings {
  const { landmarks, openings } = findLandmarks(message, index.layouts[channel], meter)
  const alerts: ReadAlert[] = []
  const damages: Damage[] = []
  const isTaken = (start: number, end: number) => alerts.some((alert) => start < alert.end && end > alert.start)
  for (const tier of tiersOf(openings)) {
    let free = 0
    for (const at of openings.positions) {
      if (at < free || isTaken(at, at + 1)) continue
      const claims: Claim[] = []
      for (const compiled of openings.layoutsAt.get(at) ?? []) {
        if (compiled.tier !== tier) continue
        const outcome = tryLayout(compiled, message, at, landmarks, index, meter)
        if (outcome === null) continue
        if ('alert' in outcome) claims.push(outcome)
        else damages.push(outcome)
      }
      const [claim] = claims
      if (claim === undefined) continue
      if (compete(claims)) return { alerts: [], damages, rivals: claims.map(({ compiled }) => compiled.key) }
      if (isTaken(at, claim.end)) continue
      alerts.push({ alert: claim.alert, start: at, end: claim.end, isTaught: isTaught(claim) })
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
 * Whether none of these claims on one place can be taken. Layouts of bank files must not claim the same; taught ones, of which
 * two may have been made of two messages of one bank, may where they read the same money.
 */
function compete(claims: readonly Claim[]): boolean {
  if (claims.length === 1 || !claims.every(isTaught)) return claims.length > 1
  const money = claims.map(({ alert }) => `${alert.direction} ${alert.amount.minor} ${alert.amount.currency}`)
  return new Set(money).size > 1
}

function isTaught({ compiled }: Claim): boolean {
  return compiled.layout.evidence === 'taught'
}

/** The tiers of the layouts that may begin somewhere, lowest first. */
function tiersOf({ layoutsAt }: Openings): number[] {
  const tiers = new Set<number>()
  for (const layouts of layoutsAt.values()) for (const { tier } of layouts) tiers.add(tier)
  return [...tiers].sort((left, right) => left - right)
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
      const { bank } = compiled
      if (bank.keepsOneCurrency === true && assembled.alert.amount.currency !== bank.currency) return null
      return { compiled, alert: assembled.alert, end: result.end }
    }
  }
}
