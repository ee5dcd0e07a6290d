import type { Direction } from '../../domain/alert.ts'
import { marksOf } from './marks.ts'
import type { Mention } from './mentions.ts'
import type { Hit } from './phrases.ts'
import type { Scene } from './scene.ts'
import { lineOf } from './spans.ts'
import { directionOfTransfer, namesHolder } from './transfers.ts'

/** A direction and how it is said: `mark` beside the amount or as a heading, `grammar` outright, `weak` by a word alone. */
export type DirectionCue = { readonly direction: Direction; readonly strength: 'mark' | 'grammar' | 'weak' }

type Cue = { readonly direction: Direction; readonly isStrong: boolean; readonly hit: Hit }

const NEAR_WORDS = 4

/** Which way the money went for the reader of the message, or null when the words do not agree or are undone by others. */
export function findDirection(scene: Scene, amount: Mention, mentions: readonly Mention[]): DirectionCue | null {
  const marks = new Set(marksOf(scene, amount))
  if (marks.size > 1) return null
  const [mark] = [...marks]
  const cues = scene.hits.flatMap((hit) => cueOf(scene, hit))
  if (cues.some((cue) => isUndone(scene, cue.hit) && !isAboutOther(scene, cue.hit))) return null
  if (cues.some(({ hit }) => paysIntoAccount(scene, hit))) return null
  const said = cues.filter((cue) => !isUndone(scene, cue.hit))
  if (said.length > 0 && said.every(({ hit }) => isOfAnotherLine(scene, hit, amount, mentions))) return null
  const strong = decide(
    scene,
    said.filter(({ isStrong }) => isStrong),
  )
  if (strong === 'both') return null
  const other = said.find(({ direction, hit }) => direction !== strong && !isOnLineOf(scene, hit, cues))
  if (strong !== null && other !== undefined && !isAboutOther(scene, other.hit)) return null
  if (strong !== null)
    return mark !== undefined && mark !== strong
      ? null
      : { direction: strong, strength: mark === undefined ? 'grammar' : 'mark' }
  if (mark !== undefined) {
    // A heading that the words of the amount's own line deny belongs to another alert.
    const [front, heading] = [lineOf(scene, amount.start), lineOf(scene, 0)]
    const isDenied = said.some(
      ({ direction, hit }) =>
        direction !== mark &&
        hit.end <= amount.start &&
        (lineOf(scene, hit.start) === front || isWholeLine(scene, hit, heading)),
    )
    return front !== heading && isDenied ? null : { direction: mark, strength: 'mark' }
  }
  // `was paid into your account`: a verb that says out beside sides that say in.
  if (said.some(({ direction, hit }) => namesHolder(scene, hit, direction === 'debit' ? 'to' : 'from'))) return null
  const weak = new Set(said.map(({ direction }) => direction))
  const [only] = [...weak]
  return weak.size === 1 && only !== undefined ? { direction: only, strength: 'weak' } : null
}

function cueOf(scene: Scene, hit: Hit): Cue[] {
  if (hit.kinds.has('move')) {
    const direction = directionOfTransfer(scene, hit)
    return direction === null ? [] : [{ direction, isStrong: false, hit }]
  }
  if (hit.kinds.has('deal')) return namesCard(scene) ? [{ direction: 'debit', isStrong: false, hit }] : []
  if (hit.kinds.has('neutral') || hit.kinds.has('fee')) return []
  const isOut = hit.kinds.has('out') || hit.kinds.has('out-weak')
  const isIn = hit.kinds.has('in') || hit.kinds.has('in-weak')
  if (isOut === isIn) return []
  return [{ direction: isOut ? 'debit' : 'credit', isStrong: hit.kinds.has('out') || hit.kinds.has('in'), hit }]
}

