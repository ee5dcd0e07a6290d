import type { Direction } from '../../domain/alert.ts'
import type { Hit } from './phrases.ts'
import type { Scene } from './scene.ts'

/**
 * Which way a transfer went by the sides named behind its noun: `transferencia de S/200 a JUAN desde tu cuenta`. Null when
 * none is named or they do not agree.
 */
export function directionOfTransfer(scene: Scene, noun: Hit): Direction | null {
  const { hits, text } = scene
  const found = new Set<Direction>()
  for (const hit of hits) {
    if (hit.start < noun.end || (!hit.kinds.has('to') && !hit.kinds.has('from'))) continue
    if (/[.!?;](?=\s)|\n/u.test(text.slice(noun.end, hit.start))) break
    const side = sideBehind(scene, hit)
    if (side === null) continue
    const isSource = hit.kinds.has('from')
    found.add((side === 'own') === isSource ? 'debit' : 'credit')
  }
  const [only] = [...found]
  return found.size === 1 && only !== undefined ? only : null
}

/** Whether the reader of the message is named as this side of a payment, behind its verb in the same sentence. */
export function namesHolder({ hits, text }: Scene, verb: Hit, side: 'from' | 'to'): boolean {
  return hits.some(
    (hit) =>
      hit.start >= verb.end &&
      hit.kinds.has(side) &&
      !/[.!?;](?=\s)|\n/u.test(text.slice(verb.end, hit.start)) &&
      hits.some(({ from, kinds }) => from === hit.to && kinds.has('holder')),
  )
}

/** Whose side follows a preposition; null when no name and no account does (`de S/200.00`, `a las 10:20`). */
function sideBehind({ tokens, hits }: Scene, { to }: Hit): 'own' | 'other' | null {
  const next = tokens[to]
  if (next?.kind === 'number' && /^\d{6,}$/u.test(next.text)) return 'other'
  if (next?.kind !== 'word') return null
  const phrase = hits.find((hit) => hit.from === to)
  if (phrase?.kinds.has('holder') || phrase?.kinds.has('account')) return 'own'
  return phrase === undefined && next.text.length > 1 ? 'other' : null
}
