import { normalize } from '../normalize.ts'
import type { Spot } from './find-spots.ts'
import { type Mark, overlap, type Truth } from './mark.ts'

/**
 * Where free text stands: what follows the label of a description, and the texts of the truth; a text inside another one is
 * read from that.
 */
export function regionsOf(text: string, truth: Truth, spots: readonly Spot[]): Mark[] {
  const regions: Mark[] = [...greeted(text), ...(truth.narration ? [] : described(text, spots))]
  for (const field of ['narration', 'counterparty'] as const) {
    const wanted = normalize(truth[field] ?? '')
      .text.replaceAll('\n', ' ')
      .trim()
    if (wanted === '') continue
    const start = text.replaceAll('\n', ' ').indexOf(wanted)
    const region = { start, end: start + wanted.length, field }
    const isWhole = spots.every((spot) => !overlap(spot, region) || spot.start >= start || spot.end <= region.end)
    if (start >= 0 && isWhole && !regions.some((other) => overlap(other, region))) regions.push(region)
  }
  return regions
}

const GREETING =
  /^(?:dear|hello|hi|hey)(?: +(?:mr|mrs|ms|miss|dr|chief|alhaji|sir|madam)\.?)? +([^\n,.!:;0-9]{1,60})(?=[,.!:;\n]|$)/iu
/** Greetings of nobody in particular. */
const ANYBODY = /^(?:our|valued|esteemed|dear|customer|client|sir|madam|ma|user|friend|there|and|or|[/ ])+$/iu

/** Who is greeted, whatever the word: a name can be a word that banks print, too. */
function greeted(text: string): Mark[] {
  const name = GREETING.exec(text)
  if (name === null || ANYBODY.test(name[1] ?? '')) return []
  const end = name[0].length
  return [{ start: end - (name[1] ?? '').length, end, field: 'remark' }]
}

const DESCRIPTION =
  /(?<![\p{L}\p{N}])(?:desc(?:ription)?|narr(?:ation)?|narrative|remarks?|details|particulars|memo) ?:/giu
const NEXT_LABEL = /[\s.,;]+(?=\p{L}[\p{L}/.-]*(?: \p{L}[\p{L}/.-]*)? ?:)/u

/** What follows the first label of a description, up to the next label, a date, or the end of the line. It may be empty. */
function described(text: string, spots: readonly Spot[]): Mark[] {
  DESCRIPTION.lastIndex = 0
  const label = DESCRIPTION.exec(text)
  if (label === null) return []
  const colon = label.index + label[0].length
  const lineEnd = text.indexOf('\n', colon)
  const rest = text.slice(colon, lineEnd < 0 ? text.length : lineEnd)
  const date = spots.find((spot) => spot.kind === 'date' && spot.start >= colon)?.start ?? text.length
  const ends = [rest.length, NEXT_LABEL.exec(rest)?.index ?? rest.length, date - colon]
  const shown = rest.slice(0, Math.min(...ends)).replace(/[\s.,;|-]+$/u, '')
  const start = colon + (shown.startsWith(' ') ? 1 : 0)
  return [{ start, end: Math.max(start, colon + shown.length), field: 'narration' }]
}
