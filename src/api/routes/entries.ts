import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { addEntry } from '../../actions/add-entry.ts'
import { editTransaction, NOTE_LENGTH_MAX, PAYEE_LENGTH_MAX, TAGS_MAX } from '../../actions/edit-transaction.ts'
import type { StatedTime } from '../../domain/calendar.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { conflict, FORBIDDEN, invalid, NOT_FOUND, unfit } from '../problem.ts'
import { minorText, uuidText } from '../query.ts'
import { serve } from '../serve.ts'
import { IdParams, TransactionSchema } from '../shapes.ts'
import { shown } from './transactions.ts'

const tagList = z.array(z.string().max(60)).max(TAGS_MAX)

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
    payee: z.string().trim().min(1).max(PAYEE_LENGTH_MAX).optional(),
    category: uuidText.optional(),
    note: z.string().trim().min(1).max(NOTE_LENGTH_MAX).optional(),
    tags: tagList.optional(),
  }),
  status: 201,
  result: TransactionSchema,
})

const EDIT = operation({
  method: 'patch',
  path: '/transactions/{id}',
  tag: 'Transactions',
  summary: 'Change a transaction',
  description:
    'What is left out stays. A category is remembered for the same counterparty, as a tap in the chat is. Null, or an empty list, takes away; the parts of a split make the whole amount.',
  action: 'edit',
  params: IdParams,
  body: z.strictObject({
    category: uuidText.optional(),
    payee: z.string().max(PAYEE_LENGTH_MAX).nullable().optional(),
    note: z.string().max(NOTE_LENGTH_MAX).nullable().optional(),
    tags: tagList.optional(),
    splits: z
      .array(z.object({ category: uuidText, amountMinor: minorText }))
      .max(20)
      .nullable()
      .optional(),
  }),
  result: TransactionSchema,
})

/** Makes and changes transactions. */
export function entryRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, CREATE, async (call, { body }) => {
    const { account, direction, amountMinor, currency, occurredAt, payee, category, note, tags } = body
    const stated = statedOf(occurredAt)
    if (stated === null) return invalid({ field: 'occurredAt', what: 'must be a day, or RFC 3339 with an offset' })
    const added = await addEntry(call.actions, {
      ...{ accountId: account, direction, stated, payee: payee ?? null, categoryId: category ?? null },
      ...{
        note: note ?? null,
        tags: tags ?? [],
        amount: { minor: BigInt(amountMinor), currency: currency ?? call.ledger.currency },
      },
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
    const { category, payee, note, tags, splits } = body
    const edit = {
      ...(category === undefined ? {} : { categoryId: category }),
      ...(payee === undefined ? {} : { payee }),
      ...(note === undefined ? {} : { note }),
      ...(tags === undefined ? {} : { tags }),
      ...(splits === undefined ? {} : { splits: partsOf(splits) }),
    }
    const done = await editTransaction(call.actions, { transactionId: params.id, answerId: crypto.randomUUID(), edit })
    if (done.kind === 'forbidden') return FORBIDDEN
    if (done.kind === 'not-possible') return conflict('It was undone.')
    if (done.kind === 'problem') return unfit(done.problem)
    return shown(call, done.transactionId)
  })
}

function partsOf(splits: readonly { readonly category: string; readonly amountMinor: bigint }[] | null) {
  return splits?.map(({ category, amountMinor }) => ({ categoryId: category, minor: amountMinor })) ?? null
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
