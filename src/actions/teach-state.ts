import type { Direction, ParsedAlert } from '../domain/alert.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { RawMessage } from '../domain/message.ts'
import {
  type TaughtLayout,
  TEACHING_QUESTIONS,
  type TeachingAnswers,
  type TeachingDraft,
  type TeachingQuestion,
} from '../domain/taught-layout.ts'
import { readMailText } from '../formats/email/mail-text.ts'
import { institutionOf } from '../formats/teach/institution.ts'
import { type Learning, type LearningRefusal, learn } from '../formats/teach/learn.ts'
import { dissect, type Questions } from '../formats/teach/questions.ts'
import type { ActionContext } from './context.ts'

/** What a person may answer: `choice` is the number of a candidate, -1 for "it does not say" and "nobody". */
export type Choice = {
  readonly choice: number
  readonly text: string
  /** What the words beside a number say that it is instead of the amount. */
  readonly seems: 'balance' | 'fee' | null
}

/** What a layout would read of one message. */
export type PreviewLine = { readonly alert: ParsedAlert; readonly receivedAt: Temporal.Instant }

/** What a layout made of the answers would read: the message it is made of, and others that could not be read so far. */
export type TeachingPreview = {
  readonly institution: string | null
  readonly own: PreviewLine
  readonly others: readonly PreviewLine[]
}

/** Where the teaching of a message stands. */
export type TeachingStep =
  | {
      readonly kind: 'question'
      readonly draftId: string
      readonly question: TeachingQuestion
      readonly choices: readonly Choice[]
    }
  | { readonly kind: 'preview'; readonly draftId: string; readonly preview: TeachingPreview }
  | { readonly kind: 'refused'; readonly reason: LearningRefusal }
  /** The message was read in the meantime. */
  | { readonly kind: 'already-read' }
  /** The questions were dropped, or the message is not there. */
  | { readonly kind: 'expired' }

/** The answer that no candidate is right. */
const NONE = -1

/** A question nobody went on with is dropped after this. */
export const DRAFT_HOURS = 72

/** Earlier messages that a new layout is tried on. */
const EARLIER_MAX = 1_000

/** The message of a draft, if it is kept and still unread. */
export async function unreadMessage(
  { session }: ActionContext,
  messageId: string,
): Promise<RawMessage | 'already-read' | null> {
  const [stored] = await session.storedMessages([messageId])
  if (stored === undefined || (stored.message.source !== 'sms' && stored.message.source !== 'api')) return null
  const isRead = stored.outcome.kind === 'parsed' || stored.outcome.kind === 'ignored'
  return isRead ? 'already-read' : stored.message
}

/**
 * What is taught of a text: all of it, or, where somebody pasted a mail with the lines above it that say who wrote it, what stands
 * below them, with the address.
 */
export function teachable(text: string): { readonly text: string; readonly mailFrom: string | null } {
  const [mail, another] = readMailText(text)
  const [body] = mail?.views ?? []
  if (mail === undefined || another !== undefined || body === undefined) return { text, mailFrom: null }
  const isOne = mail.from !== null && mail.from !== '' && readMailText(body).every(({ from }) => from === null)
  return isOne ? { text: body, mailFrom: mail.from } : { text, mailFrom: null }
}

/** The first question without an answer, with what may be answered; null when all are answered. */
export function nextQuestion(
  text: string,
  answers: TeachingAnswers,
): { readonly question: TeachingQuestion; readonly choices: readonly Choice[] } | null {
  const { questions } = dissect(teachable(text).text)
  for (const question of TEACHING_QUESTIONS) {
    if (answers[question] !== undefined) continue
    const choices = choicesOf(questions, question)
    // Nothing to choose from is an answer, too.
    if (choices.length > 0) return { question, choices }
  }
  return null
}

function choicesOf(questions: Questions, question: TeachingQuestion): Choice[] {
  const numbered = (texts: readonly { readonly text: string; readonly seems?: Choice['seems'] }[]): Choice[] =>
    texts.map(({ text, seems }, choice) => ({ choice, text, seems: seems ?? null }))
  switch (question) {
    case 'amount':
      return numbered(questions.amounts)
    case 'direction':
      return questions.directions.map((direction) => ({
        choice: DIRECTIONS.indexOf(direction),
        text: direction,
        seems: null,
      }))
    case 'account':
      return numbered(questions.accounts)
    case 'party':
      return numbered(questions.parties)
    default:
      return assertNever(question)
  }
}

const DIRECTIONS: readonly Direction[] = ['debit', 'credit']

/** The layout that the answers of a draft make of its message. */
export async function learnFrom(context: ActionContext, draft: TeachingDraft, message: RawMessage): Promise<Learning> {
  const { session, ids } = context
  const { text, mailFrom } = teachable(message.text)
  const { questions } = dissect(text)
  const chosen = <T>(candidates: readonly T[], question: TeachingQuestion): T | null =>
    candidates[draft.answers[question] ?? NONE] ?? null
  const direction = chosen(DIRECTIONS, 'direction')
  const amount = chosen(questions.amounts, 'amount')
  if (direction === null || amount === null) return { kind: 'refused', reason: 'no-amount' }
  const account = chosen(questions.accounts, 'account')
  const ledger = await session.lockLedger()
  return learn(
    text,
    {
      amount: amount.places,
      direction,
      account: account?.place ?? null,
      party: chosen(questions.parties, 'party')?.place ?? null,
    },
    {
      id: ids.id('taught layout', draft.id),
      institution: (await institutionByTail(context, account?.tail ?? null)) ?? institutionOf(text, message.sender),
      mailFrom,
      currency: ledger.currency,
      timeZone: ledger.timeZone,
    },
  )
}

/** Whose account has this tail, when exactly one institution's has: the same account should not become two. */
async function institutionByTail({ session }: ActionContext, tail: string | null): Promise<string | null> {
  if (tail === null) return null
  const owners = (await session.accounts()).flatMap((account) =>
    account.tail === tail && account.institution !== null ? [account.institution] : [],
  )
  return new Set(owners).size === 1 ? (owners[0] ?? null) : null
}

/** The unread messages, the given one included, that a new layout reads, with what it reads. */
export async function readableBy(
  context: ActionContext,
  layout: TaughtLayout,
  messageId: string,
): Promise<readonly { readonly messageId: string; readonly lines: readonly PreviewLine[] }[]> {
  const { session, parse } = context
  const ledger = await session.lockLedger()
  const earlier = (await session.unreadMessages(EARLIER_MAX)).filter((id) => id !== messageId)
  const stored = await session.storedMessages([messageId, ...earlier])
  const byId = new Map(stored.map(({ message }) => [message.id, message]))
  return [messageId, ...earlier].flatMap((id) => {
    const message = byId.get(id)
    if (message === undefined) return []
    const outcome = parse({ ...message }, { taughtLayouts: [layout, ...ledger.taughtLayouts] })
    if (outcome.kind !== 'parsed') return []
    const lines = outcome.alerts
      .filter((alert) => alert.layoutId === layout.id)
      .map((alert) => ({ alert, receivedAt: message.receivedAt }))
    return lines.length === 0 ? [] : [{ messageId: id, lines }]
  })
}
