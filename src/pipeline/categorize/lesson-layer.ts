import type { ParsedAlert } from '../../domain/alert.ts'
import type { Lesson, LessonExample } from '../../domain/category.ts'
import { narrationOf, type PayeeText, payeeKey } from '../counterparty.ts'
import type { Layer, Question } from './question.ts'

/** Amounts are near each other up to this factor: rent is not airtime, though both go to one person. */
const NEAR_FACTOR = 3

/**
 * What the person chose for this payee and purpose before. Of several lessons those on amounts near this one's count, where there are
 * any, and the latest of them decides; once there are three, only if the latest two agree, since a payee that goes here and there is no
 * lesson but a question.
 */
export const lessonLayer: Layer = (question) => {
  const key = payeeKey(question.reading)
  if (key === null) return null
  const believed = lessonsOnPayee(question)
  const near = believed.filter(({ example }) => example === undefined || isNear(example, question.reading))
  const [latest, before, third] = near.length > 0 ? near : believed
  if (latest === undefined) return null
  const isMixed = third !== undefined && before !== undefined && before.categoryId !== latest.categoryId
  // Who applies a lesson to everything means everything.
  if (isMixed && (latest.appliedAt ?? null) === null) return null
  const reason = { kind: 'lesson', lessonId: latest.id, counterparty: nameIn(question, key) } as const
  return { categoryId: latest.categoryId, reason }
}

function nameIn({ reading, knowledge }: Question, key: string): string {
  return knowledge.payees.givenName(key) ?? narrationOf(reading).payee?.name ?? key
}

/** The lessons on its payee that count for this event, the latest first. One that was forgotten never was. */
export function lessonsOnPayee({ reading, kind, knowledge, knownAt }: Question): Lesson[] {
  const key = payeeKey(reading)
  if (key === null) return []
  const { lessons, payees } = knowledge
  const canonical = payees.canonical(key)
  const purpose = purposeOf(reading)
  return lessons.filter(
    (lesson) =>
      lesson.kind === kind &&
      (lesson.forgottenAt ?? null) === null &&
      ((lesson.appliedAt ?? null) !== null || hasBegun(lesson.learnedAt, knownAt)) &&
      payees.canonical(lesson.counterpartyKey) === canonical &&
      (lesson.example === undefined || purposeOf(lesson.example) === purpose),
  )
}

function hasBegun(from: Temporal.Instant | undefined, knownAt: Temporal.Instant | null): boolean {
  return from === undefined || knownAt === null || Temporal.Instant.compare(from, knownAt) <= 0
}

/**
 * What a payment to one payee is for, as far as its words tell: airtime or data of a telephone company, and what the payer wrote
 * (school fees to the person who also lends money). Lessons on one say nothing of another.
 */
function purposeOf(text: PayeeText): string {
  const { rail, terms } = narrationOf(text)
  if (rail === 'airtime' || rail === 'data') return rail
  return [...new Set(terms.flatMap(({ kind, key }) => (kind === 'remark' ? [key] : [])))].sort().join(' ')
}

function isNear({ amountMinor }: LessonExample, { amount }: ParsedAlert): boolean {
  const ratio = Number(amountMinor) / Number(amount.minor)
  return ratio <= NEAR_FACTOR && ratio >= 1 / NEAR_FACTOR
}
