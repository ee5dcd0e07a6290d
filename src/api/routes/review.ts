import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { addMissing } from '../../actions/add-missing.ts'
import { differentEvents, sameEvent } from '../../actions/event-answers.ts'
import { recategorize } from '../../actions/recategorize.ts'
import { type ReviewItem, reviewList, reviewSuggestions } from '../../actions/review-list.ts'
import { assertNever } from '../../domain/assert-never.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { conflict, FORBIDDEN, invalid, NOT_FOUND } from '../problem.ts'
import { type Call, serve } from '../serve.ts'
import { IdParams, ReviewItemSchema } from '../shapes.ts'

type ItemJson = z.input<typeof ReviewItemSchema>

const LIST = operation({
  method: 'get',
  path: '/review',
  tag: 'Review',
  summary: 'What is uncertain, what moves most money first',
  description: 'At most a hundred of them; `total` counts all.',
  action: 'read',
  result: z.object({ total: z.int(), items: z.array(ReviewItemSchema) }),
})

const ANSWER = operation({
  method: 'post',
  path: '/review/{id}',
  tag: 'Review',
  summary: 'Settle one of them',
  description:
    'With the id of one of its choices; where a category is asked for, any category of its direction will do.',
  action: 'judge',
  params: IdParams,
  body: z.object({ choice: z.string().max(60) }),
  result: z.object({ settled: z.boolean() }),
})

const ITEMS_MAX = 100

/** The review list and its answers. */
export function reviewRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, LIST, async ({ actions, ledger }) => {
    const list = await reviewList(actions, ledger.timeZone)
    if (list.kind === 'forbidden') return FORBIDDEN
    const items: ItemJson[] = []
    for (const item of list.items.slice(0, ITEMS_MAX)) {
      const categories = item.kind === 'uncategorized' ? await reviewSuggestions(actions, item.line.id) : []
      const choices = [...choicesOf(item), ...categories.map(({ id, name }) => ({ id, label: name }))]
      const transactionId = transactionOf(item)
      items.push({
        ...{ id: idOf(item), kind: item.kind, ...parts.words.review(item, ledger.timeZone), choices },
        ...(transactionId === null ? {} : { transactionId }),
      })
    }
    return { total: list.items.length, items }
  })

  serve(app, parts, ANSWER, async (call, { params, body }) => {
    const list = await reviewList(call.actions, call.ledger.timeZone)
    if (list.kind === 'forbidden') return FORBIDDEN
    const item = list.items.find((each) => idOf(each) === params.id)
    if (item === undefined) return NOT_FOUND
    const outcome = await settle(call, item, body.choice)
    switch (outcome) {
      case 'settled':
        return { settled: true }
      case 'forbidden':
        return FORBIDDEN
      case 'unknown-choice':
        return invalid({ field: 'choice', what: 'is none of its choices' })
      case 'too-late':
        return conflict('It is not so any more. Look at the list again.')
    }
  })
}

/** The same for the same question, as long as it is open. */
function idOf(item: ReviewItem): string {
  switch (item.kind) {
    case 'suspect':
      return `suspect.${item.line.id}.${item.of.id}`
    case 'uncategorized':
      return `uncategorized.${item.line.id}`
    case 'unrecognized':
      return `unrecognized.${item.messageId}`
    case 'unverified':
      return 'unverified'
    case 'gap':
      return `gap.${item.account.id}.${item.gap.before.key.messageId}.${item.gap.before.key.position}`
    default:
      return assertNever(item)
  }
}

function transactionOf(item: ReviewItem): string | null {
  if (item.kind === 'gap') return item.gap.before.eventId
  return 'line' in item ? item.line.id : null
}

function choicesOf(item: ReviewItem): { id: string; label: string }[] {
  switch (item.kind) {
    case 'suspect':
      return [
        { id: 'same', label: 'Same' },
        { id: 'different', label: 'Different' },
      ]
    case 'gap':
      return item.gap.before.eventId === null ? [] : [{ id: 'add', label: 'Add what is missing' }]
    case 'uncategorized':
    case 'unrecognized':
    case 'unverified':
      return []
    default:
      return assertNever(item)
  }
}

async function settle({ actions, ledger }: Call, item: ReviewItem, choice: string) {
  const answerId = crypto.randomUUID()
  if (item.kind === 'suspect' && (choice === 'same' || choice === 'different')) {
    const answer = choice === 'same' ? sameEvent : differentEvents
    const done = await answer(actions, { transactionId: item.line.id, otherId: item.of.id, answerId })
    return outcomeOf(done.kind)
  }
  if (item.kind === 'uncategorized') {
    const isKnown = (await actions.session.categories()).some(({ id }) => id === choice)
    if (!isKnown) return 'unknown-choice'
    const done = await recategorize(actions, { transactionId: item.line.id, categoryId: choice, answerId })
    return outcomeOf(done.kind)
  }
  if (item.kind === 'gap' && choice === 'add' && item.gap.before.eventId !== null) {
    const { timeZone } = ledger
    const done = await addMissing(actions, { transactionId: item.gap.before.eventId, answerId, timeZone })
    return outcomeOf(done.kind)
  }
  return 'unknown-choice'
}

function outcomeOf(kind: string): 'settled' | 'too-late' | 'forbidden' {
  if (kind === 'forbidden') return 'forbidden'
  return kind === 'not-possible' || kind === 'closed' ? 'too-late' : 'settled'
}