/** `paid to Cheq a/c..445566`: an account of a kind nobody knows may be the holder's own. */
function paysIntoAccount({ hits, text, tokens }: Scene, hit: Hit): boolean {
  if (!hit.kinds.has('out') || !text.slice(hit.start, hit.end).endsWith(' to')) return false
  const isUnknown = tokens[hit.to]?.kind === 'word' && !hits.some(({ from }) => from === hit.to)
  return isUnknown && hits.some(({ from, kinds }) => from === hit.to + 1 && kinds.has('account'))
}

/** Whether the account that is named is a card or a wallet. */
function namesCard({ hits, text }: Scene): boolean {
  return hits.some(
    (hit) =>
      hit.kinds.has('account') &&
      /[ck]ar[dt]|kad(?!\p{L})|tarjeta|visa|mastercard|momo|mobile money/u.test(text.slice(hit.start, hit.end)),
  )
}

/** The one direction, the holder's where money left one account and reached another, or `both`. */
function decide(scene: Scene, cues: readonly Cue[]): Direction | 'both' | null {
  const own = cues.map((cue) => (isAboutOther(scene, cue.hit) ? { ...cue, direction: 'debit' as const } : cue))
  const first = own[0]
  if (first === undefined) return null
  if (own.every(({ direction }) => direction === first.direction)) return first.direction
  const later = own.filter(({ direction }) => direction !== first.direction)
  if (
    first.direction === 'debit' &&
    later.every(
      ({ hit }) =>
        /credit|abonad/u.test(scene.text.slice(hit.start, hit.end)) &&
        !hasNear(scene, hit, 'holder') &&
        lineOf(scene, hit.start) === lineOf(scene, first.hit.start),
    )
  )
    return 'debit'
  return 'both'
}

/** Whether the words stand on another line that has an amount of its own, or the amount stands in a sentence without them. */
function isOfAnotherLine(scene: Scene, hit: Hit, amount: Mention, mentions: readonly Mention[]): boolean {
  const [own, line] = [lineOf(scene, amount.start), lineOf(scene, hit.start)]
  if (own === line) return false
  const end = scene.text.indexOf('\n', own)
  const words = scene.text.slice(own, end < 0 ? undefined : end).split(' ').length
  return (
    words > 7 ||
    mentions.some(
      (other) =>
        lineOf(scene, other.start) === line && other.role === 'free' && (other.isShaped || other.mark !== null),
    )
  )
}

/** Whether the words begin a line behind the heading and fill it but for one more word: another heading. */
function isWholeLine({ text }: Scene, { start, end }: Hit, heading: number): boolean {
  return start > heading && text[start - 1] === '\n' && /^(?: \p{L}+)?(?:\n|$)/u.test(text.slice(end, end + 20))
}

/** Whether a strong cue stands on the same line. */
function isOnLineOf(scene: Scene, hit: Hit, cues: readonly Cue[]): boolean {
  return cues.some(
    (cue) => cue.isStrong && cue.hit !== hit && lineOf(scene, cue.hit.start) === lineOf(scene, hit.start),
  )
}

/** Whether words for the other side stand around. */
function isAboutOther(scene: Scene, hit: Hit): boolean {
  return hasNear(scene, hit, 'other') && !hit.kinds.has('out')
}

function hasNear({ hits }: Scene, hit: Hit, kind: 'other' | 'holder'): boolean {
  return hits.some(
    (other) =>
      other.kinds.has(kind) &&
      other !== hit &&
      (Math.abs(hit.from - other.to) <= NEAR_WORDS || Math.abs(other.from - hit.to) <= 2),
  )
}

/** Whether `not`, `will`, `if` and the like stand in front, in the same sentence. */
function isUndone({ hits, text }: Scene, hit: Hit): boolean {
  return hits.some(
    (other) =>
      (other.kinds.has('not') || other.kinds.has('future')) &&
      !other.kinds.has('neutral') &&
      // `ALI CAN` in Turkish is nobody's `can`.
      (!other.isEnglish || hit.isEnglish) &&
      other.to <= hit.from &&
      hit.from - other.to <= 3 &&
      !/[.!?;:\n]/u.test(text.slice(other.end, hit.start)),
  )
}
