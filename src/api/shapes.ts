import { z } from '@hono/zod-openapi'
import { ACCESS_SCOPES } from '../domain/access.ts'

/** The JSON of the API, by name. Amounts are minor units as text; days are ISO. */

const minor = z
  .string()
  .regex(/^-?\d+$/)
  .openapi({ example: '-2250000' })
const nullableText = z.string().nullable()
const identifier = z.string()

export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), what: z.string() })).optional(),
  })
  .openapi('Problem')

const PostingSchema = z.object({
  account: z.string().optional(),
  category: z.string().optional(),
  institution: z.string().optional(),
  tail: z.string().optional(),
  amountMinor: minor,
  currency: z.string(),
})

export const TransactionSchema = z
  .object({
    id: identifier,
    occurredAt: z.string().openapi({ description: 'A day, or RFC 3339 with the ledger’s offset.' }),
    occurredAtFrom: z.enum(['message', 'receipt']),
    kind: z.string(),
    status: z.enum(['posted', 'suspect']),
    payee: nullableText,
    narration: nullableText,
    note: nullableText,
    postings: z.array(PostingSchema),
    witnesses: z.array(
      z.object({ message: z.string(), row: z.int().optional(), channel: z.string(), role: z.string() }),
    ),
    parents: z.array(identifier).optional(),
    tags: z.array(z.string()),
    accountId: identifier.nullable().openapi({ description: 'Of its first leg.' }),
    categoryId: identifier.nullable().openapi({ description: 'Of its first leg on a category.' }),
    undone: z.boolean(),
  })
  .openapi('Transaction')

export const AccountSchema = z
  .object({
    id: identifier,
    name: z.string(),
    institution: nullableText,
    tail: nullableText,
    currency: z.string(),
    balanceMinor: minor,
    asOf: nullableText.openapi({ description: 'When its latest entry happened; null without any.' }),
    gaps: z.int().openapi({ description: 'Stretches where the balances of its bank say that entries are missing.' }),
  })
  .openapi('Account')

export const ReportSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    currency: z.string(),
    inflowMinor: minor,
    outflowMinor: minor,
    netMinor: minor,
    categories: z.array(
      z.object({ category: z.string(), kind: z.enum(['expense', 'income']), amountMinor: minor, count: z.int() }),
    ),
    accounts: z.array(
      z.object({
        account: z.string(),
        tail: nullableText,
        inflowMinor: minor,
        outflowMinor: minor,
        balanceMinor: minor,
      }),
    ),
    feesMinor: minor,
  })
  .openapi('Report')

export const ChainSchema = z
  .object({
    account: z.string(),
    institution: nullableText,
    tail: nullableText,
    currency: z.string(),
    balanceMinor: minor,
    asOf: nullableText,
    checks: z.int(),
    broken: z.int(),
    gaps: z.array(
      z.object({
        after: z.object({ message: z.string(), at: z.string() }),
        before: z.object({ message: z.string(), at: z.string() }),
        missingMinor: minor,
        direction: z.enum(['debit', 'credit']),
        likely: z.array(z.object({ counterparty: z.string(), score: z.number() })),
      }),
    ),
    disputed: z.array(z.object({ message: z.string() })),
    months: z.record(z.string(), z.string()),
    points: z.array(
      z.object({
        at: z.string(),
        balanceMinor: minor,
        closes: z.boolean().openapi({ description: 'Whether it follows from the balance before it.' }),
      }),
    ),
  })
  .openapi('Chain')

export const CategorySchema = z
  .object({
    id: identifier,
    name: z.string().openapi({ description: '`Parent: Child`, a lone parent, or `Uncategorized`.' }),
    parent: identifier.nullable(),
    kind: z.enum(['expense', 'income']),
    icon: nullableText,
    color: nullableText.openapi({ description: '`#rrggbb`, where one was chosen.' }),
    hidden: z.boolean(),
  })
  .openapi('Category')

export const ReviewItemSchema = z
  .object({
    id: identifier,
    kind: z.enum(['suspect', 'uncategorized', 'unrecognized', 'unverified', 'gap']),
    title: z.string(),
    text: z.string(),
    transactionId: identifier.optional(),
    choices: z.array(z.object({ id: z.string(), label: z.string() })),
  })
  .openapi('ReviewItem')

const SummarySchema = z
  .object({
    file: z.string(),
    section: z.string().optional(),
    institution: nullableText,
    currency: z.string(),
    accountTail: nullableText,
    openingBalanceMinor: minor.nullable(),
    closingBalanceMinor: minor.nullable(),
    transactionCount: z.int(),
    totalDebitMinor: minor,
    totalCreditMinor: minor,
    firstDate: nullableText,
    lastDate: nullableText,
    new: z.int(),
    matched: z.int(),
    skipped: z.int(),
    problems: z.array(z.object({ line: z.int(), what: z.string() })),
  })
  .openapi('StatementSummary')

export const IMPORT_STATES = [
  'reading',
  'needs-password',
  'needs-account',
  'preview',
  'importing',
  'done',
  'undone',
  'cancelled',
  'failed',
] as const

export const ImportSchema = z
  .object({
    id: identifier,
    file: z.string(),
    state: z.enum(IMPORT_STATES),
    receivedAt: z.string(),
    summaries: z.array(SummarySchema),
    progress: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .openapi({ description: 'Rows; all of them count at once, since an import is booked whole or not at all.' }),
    problem: nullableText,
    canUndo: z.boolean(),
  })
  .openapi('Import')

export const ScopeSchema = z.enum(ACCESS_SCOPES)

export const TokenSchema = z
  .object({
    id: identifier,
    name: z.string(),
    hint: z.string().openapi({ description: 'The first characters of its secret part.' }),
    scopes: z.array(ScopeSchema),
    createdAt: z.string(),
    lastUsedAt: nullableText,
  })
  .openapi('Token')

/** A page of a list and the cursor of the next one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

export const IdParams = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) })
