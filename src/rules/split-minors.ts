import { allocate, type Money } from '../domain/money.ts'
import type { RuleEffects } from '../domain/rule.ts'
import { decimalMinor } from './decimal.ts'

/**
 * The parts of a positive amount as a rule splits it, in minor units and in its order; they sum to it exactly. Null where it cannot
 * be split so: a fixed part is no smaller than the whole, or has more digits than the currency.
 */
export function splitMinors({ minor, currency }: Money, parts: NonNullable<RuleEffects['split']>): bigint[] | null {
  const rest = parts.findIndex(({ share }) => share.kind === 'rest')
  const fixed = parts.map(({ share }) => {
    if (share.kind === 'amount') return decimalMinor(share.amount, currency)
    return share.kind === 'percent' ? (minor * BigInt(share.hundredths)) / 10_000n : 0n
  })
  if (fixed.includes(null)) return null
  const known = fixed as bigint[]
  if (rest === -1) {
    const weights = parts.map(({ share }) => (share.kind === 'percent' ? BigInt(share.hundredths) : 0n))
    const shared = allocate(minor, weights)
    return shared.every((part) => part > 0n) ? shared : null
  }
  const left = minor - known.reduce((sum, part) => sum + part, 0n)
  const all = known.map((part, index) => (index === rest ? left : part))
  return all.every((part) => part > 0n) ? all : null
}
