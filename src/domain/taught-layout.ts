import type { Direction } from './alert.ts'
import type { CurrencyCode } from './money.ts'

/** A layout that a person taught a ledger: data, like a layout of a bank file. */
export type TaughtLayout = {
  readonly id: string
  /** A marked sample with the shape of the values of one message and none of the values. */
  readonly sample: string
  /** Null where a field of the sample says it. */
  readonly direction: Direction | null
  /** The exact address, in lower case, that the mail came from which it was made of; null where it was no mail. */
  readonly mailFrom: string | null
  /** Whose alerts these are; null when nobody knows. */
  readonly institution: string | null
  /** What amounts without a mark are in. */
  readonly currency: CurrencyCode
  /** IANA zone of the times it prints. */
  readonly timeZone: string
  readonly numbers: '1,234.56' | '1.234,56' | '1 234,56'
  readonly dates: 'day-first' | 'month-first'
}

/** A taught layout with where it comes from. */
export type TaughtRecord = TaughtLayout & {
  /** The message it was made of. */
  readonly messageId: string
  readonly taughtBy: string | null
  readonly taughtAt: Temporal.Instant
  /** The reread that booked what it reads of earlier messages. */
  readonly rereadId: string
  /** When it stopped counting; null while it counts. `undone`: it was taken back and is not offered again. */
  readonly forgotten: { readonly at: Temporal.Instant; readonly because: 'forgotten' | 'undone' } | null
}

/** What a person is asked about a message, in this order. */
export const TEACHING_QUESTIONS = ['amount', 'direction', 'account', 'party'] as const
export type TeachingQuestion = (typeof TEACHING_QUESTIONS)[number]

/**
 * What was answered so far: the number of the chosen candidate from 0, or -1 for "it does not say" and "nobody". A direction
 * is 0 for money out and 1 for money in.
 */
export type TeachingAnswers = Readonly<Partial<Record<TeachingQuestion, number>>>

/** The questions about one message under way. It holds none of the message. */
export type TeachingDraft = {
  readonly id: string
  readonly messageId: string
  readonly answers: TeachingAnswers
  readonly startedAt: Temporal.Instant
}

/** What teaching asks of storage. */
export type TeachingStore = {
  /** Every layout the ledger was ever taught, the latest first. */
  taughtLayouts(): Promise<readonly TaughtRecord[]>
  addTaughtLayout(record: TaughtRecord): Promise<void>
  forgetTaughtLayout(id: string, forgotten: NonNullable<TaughtRecord['forgotten']>): Promise<void>
  /** Lets a forgotten layout count again; `rereadId` booked what it reads. */
  recallTaughtLayout(id: string, rereadId: string): Promise<void>
  /** Messages with an alert whose reading in force is by this layout, in the order of ids. */
  messagesReadBy(layoutId: string): Promise<readonly string[]>
  /** The latest messages to have come that look like money and could not be read, latest first. */
  unreadMessages(limit: number): Promise<readonly string[]>
  teachingDraft(id: string): Promise<TeachingDraft | null>
  putTeachingDraft(draft: TeachingDraft): Promise<void>
  /** Drops the drafts about a message, and those begun before an instant. */
  dropTeachingDrafts(messageId: string, before: Temporal.Instant): Promise<void>
}
