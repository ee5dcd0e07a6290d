import { seededCategories } from '../../categories/seeded-category.ts'
import { idOfKey, type Layer } from './question.ts'

/** What the model said when the alert was stored, if it was sure enough and the category is still there. */
export const modelLayer: Layer = ({ guess, kind, knowledge }) => {
  if (guess === null || !guess.isSure) return null
  const category = knowledge.categories.find(({ id }) => id === guess.categoryId)
  if (category?.kind !== kind) return null
  const { because, confidence } = guess
  return { categoryId: category.id, reason: { kind: 'model', because, confidence } }
}

/** The map of names that ships with the product, surest first. */
export const seedLayer: Layer = (question) => {
  const { counterparty, narration, direction, institution } = question.reading
  const found = seededCategories({ counterparty, narration, direction, isOwnWords: institution === null })
  for (const { key, term } of found) {
    const categoryId = idOfKey(question, key)
    if (categoryId !== null) return { categoryId, reason: { kind: 'seed', term } }
  }
  return null
}
