import { seededCategories } from '../../categories/seeded-category.ts'
import { lessonsOnPayee } from './lesson-layer.ts'
import { idOfKey, type Layer } from './question.ts'

/** What the model said when the alert was stored, if it was sure enough and what it rests on is still there. */
export const modelLayer: Layer = (question) => {
  const { guess, kind, knowledge } = question
  if (guess === null || !guess.isSure) return null
  if (guess.isRemembered && lessonsOnPayee(question).length === 0) return null
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
