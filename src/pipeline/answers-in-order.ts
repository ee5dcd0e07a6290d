import type { Answer } from '../domain/answer.ts'

/** The answers that count, oldest first, so that the last word wins. */
export function answersInOrder(answers: readonly Answer[]): Answer[] {
  return answers
    .filter((answer) => answer.revokedAt === null)
    .sort((left, right) => Temporal.Instant.compare(left.at, right.at) || (left.id < right.id ? -1 : 1))
}
