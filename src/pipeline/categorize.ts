import { chargeCategory, seededCategories } from '../categories/seeded-category.ts'
import type { Channel, ParsedAlert } from '../domain/alert.ts'
import type { Category, CategoryReason, Lesson } from '../domain/category.ts'
import { counterpartyKey } from './counterparty.ts'
import { UNCATEGORIZED } from './seed/categories.ts'

export type Categorized = { readonly categoryId: string; readonly reason: CategoryReason }

/** What is known to one ledger's categorizer: the person's lessons, and the categories to choose from. */
export type Knowledge = {
  readonly categories: readonly Category[]
  readonly lessons: readonly Lesson[]
}

/** Categories the channel alone decides, when no rule, lesson or merchant does. */
const CHANNEL_CATEGORIES: Partial<Record<Channel, { expense?: string; income?: string }>> = {
  atm: { expense: 'cash' },
  fee: { expense: 'charges' },
  airtime: { expense: 'phone.airtime' },
  interest: { income: 'interest' },
}

/** Channels whose category outranks the merchant words: a fee on a restaurant's bill is a fee. */
const CHANNEL_FIRST: ReadonlySet<Channel> = new Set<Channel>(['atm'])

/**
 * The category of an event and why, from the first layer that knows: learned counterparty, seeded words, channel, else
 * uncategorized. What a person chose for this very event, and what their rules say, is decided before this is asked. `knownAt` is when
 * the event was first stored, null for now: what was learned or forgotten later does not change it, however often it is
 * solved again.
 */
export function categorize(
  reading: ParsedAlert,
  kind: 'income' | 'expense',
  knowledge: Knowledge,
  knownAt: Temporal.Instant | null,
): Categorized {
  const idOf = (key: string) =>
    knowledge.categories.find((category) => category.key === key && category.kind === kind)?.id ?? null
  const key = counterpartyKey(reading)
  const lesson = knowledge.lessons.find(
    (candidate) =>
      candidate.kind === kind &&
      candidate.counterpartyKey === key &&
      isBelieved(candidate.learnedAt, candidate.forgottenAt, knownAt),
  )
  if (lesson !== undefined) {
    const reason = { kind: 'lesson', lessonId: lesson.id, counterparty: lesson.counterpartyKey } as const
    return { categoryId: lesson.categoryId, reason }
  }
  const channelKey = reading.channel === null ? undefined : CHANNEL_CATEGORIES[reading.channel]?.[kind]
  const channelId = channelKey === undefined ? null : idOf(channelKey)
  if (channelId !== null && reading.channel !== null && CHANNEL_FIRST.has(reading.channel)) {
    return { categoryId: channelId, reason: { kind: 'channel', channel: reading.channel } }
  }
  for (const { key: seedKey, term } of seedsOf(reading)) {
    const seedId = idOf(seedKey)
    if (seedId !== null) return { categoryId: seedId, reason: { kind: 'seed', term } }
  }
  if (channelId !== null && reading.channel !== null) {
    return { categoryId: channelId, reason: { kind: 'channel', channel: reading.channel } }
  }
  const fallback = idOf(UNCATEGORIZED[kind])
  if (fallback === null) throw new Error(`the ledger has no category ${UNCATEGORIZED[kind]}`)
  return { categoryId: fallback, reason: { kind: 'default' } }
}

function isBelieved(
  from: Temporal.Instant | undefined,
  until: Temporal.Instant | null | undefined,
  knownAt: Temporal.Instant | null,
): boolean {
  if (knownAt === null) return (until ?? null) === null
  const hasBegun = from === undefined || Temporal.Instant.compare(from, knownAt) <= 0
  const hasEnded = until !== undefined && until !== null && Temporal.Instant.compare(until, knownAt) <= 0
  return hasBegun && !hasEnded
}

/** What the shipped map says, surest first. A fee is only ever a bank charge, and nothing but a fee is one. */
function seedsOf(reading: ParsedAlert): readonly { readonly key: string; readonly term: string }[] {
  const { counterparty, narration, direction, channel, institution } = reading
  if (channel !== 'fee')
    return seededCategories({ counterparty, narration, direction, isOwnWords: institution === null })
  const charge = chargeCategory(narration)
  return charge === null ? [] : [charge]
}
