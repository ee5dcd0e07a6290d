import { eq } from 'drizzle-orm'
import type { Category, Lesson, LessonExample } from '../../domain/category.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import { ledgers } from '../schema/ledger.ts'
import type { LedgerScope } from './scope.ts'
import { selectTransactions } from './transactions.ts'

type LessonStore = Pick<
  LedgerSession,
  | 'lessonsFor'
  | 'lessonsToLearn'
  | 'lessonOf'
  | 'answerOfLesson'
  | 'addLesson'
  | 'forgetLessonsOf'
  | 'applyLesson'
  | 'lastAppliedLesson'
  | 'unansweredOf'
>

type LessonRow = {
  id: string
  answer_id: string
  counterparty_key: string
  kind: Category['kind']
  category_id: string
  learned_at: string
  forgotten_at: string | null
  applied_at: string | null
  example: (Omit<LessonExample, 'amountMinor'> & { amountMinor: string }) | null
}

const LESSON_COLUMNS = `l.id, l.answer_id, l.counterparty_key, l.kind, l.category_id, l.learned_at, l.forgotten_at, l.applied_at,
  l.example`

/** What was learned from answers. */
export function lessonStore(scope: LedgerScope): LessonStore {
  const { ledgerId, transaction } = scope
  const mark = (learningMark: string) =>
    transaction.db.update(ledgers).set({ learningMark }).where(eq(ledgers.id, ledgerId))
  return {
    lessonsFor: async (keys) => {
      if (keys.length === 0) return []
      // The latest lesson comes first, so that an older one counts again when the newer is forgotten.
      const rows = await transaction.query<LessonRow>(
        `SELECT ${LESSON_COLUMNS} FROM lessons l WHERE l.ledger_id = $1 AND l.counterparty_key = ANY($2::text[])
         ORDER BY l.learned_at DESC, l.id`,
        [ledgerId, keys],
        { name: 'lessons_for' },
      )
      return rows.map(toLesson)
    },
    lessonsToLearn: async (most, step) => {
      const rows = await transaction.query<LessonRow>(
        `WITH counted AS (SELECT count(*) AS lessons FROM lessons c
           WHERE c.ledger_id = $1 AND c.forgotten_at IS NULL AND c.example IS NOT NULL)
         SELECT ${LESSON_COLUMNS} FROM lessons l
         WHERE l.ledger_id = $1 AND l.forgotten_at IS NULL AND l.example IS NOT NULL ORDER BY l.learned_at, l.id
         OFFSET (SELECT ((lessons - $2::int) / $3::int + 1) * $3::int FROM counted WHERE lessons >= $2::int)`,
        [ledgerId, most, step],
        { name: 'lessons_to_learn' },
      )
      return rows.map(toLesson)
    },
    lessonOf: async (answerId) => {
      const [row] = await transaction.query<LessonRow>(
        `SELECT ${LESSON_COLUMNS} FROM lessons l WHERE l.ledger_id = $1 AND l.answer_id = $2`,
        [ledgerId, answerId],
      )
      return row === undefined ? null : toLesson(row)
    },
    answerOfLesson: async (lessonId) => {
      const [row] = await transaction.query<{ answer_id: string }>(
        'SELECT answer_id FROM lessons WHERE ledger_id = $1 AND id = $2',
        [ledgerId, lessonId],
      )
      return row?.answer_id ?? null
    },
    addLesson: async ({ id, counterpartyKey, kind, categoryId, example }, answerId, at) => {
      await transaction.query(
        `INSERT INTO lessons (ledger_id, id, counterparty_key, kind, category_id, answer_id, learned_at, example)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (ledger_id, id) DO NOTHING`,
        [ledgerId, id, counterpartyKey, kind, categoryId, answerId, at.toString(), encodeExample(example)],
      )
      await mark(id)
    },
    forgetLessonsOf: async (answerId, at) => {
      const rows = await transaction.query<{ id: string }>(
        `UPDATE lessons SET forgotten_at = $3, applied_at = NULL
         WHERE ledger_id = $1 AND answer_id = $2 AND forgotten_at IS NULL RETURNING id`,
        [ledgerId, answerId, at.toString()],
      )
      if (rows.length > 0) await mark(`without ${answerId}`)
    },
    applyLesson: async (lessonId, at) => {
      await transaction.query(
        'UPDATE lessons SET applied_at = $3 WHERE ledger_id = $1 AND id = $2 AND forgotten_at IS NULL',
        [ledgerId, lessonId, at?.toString() ?? null],
      )
    },
    lastAppliedLesson: async () => {
      const [row] = await transaction.query<LessonRow>(
        `SELECT ${LESSON_COLUMNS} FROM lessons l WHERE l.ledger_id = $1 AND l.applied_at IS NOT NULL
         ORDER BY l.applied_at DESC, l.id LIMIT 1`,
        [ledgerId],
      )
      return row === undefined ? null : { ...toLesson(row), answerId: row.answer_id }
    },
    unansweredOf: (keys, limit) =>
      selectTransactions(
        scope,
        'transactions_unanswered',
        `t.payee_key = ANY($2::text[]) AND t.status <> 'void' AND t.category_reason->>'kind' NOT IN ('user', 'rule')
         ORDER BY t.occurred_date DESC, t.id LIMIT $3`,
        keys,
        limit,
      ),
  }
}

function encodeExample(example: LessonExample | undefined): string | null {
  return example === undefined ? null : JSON.stringify({ ...example, amountMinor: String(example.amountMinor) })
}

function toLesson(row: LessonRow): Lesson {
  const at = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))
  const { example } = row
  return {
    id: row.id,
    counterpartyKey: row.counterparty_key,
    kind: row.kind,
    categoryId: row.category_id,
    learnedAt: Temporal.Instant.from(row.learned_at),
    forgottenAt: at(row.forgotten_at),
    appliedAt: at(row.applied_at),
    ...(example === null ? {} : { example: { ...example, amountMinor: BigInt(example.amountMinor) } }),
  }
}
