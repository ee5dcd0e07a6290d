import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { Lesson } from '../domain/category.ts'
import type { PipelineStore } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import { categorizeAgain } from './book.ts'
import type { Categorized } from './categorize/question.ts'
import { type CategoryBook, categoryBook } from './category-book.ts'
import { Payees } from './payees.ts'

/** So many entries of a payee are looked at, the latest ones. */
const ENTRIES_MAX = 2_000

/** An entry that would be in another category, or there for another reason, were it solved now. */
export type Affected = {
  readonly transaction: Transaction
  readonly keys: readonly AlertKey[]
  readonly to: Categorized
}

/** What lessons ask of storage. */
export type LessonReads = Pick<
  PipelineStore,
  'alertsByKey' | 'categoryRecords' | 'lessonsFor' | 'payeeEdits' | 'unansweredOf'
>

/**
 * The entries of a payee that no person and no rule categorized and that today's lessons would put elsewhere; with `instead`,
 * were that lesson as given.
 */
export async function affectedByLessons(
  payeeKey: string,
  store: LessonReads,
  instead?: Lesson,
): Promise<readonly Affected[]> {
  const payees = new Payees(await store.payeeEdits())
  const members = payees.members(payeeKey)
  const book = categoryBook(await store.categoryRecords())
  const [stored, transactions] = [await store.lessonsFor(members), await store.unansweredOf(members, ENTRIES_MAX)]
  const lessons = stored.map((lesson) => (lesson.id === instead?.id ? instead : lesson))
  const keys = transactions.flatMap(({ witnesses }) => witnesses.map(({ key }) => key))
  const alerts = new Map((await store.alertsByKey(keys)).map((alert) => [alertKeyText(alert.key), alert]))
  return transactions.flatMap((transaction) => {
    const to = categorizeAgain(transaction, alerts, { categories: book.byKey, lessons, payees })
    if (to === null || isAs(transaction, to, book)) return []
    return [{ transaction, keys: transaction.witnesses.map(({ key }) => key), to }]
  })
}

function isAs(
  { postings, categoryReason }: Transaction,
  { categoryId, reason }: Categorized,
  book: CategoryBook,
): boolean {
  if (postings.every(({ accountId }) => accountId !== book.countedAs(categoryId))) return false
  if (reason.kind !== 'lesson' || categoryReason?.kind !== 'lesson') return reason.kind === categoryReason?.kind
  return reason.lessonId === categoryReason.lessonId
}

/** The category that the next alert like these, of one entry, would get; null where it would have none. */
export async function nextCategory(
  transaction: Transaction,
  alerts: readonly Alert[],
  store: LessonReads,
): Promise<string | null> {
  const payees = new Payees(await store.payeeEdits())
  const { payeeKey } = transaction
  const knowledge = {
    categories: categoryBook(await store.categoryRecords()).byKey,
    lessons: payeeKey === undefined ? [] : await store.lessonsFor(payees.members(payeeKey)),
    payees,
  }
  // Without the instant they were stored at they are asked about as if they came now.
  const fresh = alerts.map(({ storedAt: _, guess: __, ...alert }) => [alertKeyText(alert.key), alert] as const)
  return categorizeAgain(transaction, new Map(fresh), knowledge)?.categoryId ?? null
}
