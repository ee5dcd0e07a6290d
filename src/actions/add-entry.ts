import type { ParsedAlert } from '../domain/alert.ts'
import type { StatedTime } from '../domain/calendar.ts'
import type { Money } from '../domain/money.ts'
import { readTag } from '../rules/parse-effects.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { TAGS_MAX } from './edit-transaction.ts'

const MANUAL_LAYOUT = 'manual-entry'
const DAYS_AHEAD_MAX = 1

/** An entry as a person fills it in. The amount is positive. */
export type NewEntry = {
  readonly accountId: string
  readonly direction: 'expense' | 'income'
  readonly amount: Money
  readonly stated: StatedTime
  readonly payee: string | null
  readonly categoryId: string | null
  readonly note: string | null
  readonly tags: readonly string[]
}

export type EntryAdded =
  | { readonly kind: 'added'; readonly transactionId: string }
  /** The field that cannot be used: of another ledger, of another currency or direction, in the future, or no tag. */
  | { readonly kind: 'not-possible'; readonly field: 'account' | 'currency' | 'category' | 'occurredAt' | 'tags' }

/**
 * Books an entry that a person filled in, on the account they chose: nothing else moves it. Like a quick entry it can be undone,
 * and a later alert of the same payment becomes its witness.
 */
export function addEntry(context: ActionContext, entry: NewEntry): Promise<EntryAdded | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<EntryAdded> => {
    const { session, actor, clock } = context
    const wrong = await wrongField(context, entry)
    if (wrong !== null) return { kind: 'not-possible', field: wrong }
    const [trace] = await context.pipeline.run(
      [
        {
          origin: `entry:${crypto.randomUUID()}`,
          source: 'manual',
          sender: null,
          subject: null,
          text: [entry.direction, entry.amount.minor, entry.amount.currency, entry.payee ?? ''].join(' ').trim(),
          receivedAt: clock.now(),
          authenticity: 'vouched',
          readings: [readingOf(entry)],
          accountId: entry.accountId,
        },
      ],
      pipelinePorts(context),
    )
    const [alert] = trace?.alerts ?? []
    if (alert === undefined) throw new Error('an entry made here was not booked')
    await say(context, entry, alert.key)
    const [transaction] = await session.transactionsOf([alert.key])
    if (transaction === undefined) throw new Error('an entry made here rests in no transaction')
    await session.addAudit('add-entry', `transaction:${transaction.id}`, actor.personId, clock.now())
    return { kind: 'added', transactionId: transaction.id }
  })
}

async function wrongField(
  { session, clock }: ActionContext,
  { accountId, amount, categoryId, direction, stated, tags }: NewEntry,
): Promise<Extract<EntryAdded, { kind: 'not-possible' }>['field'] | null> {
  const account = (await session.accounts()).find(({ id }) => id === accountId)
  if (account?.type !== 'asset' && account?.type !== 'liability') return 'account'
  if (account.currency !== null && account.currency !== amount.currency) return 'currency'
  const categories = categoryId === null ? [] : await session.categories()
  if (categoryId !== null && !categories.some(({ id, kind }) => id === categoryId && kind === direction)) {
    return 'category'
  }
  if (tags.length > TAGS_MAX || tags.some((tag) => readTag(tag) === null)) return 'tags'
  return isAhead(stated, clock.now()) ? 'occurredAt' : null
}

/** Later than anywhere on earth it can be now. */
function isAhead(stated: StatedTime, now: Temporal.Instant): boolean {
  const day = stated.kind === 'date' ? stated.date : stated.kind === 'wall' ? stated.at.toPlainDate() : dayOf(stated.at)
  return Temporal.PlainDate.compare(day, dayOf(now).add({ days: DAYS_AHEAD_MAX })) > 0
}

function dayOf(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO('UTC').toPlainDate()
}

/** What the person said of the entry, as answers: no later reading or rule overrules them. */
async function say(
  context: ActionContext,
  { accountId, categoryId, note, tags }: NewEntry,
  key: { readonly messageId: string; readonly position: number },
): Promise<void> {
  const { session, actor, clock } = context
  const answer = { by: actor.personId, at: clock.now(), on: [key], revokedAt: null }
  const kept = [...new Set(tags.flatMap((tag) => readTag(tag) ?? []))]
  const edit = {
    kind: 'edit' as const,
    accountId,
    ...(note === null ? {} : { note }),
    ...(kept.length === 0 ? {} : { tags: kept }),
  }
  await session.addAnswer({ ...answer, id: crypto.randomUUID(), ...edit })
  if (categoryId !== null) {
    await session.addAnswer({ ...answer, id: crypto.randomUUID(), kind: 'category', categoryId })
  }
  await context.pipeline.resolve([key], pipelinePorts(context))
}

function readingOf({ amount, direction, payee, stated }: NewEntry): ParsedAlert {
  return {
    institution: null,
    bankId: null,
    layoutId: MANUAL_LAYOUT,
    direction: direction === 'expense' ? 'debit' : 'credit',
    amount,
    originalAmount: null,
    accountTail: null,
    runningBalance: null,
    counterparty: payee,
    narration: payee,
    channel: null,
    reference: null,
    fee: null,
    statedTime: stated,
    confidence: 1,
  }
}
