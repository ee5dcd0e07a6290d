import type { Mention } from './mentions.ts'
import type { Scene } from './scene.ts'
import { endOfLine, lineOf } from './spans.ts'

/**
 * Whether the number lies in one of two alerts that run together with a line break between them, where the other is in another
 * script, or its end is missing: neither can be told apart from the other's numbers.
 */
export function isOfJoinedAlerts(scene: Scene, amount: Mention, mentions: readonly Mention[]): boolean {
  return holdsLineOfAnotherScript(scene, amount, mentions) || mentions.some((mention) => isMovedBalance(scene, mention))
}

/** A line in other letters than the amount's with a number of its own; a translation repeats the amount. */
function holdsLineOfAnotherScript(scene: Scene, amount: Mention, mentions: readonly Mention[]): boolean {
  const own = scriptOf(scene, amount)
  return mentions.some(
    (mention) =>
      mention.isShaped &&
      mention.role === 'free' &&
      mention.mark === null &&
      lineOf(scene, mention.start) !== lineOf(scene, amount.start) &&
      scriptOf(scene, mention) !== own &&
      digitsOf(mention) !== digitsOf(amount),
  )
}

const SCRIPTS = [/\p{Script=Latin}/gu, /\p{Script=Cyrillic}/gu, /\p{Script=Arabic}/gu]

/** The letters most of which the line of a number has, as a place in `SCRIPTS`; of another script, one behind the last. */
function scriptOf({ text }: Scene, { start }: Mention): number {
  const line = text.slice(lineOf({ text }, start), endOfLine(text, start))
  const half = (line.match(/\p{L}/gu)?.length ?? 0) / 2
  const most = SCRIPTS.findIndex((letters) => (line.match(letters)?.length ?? 0) >= half)
  return most < 0 ? SCRIPTS.length : most
}

function digitsOf({ digits }: Mention): string {
  return digits.replace(/\D/gu, '')
}

/** `Balance:`, a new line, `NPR 750.00 withdrawn`: the balance is cut away, and what stands there moved. */
function isMovedBalance({ text, hits }: Scene, { role, start, end }: Mention): boolean {
  const front = hits.findLast((hit) => hit.end <= start)
  return (
    role === 'balance' &&
    front?.kinds.has('balance') === true &&
    text.slice(front.end, start).includes('\n') &&
    hits.some(
      (hit) => (hit.kinds.has('out') || hit.kinds.has('in')) && hit.start >= end && text.slice(end, hit.start) === ' ',
    )
  )
}
