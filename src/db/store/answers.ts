import { and, eq, isNull } from 'drizzle-orm'
import type { Answer, AnswerContent } from '../../domain/answer.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import { answerAlerts, answers } from '../schema/messages.ts'
import { keyColumns } from './messages.ts'
import type { LedgerScope } from './scope.ts'

type AnswerStore = Pick<LedgerSession, 'answersOn' | 'addAnswer' | 'revokeAnswer' | 'latestAnswers'>

type AnswerRow = {
  id: string
  kind: AnswerContent['kind']
  content: Record<string, unknown>
  person_id: string | null
  at: string
  revoked_at: string | null
  keys: { message_id: string; position: number }[]
}

const ANSWER_COLUMNS = `n.id, n.kind, n.content, n.person_id, n.at, n.revoked_at,
  (SELECT jsonb_agg(jsonb_build_object('message_id', k.message_id, 'position', k.position))
     FROM answer_alerts k WHERE k.ledger_id = n.ledger_id AND k.answer_id = n.id) AS keys`

/** What people said. */
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
