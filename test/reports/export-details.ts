import type { Account } from '../../src/domain/account.ts'
import type { Category } from '../../src/domain/category.ts'
import type { TransactionDetail } from '../../src/domain/ports.ts'
import type { Transaction } from '../../src/domain/transaction.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../src/reports/export-formats.ts'

export const GTBANK = account('a1', 'GTBank', '8016', 'GTBank')
export const OPAY = account('a2', 'OPay', null, 'OPay')
export const OPENING: Account = { ...account('a3', 'Opening balances', null, null), type: 'equity', currency: null }
export const GROCERIES: Category = { id: 'c1', kind: 'expense', key: null, name: 'Food: Groceries', icon: null }

export function account(id: string, name: string, tail: string | null, institution: string | null): Account {
  return { id, type: 'asset', name, institution, tail, currency: 'NGN', isProvisional: false }
}

/** A posted transaction of one amount, from one account or category to another. */
export function movement(
  from: Account | Category,
  to: Account | Category,
  options: { date: string; minor: bigint; currency?: string; at?: string } & Partial<Transaction>,
): TransactionDetail {
  const { date, minor, currency = 'NGN', at, ...rest } = options
  const sides = [from, to]
  return {
    transaction: {
      id: `t-${date}-${minor}`,
      kind: 'expense',
      status: 'posted',
      suspectOf: null,
      occurred: {
        date: Temporal.PlainDate.from(date),
        at: at === undefined ? null : Temporal.Instant.from(at),
        from: 'message',
        precision: at === undefined ? 'day' : 'minute',
      } as Transaction['occurred'],
      payee: null,
      narration: null,
      note: null,
      tags: [],
      postings: [
        { accountId: from.id, amount: { minor: -minor, currency } },
        { accountId: to.id, amount: { minor, currency } },
      ],
      witnesses: [],
      parents: [],
      categoryReason: null,
      ...rest,
    },
    accounts: sides.filter((side): side is Account => 'type' in side),
    categories: sides.filter((side): side is Category => 'kind' in side),
    alerts: [],
    fees: [],
  }
}

/** The file that the export of these transactions makes, in a ledger of Lagos on 2026-11-01 at noon UTC. */
export function exported(
  format: ExportFormat,
  details: readonly TransactionDetail[],
  { from = null, to = null }: { from?: string | null; to?: string | null } = {},
): string {
  const timeZone = 'Africa/Lagos'
  const file = EXPORT_FORMATS[format]({
    timeZone,
    now: Temporal.Instant.from('2026-11-01T12:00:00Z'),
    from: from === null ? null : Temporal.PlainDate.from(from),
    to: to === null ? null : Temporal.PlainDate.from(to),
  })
  const lines = details.map((detail) => file.transaction(detail, { origins: new Map(), timeZone }))
  return [file.start(), ...lines, file.end()].join('')
}
