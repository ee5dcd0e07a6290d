import type { Direction } from '../../domain/alert.ts'
import type { Mention } from './mentions.ts'
import type { Hit } from './phrases.ts'
import type { Scene } from './scene.ts'

const ALERT_NOUN = /(?:alert|advice|notification|notice|transaction)$/u

/** Directions said beside the amount, by its sign, in the heading, or behind a label of its own. */
export function marksOf(scene: Scene, amount: Mention): Direction[] {
  const { text, hits } = scene
  const found: Direction[] = []
  if (amount.sign !== null) found.push(amount.sign === '-' ? 'debit' : 'credit')
  for (const hit of hits) {
    const direction = markOf(scene, hit)
    if (direction === null) continue
    if (isBeside(text, hit, amount) || isHeading(scene, hit) || isValueOfKind(scene, hit) || isAnnounced(text, hit))
      found.push(direction)
  }
  return found
}

/** The direction of a noun or abbreviation, or of a heading such as `Credit Alert` wherever it stands. */
function markOf({ text }: Scene, hit: Hit): Direction | null {
  const isNoun = ALERT_NOUN.test(text.slice(hit.start, hit.end))
  if (hit.kinds.has('out-mark') || (isNoun && hit.kinds.has('out'))) return 'debit'
  return hit.kinds.has('in-mark') || (isNoun && hit.kinds.has('in')) ? 'credit' : null
}

/** Called out as a heading is, even in the middle of a line: `Credit!`, `Debit:`, `Credit Alert`. */
function isAnnounced(text: string, hit: Hit): boolean {
  return /^ ?(?:[:!]|\n)/u.test(text.slice(hit.end, hit.end + 2)) || ALERT_NOUN.test(text.slice(hit.start, hit.end))
}

function isBeside(text: string, hit: Hit, amount: Mention): boolean {
  if (hit.end <= amount.start)
    return (
      /^[.:!\s()-]*(?:(?:of|amt|amount|for|by|rs|transaction of|txn of|trx of)[.:\s]*)?$/u.test(
        text.slice(hit.end, amount.start),
      ) && amount.start - hit.end < 22
    )
  return hit.start >= amount.end && /^[ .(\-/]*$/u.test(text.slice(amount.end, hit.start)) && hit.start - amount.end < 4
}

/** Alone or with `alert`, `transaction` … at the start of the message or of a line. */
function isHeading({ text }: Scene, hit: Hit): boolean {
  if (hit.start !== 0 && text[hit.start - 1] !== '\n') return false
  return /^(?:[!.]|\s*$|\s*\n|\s*:|\s+(?:alert|advice|transaction|trx|txn|notification|notice|on|in|from|to|for)\b)/u.test(
    text.slice(hit.end, hit.end + 24),
  )
}

function isValueOfKind({ text, hits }: Scene, hit: Hit): boolean {
  return hits.some(
    (label) =>
      label.kinds.has('kind') && label.end <= hit.start && /^ ?[:=-] ?$/u.test(text.slice(label.end, hit.start)),
  )
}
