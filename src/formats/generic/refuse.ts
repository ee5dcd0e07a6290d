import type { DirectionCue } from './direction.ts'
import type { Mention } from './mentions.ts'
import type { Scene } from './scene.ts'

/**
 * Whether the words say that no money moved, or not yet. Words of advertising only count in front of the amount: banks
 * add offers behind an alert.
 */
export function refuses({ hits }: Scene, amount: Mention, cue: DirectionCue): boolean {
  if (hits.some(({ kinds }) => kinds.has('hard') && !kinds.has('neutral'))) return true
  return hits.some(({ kinds, start }) => kinds.has('soft') && (start < amount.start || cue.strength === 'weak'))
}
