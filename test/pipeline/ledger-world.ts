import { type AlertKey, alertKeyText } from '../../src/domain/alert.ts'
import type { Answer, AnswerContent } from '../../src/domain/answer.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { LedgerSession } from '../../src/domain/ports.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import { messageId } from '../../src/pipeline/ingest.ts'
import { resolve, run } from '../../src/pipeline/run.ts'
import type { Trace } from '../../src/pipeline/trace.ts'
import type { ExportLine } from '../../src/reports/ledger-export.ts'
import type { TestLedgers } from '../support/ledger.ts'
import { unread } from './alert-messages.ts'

type OnLedger = { readonly test: TestLedgers; readonly ledgerId: string }

/** Takes messages in, in one run. */
export function ingest({ test, ledgerId }: OnLedger, messages: readonly IncomingMessage[]): Promise<Trace[]> {
  return test.ledgers.inLedger(ledgerId, (store) => run(messages, portsOf(test, store)))
}

/** The key of the only alert of the message given to `message` as `id`. */
export function keyOf(test: TestLedgers, id: string): AlertKey {
  return { messageId: messageId(`ingest:${id}`, test.ids), position: 0 }
}

/** Says something about alerts, and solves them again. Gives the answer's id. */
export async function say(
  { test, ledgerId }: OnLedger,
  content: AnswerContent,
  on: readonly AlertKey[],
  given: { id?: string; at?: Temporal.Instant } = {},
): Promise<string> {
  const id = given.id ?? crypto.randomUUID()
  const answer: Answer = { id, by: null, at: given.at ?? systemClock.now(), on, revokedAt: null, ...content }
  await test.ledgers.inLedger(ledgerId, async (store) => {
    await store.addAnswer(answer)
    await resolve(on, portsOf(test, store))
  })
  return id
}

/** Takes an answer back, and solves its alerts again. */
export async function takeBack({ test, ledgerId }: OnLedger, id: string, on: readonly AlertKey[]): Promise<void> {
  await test.ledgers.inLedger(ledgerId, async (store) => {
    await store.revokeAnswer(id, systemClock.now())
    await resolve(on, portsOf(test, store))
  })
}

/** Everything that was derived from messages and answers; the order keeps foreign keys whole. */
const DERIVED = [
  'transaction_parents',
  'witnesses',
  'postings',
  'transactions',
  'redirects',
  'balance_claims',
  'account_identities',
]

/** Forgets everything derived and makes the ledger again from its messages, readings and answers, solved all at once. */
export async function rebuild({ test, ledgerId }: OnLedger): Promise<void> {
  await test.fresh.database.inLedger(ledgerId, async (transaction) => {
    for (const table of DERIVED) await transaction.query(`DELETE FROM ${table} WHERE ledger_id = $1`, [ledgerId])
    await transaction.query(`DELETE FROM accounts WHERE ledger_id = $1 AND type = 'asset'`, [ledgerId])
  })
  const rows = await test.fresh.database.inLedger(ledgerId, (transaction) =>
    transaction.query<{ message_id: string; position: number }>(
      'SELECT message_id, position FROM alerts WHERE ledger_id = $1',
      [ledgerId],
    ),
  )
  const keys = rows.map((row): AlertKey => ({ messageId: row.message_id, position: row.position }))
  await test.ledgers.inLedger(ledgerId, (store) => resolve(keys, portsOf(test, store)))
}

/** The export without ids, in an order of its own; alerts that name each other still do, by their witnesses. */
export function apartFromIds(lines: readonly ExportLine[]): string[] {
  const named = new Map(lines.map((line) => [line.id, JSON.stringify(witnessesOf(line))]))
  return lines
    .map((line) =>
      JSON.stringify({
        ...line,
        id: null,
        witnesses: witnessesOf(line),
        ...(line.parents === undefined ? {} : { parents: line.parents.map((id) => named.get(id)) }),
      }),
    )
    .sort()
}

function witnessesOf(line: ExportLine): string[] {
  return line.witnesses.map((witness) => JSON.stringify(witness)).sort()
}

/** The id of a category that ships with the product. */
export async function categoryId({ test, ledgerId }: OnLedger, key: string): Promise<string> {
  const categories = await test.ledgers.inLedger(ledgerId, (store) => store.categories())
  const found = categories.find((category) => category.key === key)
  if (found === undefined) throw new Error(`no category ${key}`)
  return found.id
}

/** The transaction an alert rests in, as the store has it. */
export async function transactionOf({ test, ledgerId }: OnLedger, key: AlertKey) {
  const found = await test.ledgers.inLedger(ledgerId, (store) => store.transactionsOf([key]))
  const own = found.find((transaction) =>
    transaction.witnesses.some((witness) => witness.role !== 'fee' && alertKeyText(witness.key) === alertKeyText(key)),
  )
  if (own === undefined) throw new Error('an alert is in no transaction')
  return own
}

function portsOf(test: TestLedgers, store: LedgerSession) {
  return { store, parse: unread, ids: test.ids, clock: systemClock }
}
