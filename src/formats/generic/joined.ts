import type { Mention } from './mentions.ts'
import type { Hit } from './phrases.ts'
import type { Scene } from './scene.ts'
import { endOfLine, lineOf, type Span } from './spans.ts'

/**
 * Whether the number lies in one of two alerts that run together with a line break between them, where the other is in another
 * script, or its end is missing: neither can be told apart from the other's numbers.
 */
export function isOfJoinedAlerts(scene: Scene, amount: Mention, mentions: readonly Mention[]): boolean {
  return holdsLineOfAnotherScript(scene, amount, mentions) || mentions.some((mention) => isMovedBalance(scene, mention))
}

/** A line in other letters than the amount's with a number of its own; a translation repeats the amount. */
function holdsLineOfAnotherScript(scene: Scene, amount: Mention, mentions: readonly Mention[]): boolean {
  const own = isLatin(scene, amount)
  return mentions.some(
    (mention) =>
      mention.isShaped &&
      mention.role === 'free' &&
      mention.mark === null &&
      lineOf(scene, mention.start) !== lineOf(scene, amount.start) &&
      isLatin(scene, mention) !== own &&
      digitsOf(mention) !== digitsOf(amount),
  )
}

/** Whether most letters of the line a number stands on are Latin. */
function isLatin(scene: Scene, { start }: Mention): boolean {
  const line = scene.text.slice(lineOf(scene, start), endOfLine(scene.text, start))
  const latin = line.match(/\p{Script=Latin}/gu)?.length ?? 0
  return latin * 2 >= (line.match(/\p{L}/gu)?.length ?? 0)
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

/** Whether a line without a label says nothing but that money moved, and the rest of the message says the opposite. */
export function isContradicted(lines: readonly Span[], hits: readonly Hit[]): boolean {
  return lines.some((line) => {
    const said = new Set(hits.filter(({ start }) => start === line.start).flatMap(({ kinds }) => outOrIn(kinds, '')))
    const isOpposed = ({ kinds }: Hit): boolean =>
      [...outOrIn(kinds, ''), ...outOrIn(kinds, '-mark')].some((direction) => !said.has(direction))
    return said.size === 1 && hits.some((hit) => hit.end < line.start && isOpposed(hit))
  })
}

function outOrIn(kinds: Hit['kinds'], suffix: '' | '-mark'): ('out' | 'in')[] {
  return (['out', 'in'] as const).filter((kind) => kinds.has(`${kind}${suffix}`))
}
