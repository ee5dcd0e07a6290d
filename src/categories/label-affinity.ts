import { LABEL_WORDS } from './seed/label-words.ts'
import { foldText } from './segments.ts'

const STRONG = 1
const BY_PARENT = 0.3
const PARTLY = 0.5

const PHRASES = Object.entries(LABEL_WORDS).map(([key, text]) => ({ key, phrases: text.split('|').map(singular) }))
const PARENTS = new Map(PHRASES.filter(({ key }) => !key.includes('.')).map(({ key, phrases }) => [key, phrases]))

/** Words without the S of a plural: one person's label is `Debt`, another's `Debts`. */
function singular(words: string): string {
  return words.replace(/(?<=[A-Z]{3})S\b/g, '')
}

/** The parent of a key of the default tree; a parent is its own. */
export function parentOf(key: string): string {
  return key.split('.')[0] ?? key
}

/**
 * How well each category of the default tree fits a label's own words, 0 to 1, those that do not fit left out. A label that says
 * nothing ("C7") fits none.
 */
export function affinitiesOf(label: string): ReadonlyMap<string, number> {
  const text = ` ${singular(
    foldText(label)
      .replace(/[^A-Z0-9]+/g, ' ')
      .trim(),
  )} `
  const fitting = new Map<string, number>()
  for (const { key, phrases } of PHRASES) {
    const parent = (PARENTS.get(parentOf(key)) ?? []).some((phrase) => text.includes(` ${phrase} `)) ? BY_PARENT : 0
    const longest = phrases.filter((phrase) => text.includes(` ${phrase} `)).toSorted((a, b) => b.length - a.length)[0]
    // the more of the label the words cover, the more it means just that
    const own =
      longest === undefined
        ? 0
        : PARTLY + ((STRONG - PARTLY) * longest.length) / Math.max(longest.length, text.length - 2)
    const score = Math.max(parent, own)
    if (score > 0) fitting.set(key, score)
  }
  return fitting
}
