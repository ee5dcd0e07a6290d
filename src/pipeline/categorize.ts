import { bankLayer, channelLayer } from './categorize/bank-layers.ts'
import { modelLayer, seedLayer } from './categorize/guessing-layers.ts'
import { lessonLayer } from './categorize/lesson-layer.ts'
import { type Categorized, idOfKey, type Layer, type Question } from './categorize/question.ts'
import { UNCATEGORIZED } from './seed/categories.ts'

/**
 * Who is asked for a category, one after the other: the first that knows decides. What a person
 * chose for the entry, and what their rules say, is decided before (`book.ts`).
 */
const LAYERS: readonly Layer[] = [lessonLayer, bankLayer, modelLayer, seedLayer, channelLayer]

/**
 * The category of an event and why; uncategorized, which the bot asks about, where no layer knows. The same however often
 * the event is solved again: what was learned after it came counts only when a person applied it to the past.
 */
export function categorize(question: Question): Categorized {
  for (const layer of LAYERS) {
    const found = layer(question)
    if (found !== null) return found
  }
  const fallback = idOfKey(question, UNCATEGORIZED[question.kind])
  if (fallback === null) throw new Error(`the ledger has no category ${UNCATEGORIZED[question.kind]}`)
  return { categoryId: fallback, reason: { kind: 'default' } }
}
