import type { z } from '@hono/zod-openapi'
import type { LedgerSession, TransactionDetail } from '../domain/ports.ts'
import { exportLine } from '../reports/ledger-export.ts'
import type { TransactionSchema } from './shapes.ts'

/** A transaction as the API writes it. */
export type TransactionJson = z.input<typeof TransactionSchema>

/** Transactions as the API writes them, in the order given: the lines of the export, with ids. */
export async function transactionsJson(
  session: Pick<LedgerSession, 'messageOrigins'>,
  details: readonly TransactionDetail[],
  timeZone: string,
): Promise<TransactionJson[]> {
  const messageIds = details.flatMap(({ transaction }) => transaction.witnesses.map(({ key }) => key.messageId))
  const origins = messageIds.length === 0 ? new Map() : await session.messageOrigins([...new Set(messageIds)])
  return details.map((detail) => transactionJson(detail, origins, timeZone))
}

function transactionJson(
  detail: TransactionDetail,
  origins: ReadonlyMap<string, string>,
  timeZone: string,
): TransactionJson {
  const { transaction, accounts, categories } = detail
  const legs = transaction.postings.map(({ accountId }) => accountId)
  const line = exportLine(detail, { origins, timeZone })
  return {
    ...line,
    postings: [...line.postings],
    witnesses: [...line.witnesses],
    tags: [...line.tags],
    ...(line.parents === undefined ? {} : { parents: [...line.parents] }),
    accountId: legs.find((id) => accounts.some((account) => account.id === id)) ?? null,
    categoryId: legs.find((id) => categories.some((category) => category.id === id)) ?? null,
    undone: transaction.status === 'void',
  } as TransactionJson
}

/** A transaction of this ledger by id, following redirects; null for what is none here, whatever was asked for. */
export async function transactionById(
  session: LedgerSession,
  id: string,
  timeZone: string,
): Promise<TransactionJson | null> {
  const detail = isUuid(id) ? await session.transactionDetail(id) : null
  if (detail === null) return null
  return (await transactionsJson(session, [detail], timeZone))[0] ?? null
}

/** Whether a text is an id at all. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
