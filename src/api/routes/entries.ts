import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { addEntry } from '../../actions/add-entry.ts'
import { recategorize } from '../../actions/recategorize.ts'
import type { StatedTime } from '../../domain/calendar.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { conflict, FORBIDDEN, invalid, NOT_FOUND } from '../problem.ts'
import { uuidText } from '../query.ts'
import { serve } from '../serve.ts'
import { IdParams, TransactionSchema } from '../shapes.ts'
import { shown } from './transactions.ts'

const TEXT_MAX = 200

const CREATE = operation({
  method: 'post',
  path: '/transactions',
  tag: 'Transactions',
  summary: 'Enter a transaction by hand',
  description: 'An alert of the same payment that comes later becomes its witness; it is not booked twice.',
  action: 'ingest',
  body: z.object({
    account: uuidText,
    direction: z.enum(['expense', 'income']),
    amountMinor: z.string().regex(/^[1-9]\d{0,17}$/, 'must be minor units above zero: digits only'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three capital letters')
      .optional(),
    occurredAt: z
      .string()
      .refine((text) => statedOf(text) !== null, 'must be a day, or RFC 3339 with an offset')
      .openapi({ example: '2026-10-31' }),
    payee: z.string().trim().min(1).max(TEXT_MAX).optional(),
    category: uuidText.optional(),
    note: z.string().trim().min(1).max(TEXT_MAX).optional(),
  }),
  status: 201,
  result: TransactionSchema,
})

const EDIT = operation({
  method: 'patch',
  path: '/transactions/{id}',
  tag: 'Transactions',
  summary: 'Change a transaction',
  description: 'A category is remembered for the same counterparty, as a tap in the chat is.',
  action: 'recategorize',
  params: IdParams,
  body: z.strictObject({ category: uuidText }),
  result: TransactionSchema,
})

/** Makes and changes transactions. */
export function entryRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, CREATE, async (call, { body }) => {
    const { account, direction, amountMinor, currency, occurredAt, payee, category, note } = body
    const stated = statedOf(occurredAt)
    if (stated === null) return invalid({ field: 'occurredAt', what: 'must be a day, or RFC 3339 with an offset' })
    const added = await addEntry(call.actions, {
      ...{ accountId: account, direction, stated, payee: payee ?? null, categoryId: category ?? null },
      ...{ note: note ?? null, amount: { minor: BigInt(amountMinor), currency: currency ?? call.ledger.currency } },
    })
    switch (added.kind) {
      case 'forbidden':
        return FORBIDDEN
      case 'not-possible':
        return invalid({ field: added.field, what: 'cannot be used here' })
      case 'added':
        return shown(call, added.transactionId)
    }
  })

  serve(app, parts, EDIT, async (call, { params, body }) => {
    if ((await shown(call, params.id)) === NOT_FOUND) return NOT_FOUND
    const known = (await call.actions.session.categories()).some(({ id }) => id === body.category)
    if (!known) return invalid({ field: 'category', what: 'cannot be used here' })
    const request = { transactionId: params.id, categoryId: body.category, answerId: crypto.randomUUID() }
    const done = await recategorize(call.actions, request)
    if (done.kind === 'forbidden') return FORBIDDEN
    if (done.kind === 'not-possible') return conflict('It was undone, or does not take this category.')
    return shown(call, done.transactionId)
  })
}

function statedOf(text: string): StatedTime | null {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { kind: 'date', date: Temporal.PlainDate.from(text) }
    return { kind: 'instant', at: Temporal.Instant.from(text) }
  } catch {
    // Whatever it is, it is neither.
    return null
  }
}
