import { and, eq, isNull } from 'drizzle-orm'
import type { Answer, AnswerContent } from '../../domain/answer.ts'
import type { Category, Lesson } from '../../domain/category.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import { lessons } from '../schema/learning.ts'
import { answerAlerts, answers } from '../schema/messages.ts'
import { keyColumns } from './messages.ts'
import type { LedgerScope } from './scope.ts'

type AnswerStore = Pick<
  LedgerSession,
  'answersOn' | 'addAnswer' | 'revokeAnswer' | 'latestAnswers' | 'lessonsFor' | 'addLesson' | 'forgetLessonsOf'
>

type AnswerRow = {
  id: string
  kind: AnswerContent['kind']
  content: Record<string, unknown>
  person_id: string | null
  at: string
  revoked_at: string | null
  keys: { message_id: string; position: number }[]
}

type LessonRow = {
  id: string
  counterparty_key: string
  kind: Category['kind']
  category_id: string
  learned_at: string
  forgotten_at: string | null
}

const ANSWER_COLUMNS = `n.id, n.kind, n.content, n.person_id, n.at, n.revoked_at,
  (SELECT jsonb_agg(jsonb_build_object('message_id', k.message_id, 'position', k.position))
     FROM answer_alerts k WHERE k.ledger_id = n.ledger_id AND k.answer_id = n.id) AS keys`

/** What people said, and what was learned from it. */
export function answerStore({ ledgerId, transaction }: LedgerScope): AnswerStore {
  const { db } = transaction
  return {
    answersOn: async (keys) => {
      const rows = await transaction.query<AnswerRow>(
        `SELECT ${ANSWER_COLUMNS} FROM answers n WHERE n.ledger_id = $1 AND n.id IN (
           SELECT k.answer_id FROM answer_alerts k JOIN unnest($2::uuid[], $3::int[]) AS u(message_id, position)
             ON k.message_id = u.message_id AND k.position = u.position WHERE k.ledger_id = $1)`,
        [ledgerId, ...keyColumns(keys)],
        { name: 'answers_on' },
      )
      return rows.map(toAnswer)
    },
    addAnswer: async (answer) => {
      const { id, by, at, on, revokedAt, kind, ...content } = answer
      await db
        .insert(answers)
        .values({ ledgerId, id, kind, content: encodeContent(content), personId: by, at, revokedAt })
        .onConflictDoNothing()
      await db
        .insert(answerAlerts)
        .values(on.map((key) => ({ ledgerId, answerId: id, ...key })))
        .onConflictDoNothing()
    },
    revokeAnswer: async (answerId, at) => {
      await db
        .update(answers)
        .set({ revokedAt: at })
        .where(and(eq(answers.ledgerId, ledgerId), eq(answers.id, answerId), isNull(answers.revokedAt)))
    },
    latestAnswers: async (limit) => {
      const rows = await transaction.query<AnswerRow>(
        `SELECT ${ANSWER_COLUMNS} FROM answers n WHERE n.ledger_id = $1 AND n.revoked_at IS NULL ORDER BY n.at DESC, n.id DESC LIMIT $2`,
        [ledgerId, limit],
      )
      return rows.map(toAnswer)
    },
    lessonsFor: async (keys) => {
      if (keys.length === 0) return []
      // The latest lesson comes first, so that an older one counts again when the newer is forgotten. Forgotten ones
      // are there, too: what was booked while they were believed stays as it is.
      const rows = await transaction.query<LessonRow>(
        `SELECT id, counterparty_key, kind, category_id, learned_at, forgotten_at FROM lessons
         WHERE ledger_id = $1 AND counterparty_key = ANY($2::text[])
         ORDER BY learned_at DESC, id`,
        [ledgerId, keys],
        { name: 'lessons_for' },
      )
      return rows.map(toLesson)
    },
    addLesson: async (lesson, answerId, at) => {
      await db
        .insert(lessons)
        .values({
          ledgerId,
          id: lesson.id,
          counterpartyKey: lesson.counterpartyKey,
          kind: lesson.kind,
          categoryId: lesson.categoryId,
          answerId,
          learnedAt: at,
        })
        .onConflictDoNothing()
    },
    forgetLessonsOf: async (answerId, at) => {
      await db
        .update(lessons)
        .set({ forgottenAt: at })
        .where(and(eq(lessons.ledgerId, ledgerId), eq(lessons.answerId, answerId), isNull(lessons.forgottenAt)))
    },
  }
}

function toLesson(row: LessonRow): Lesson {
  return {
    id: row.id,
    counterpartyKey: row.counterparty_key,
    kind: row.kind,
    categoryId: row.category_id,
    learnedAt: Temporal.Instant.from(row.learned_at),
    forgottenAt: row.forgotten_at === null ? null : Temporal.Instant.from(row.forgotten_at),
  }
}

function encodeContent(content: object): object {
  return JSON.parse(
    JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  )
}

function decodeContent(kind: AnswerContent['kind'], content: Record<string, unknown>): AnswerContent {
  if (kind !== 'split') return { kind, ...content } as AnswerContent
  const parts = content.parts as { categoryId: string; minor: string }[]
  return { kind, parts: parts.map((part) => ({ ...part, minor: BigInt(part.minor) })) }
}

function toAnswer(row: AnswerRow): Answer {
  return {
    id: row.id,
    by: row.person_id,
    at: Temporal.Instant.from(row.at),
    on: row.keys.map(({ message_id, position }) => ({ messageId: message_id, position })),
    revokedAt: row.revoked_at === null ? null : Temporal.Instant.from(row.revoked_at),
    ...decodeContent(row.kind, row.content),
  }
}
