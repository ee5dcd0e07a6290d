import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { restoreEntry, undoEntry } from '../../actions/undo-entry.ts'
import { whyTransaction } from '../../actions/why.ts'
import type { TransactionFilter } from '../../domain/ports.ts'
import { cursorOf, readCursor } from '../cursor.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { FORBIDDEN, invalid, NOT_FOUND } from '../problem.ts'
import { dayText, limitText, minorText, uuidText } from '../query.ts'
import { type Call, serve } from '../serve.ts'
import { IdParams, pageOf, TransactionSchema } from '../shapes.ts'
import { isUuid, transactionById, transactionsJson } from '../transaction-json.ts'

const KINDS = ['expense', 'income', 'transfer', 'fee', 'reversed', 'refund'] as const

const LIST = operation({
  method: 'get',
  path: '/transactions',
  tag: 'Transactions',
  summary: 'Transactions, the latest first',
  description: 'All filters must fit. Undone transactions are listed with `status=undone` only.',
  action: 'read',
  query: z.object({
    q: z.string().max(200).optional().openapi({ description: 'A part of the payee, the narration or the note.' }),
    account: uuidText.optional(),
    category: uuidText.optional().openapi({ description: 'With the categories below it.' }),
    kind: z.enum(KINDS).optional(),
    status: z.enum(['posted', 'suspect', 'undone']).optional(),
    tag: z.string().max(60).optional(),
    from: dayText.optional(),
    to: dayText.optional().openapi({ description: 'Included.' }),
    min: minorText.optional().openapi({ description: 'Of the amount without its sign, in minor units.' }),
    max: minorText.optional(),
    cursor: z.string().max(400).optional(),
    limit: limitText,
  }),
  result: pageOf(TransactionSchema),
})

const READ = operation({
  method: 'get',
  path: '/transactions/{id}',
  tag: 'Transactions',
  summary: 'One transaction',
  description: 'The id of one that was merged into another leads to that one.',
  action: 'read',
  params: IdParams,
  result: TransactionSchema,
})

const WHY = operation({
  method: 'get',
  path: '/transactions/{id}/why',
  tag: 'Transactions',
  summary: 'What it rests on, in the chat’s words',
  action: 'read',
  params: IdParams,
  result: z.object({ lines: z.array(z.string()) }),
})

const UNDO = operation({
  method: 'delete',
  path: '/transactions/{id}',
  tag: 'Transactions',
  summary: 'Take a transaction out of the ledger',
  description: 'Its alerts stay known, so it does not come back by itself. Undoing what is undone changes nothing.',
  action: 'void',
  params: IdParams,
  result: TransactionSchema,
})

const RESTORE = operation({
  method: 'post',
  path: '/transactions/{id}/restore',
  tag: 'Transactions',
  summary: 'Bring an undone transaction back',
  action: 'void',
  params: IdParams,
  result: TransactionSchema,
})

/** Reads, undoes and restores transactions. */
export function transactionRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, LIST, async ({ actions: { session }, ledger }, { query }) => {
    const after = query.cursor === undefined ? null : readCursor(query.cursor)
    if (query.cursor !== undefined && after === null) return invalid({ field: 'cursor', what: 'is none of ours' })
    const found = await session.findTransactions(filterOf(query), { after, limit: query.limit + 1 })
    const page = found.slice(0, query.limit)
    const last = page.at(-1)
    return {
      items: await transactionsJson(session, page, ledger.timeZone),
      next: found.length > query.limit && last !== undefined ? cursorOf(last) : null,
    }
  })

  serve(app, parts, READ, (call, { params }) => shown(call, params.id))

  serve(app, parts, WHY, async ({ actions, ledger }, { params }) => {
    if (!isUuid(params.id)) return NOT_FOUND
    const why = await whyTransaction(actions, params.id)
    if (why.kind === 'forbidden') return FORBIDDEN
    return why.kind === 'not-found' ? NOT_FOUND : { lines: [...parts.words.why(why, ledger.timeZone)] }
  })

  serve(app, parts, UNDO, async (call, { params }) => {
    if ((await shown(call, params.id)) === NOT_FOUND) return NOT_FOUND
    const done = await undoEntry(call.actions, { transactionId: params.id, answerId: crypto.randomUUID() })
    if (done.kind === 'forbidden') return FORBIDDEN
    return done.kind === 'not-possible' ? NOT_FOUND : shown(call, done.transactionId)
  })

  serve(app, parts, RESTORE, async (call, { params }) => {
    if ((await shown(call, params.id)) === NOT_FOUND) return NOT_FOUND
    const done = await restoreEntry(call.actions, { transactionId: params.id, answerId: crypto.randomUUID() })
    if (done.kind === 'forbidden') return FORBIDDEN
    return done.kind === 'not-possible' ? NOT_FOUND : shown(call, done.transactionId)
  })
}

/** A transaction as it is now. */
export async function shown({ actions: { session }, ledger }: Call, id: string) {
  return (await transactionById(session, id, ledger.timeZone)) ?? NOT_FOUND
}

function filterOf(query: z.output<typeof LIST.query & z.ZodType>): TransactionFilter {
  return {
    text: query.q?.trim() || null,
    accountId: query.account ?? null,
    categoryId: query.category ?? null,
    kind: query.kind ?? null,
    status: query.status ?? null,
    tag: query.tag ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
    amountMin: query.min ?? null,
    amountMax: query.max ?? null,
  }
}
