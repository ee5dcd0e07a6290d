import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { TransactionDetail } from '../domain/ports.ts'

/** What a line of the export needs beside the transaction. */
export type ExportContext = {
  /** Message id → origin: a message given to `ingest` is named by the id it was given. */
  readonly origins: ReadonlyMap<string, string>
  readonly timeZone: string
}

/** One line of `export --format jsonl`, in the shape the contract promises. Amounts are minor units as text. */
export type ExportLine = {
  readonly id: string
  readonly occurredAt: string
  readonly occurredAtFrom: 'message' | 'receipt'
  readonly kind: string
  readonly status: 'posted' | 'suspect'
  readonly payee: string | null
  readonly narration: string | null
  readonly note: string | null
  readonly postings: readonly ExportPosting[]
  readonly witnesses: readonly ExportWitness[]
  readonly parents?: readonly string[]
  readonly tags: readonly string[]
}

/** `row` counts the transaction rows of a statement file from 1, across its sheets; other messages have none. */
export type ExportWitness = {
  readonly message: string
  readonly row?: number
  readonly channel: string
  readonly role: string
}

export type ExportPosting = ({ readonly category: string } | ExportAccount) & {
  readonly amountMinor: string
  readonly currency: string
}
type ExportAccount = { readonly account: string; readonly institution?: string; readonly tail?: string }

/** The export line of a transaction. `occurredAt` is a day, or an instant with the ledger's offset. */
export function exportLine(detail: TransactionDetail, context: ExportContext): ExportLine {
  const { transaction } = detail
  return {
    id: transaction.id,
    occurredAt: occurredText(transaction.occurred, context.timeZone),
    occurredAtFrom: transaction.occurred.from,
    kind: transaction.kind,
    status: transaction.suspectOf === null ? 'posted' : 'suspect',
    payee: transaction.payee,
    narration: transaction.narration,
    note: transaction.note,
    postings: transaction.postings.map(({ accountId, amount }) => ({
      ...nameOf(accountId, detail),
      amountMinor: amount.minor.toString(),
      currency: amount.currency,
    })),
    witnesses: transaction.witnesses.map(({ key, role }) => witnessOf(key, role, detail, context)),
    ...(transaction.parents.length === 0 ? {} : { parents: transaction.parents }),
    tags: transaction.tags,
  }
}

function witnessOf(key: AlertKey, role: string, detail: TransactionDetail, context: ExportContext): ExportWitness {
  const channel = sourceOf(key, detail)
  return {
    message: messageName(key.messageId, context.origins.get(key.messageId) ?? ''),
    ...(channel === 'statement' ? { row: key.position + 1 } : {}),
    channel,
    role,
  }
}

function occurredText({ date, at }: TransactionDetail['transaction']['occurred'], timeZone: string): string {
  if (at === null) return date.toString()
  return at.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** The name a message goes by outside: the id given to `ingest`, else ours. */
export function messageName(messageId: string, origin: string): string {
  return origin.startsWith('ingest:') ? origin.slice('ingest:'.length) : messageId
}

function nameOf(accountId: string, detail: TransactionDetail): { category: string } | ExportAccount {
  const category = detail.categories.find((candidate) => candidate.id === accountId)
  if (category !== undefined) return { category: category.name }
  const account = detail.accounts.find((candidate) => candidate.id === accountId)
  if (account === undefined) throw new Error('a posting names an account that is not there')
  return {
    account: account.tail === null ? account.name : `${account.name} ${account.tail}`,
    ...(account.institution === null ? {} : { institution: account.institution }),
    ...(account.tail === null ? {} : { tail: account.tail }),
  }
}

function sourceOf(key: Alert['key'], detail: TransactionDetail): string {
  const text = alertKeyText(key)
  return detail.alerts.find((alert) => alertKeyText(alert.key) === text)?.source ?? 'manual'
}
