import { z } from '@hono/zod-openapi'
import { isUuid } from './transaction-json.ts'

/** Texts in requests, read as what they stand for. */

/** An id; one that is not of this ledger finds nothing. */
export const uuidText = z.string().refine(isUuid, 'must be an id').openapi({ type: 'string', format: 'uuid' })

/** A calendar day, `2026-10-31`. */
export const dayText = z
  .string()
  .transform((text, context) => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayOf(text) : null
    if (day !== null) return day
    context.addIssue({ code: 'custom', message: 'must be a day such as 2026-10-31' })
    return z.NEVER
  })
  .openapi({ type: 'string', format: 'date' })

/** An amount in minor units, without a sign. */
export const minorText = z
  .string()
  .regex(/^\d{1,18}$/, 'must be minor units: digits only')
  .transform((text) => BigInt(text))
  .openapi({ type: 'string', pattern: '^\\d{1,18}$' })

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 200

/** How many items a page has at most. */
export const limitText = z
  .string()
  .regex(/^\d{1,4}$/, 'must be a number')
  .optional()
  .transform((text) => Math.min(Math.max(Number(text ?? LIMIT_DEFAULT), 1), LIMIT_MAX))
  .openapi({ type: 'integer', minimum: 1, maximum: LIMIT_MAX, default: LIMIT_DEFAULT })

function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    // Such as 31 February.
    return null
  }
}
