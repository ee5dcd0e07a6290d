import type { DirectionCue } from './direction.ts'
import type { Mention } from './mentions.ts'
import type { Hit } from './phrases.ts'
import type { Scene } from './scene.ts'

/**
 * Whether the words say that no money moved, or not yet. Words of advertising only count in front of the amount: banks
 * add offers behind an alert.
 */
export function refuses(scene: Scene, amount: Mention, cue: DirectionCue): boolean {
  const said = scene.hits.filter((hit) => !(hit.kinds.has('brand') && isName(scene, hit)))
  if (said.some(({ kinds }) => kinds.has('hard') && !kinds.has('neutral'))) return true
  // `A deposit of INR 1,000 will …` is news of another day.
  if (said.some(({ kinds, from, isEnglish }) => kinds.has('future') && isEnglish && from === amount.to)) return true
  return said.some(({ kinds, start }) => kinds.has('soft') && (start < amount.start || cue.strength === 'weak'))
}

const SIDE = /(?:^| )(?:at|from|to)$/u

/** Whether the word stands, in capitals, where the other side's name does: `at LUCKY SUPERMARKET`. */
function isName({ hits, text, message }: Scene, { from, start }: Hit): boolean {
  const front = hits.find(({ to }) => to === from)
  if (front === undefined || !/^\p{Lu}/u.test(message.text.slice(start))) return false
  return SIDE.test(text.slice(front.start, front.end)) || front.kinds.has('at') || front.kinds.has('to')
}
