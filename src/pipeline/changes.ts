import type { Change } from '../domain/plan.ts'
import type { Transaction } from '../domain/transaction.ts'

/** What must change in the ledger so that it holds `wanted` instead of `existing`. Equal transactions give no change. */
export function diffTransactions(existing: readonly Transaction[], wanted: readonly Transaction[]): Change[] {
  const before = new Map(existing.map((transaction) => [transaction.id, transaction]))
  const after = new Map(wanted.map((transaction) => [transaction.id, transaction]))
  const changes: Change[] = []
  for (const [id, transaction] of before) if (!after.has(id)) changes.push({ before: transaction, after: null })
  for (const [id, transaction] of after) {
    const old = before.get(id) ?? null
    if (old === null || canonicalText(old) !== canonicalText(transaction))
      changes.push({ before: old, after: transaction })
  }
  return changes
}

function canonicalText(transaction: Transaction): string {
  const { id, kind, status, suspectOf, occurred, payee, narration, note, tags, categoryReason } = transaction
  const postings = transaction.postings.map(({ accountId, amount }) => [
    accountId,
    String(amount.minor),
    amount.currency,
  ])
  const witnesses = transaction.witnesses.map(({ key, role }) => `${key.messageId}/${key.position}/${role}`).sort()
  const when = [occurred.date.toString(), occurred.at?.toString() ?? null, occurred.from]
  const parents = [...transaction.parents].sort()
  return JSON.stringify([
    id,
    kind,
    status,
    suspectOf,
    when,
    payee,
    transaction.payeeKey ?? null,
    narration,
    note,
    tags,
    sortedKeys(categoryReason),
    postings,
    witnesses,
    parents,
  ])
}

/** The database gives objects back with their keys in its own order. */
function sortedKeys(value: object | null): unknown {
  return value === null ? null : Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
}
