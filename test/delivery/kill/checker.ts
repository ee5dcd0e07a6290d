import pg from 'pg'
import type { TrueMessage } from './truth.ts'

/** What the database and the chats hold after everything was killed and came to rest, beside what they should hold. */
export type Findings = {
  readonly lostAmounts: readonly bigint[]
  readonly doubledAmounts: readonly bigint[]
  readonly strangeAmounts: readonly bigint[]
  readonly messages: number
  readonly repeatedOrigins: number
  readonly unbalancedTransactions: number
  readonly unhandledUpdates: number
  readonly failedUpdates: number
  readonly unsentCalls: number
  readonly sentCalls: number
}

/**
 * Compares with the generator's truth, by SQL of its own and as a superuser, whom no policy hides anything from. It shares no
 * code with the program.
 */
export async function checkLedgers(connectionString: string, truth: readonly TrueMessage[]): Promise<Findings> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const count = async (query: string): Promise<number> => Number((await client.query(query)).rows[0]?.count)
  try {
    const booked = await client.query<{ amount: string }>(
      `SELECT -sum(p.amount_minor) AS amount
         FROM transactions t
         JOIN postings p ON p.ledger_id = t.ledger_id AND p.transaction_id = t.id
         JOIN accounts a ON a.ledger_id = p.ledger_id AND a.id = p.account_id AND a.type IN ('asset', 'liability')
        WHERE t.kind <> 'opening' AND t.status <> 'void'
        GROUP BY t.ledger_id, t.id`,
    )
    return {
      ...compareAmounts(
        truth.map((message) => message.amountMinor),
        booked.rows.map((row) => BigInt(row.amount)),
      ),
      messages: await count('SELECT count(*) FROM raw_messages'),
      repeatedOrigins: await count('SELECT count(*) - count(DISTINCT (ledger_id, origin)) AS count FROM raw_messages'),
      unbalancedTransactions: await count(
        `SELECT count(*) FROM (SELECT FROM postings GROUP BY ledger_id, transaction_id, currency
           HAVING sum(amount_minor) <> 0) unbalanced`,
      ),
      unhandledUpdates: await count('SELECT count(*) FROM inbox WHERE handled_at IS NULL'),
      failedUpdates: await count('SELECT count(*) FROM inbox WHERE failure IS NOT NULL'),
      unsentCalls: await count(`SELECT count(*) FROM outbox WHERE state <> 'sent'`),
      sentCalls: await count(`SELECT count(*) FROM outbox WHERE state = 'sent' AND method LIKE 'send%'`),
    }
  } finally {
    await client.end()
  }
}

/** How many updates and calls wait. */
export async function countWaiting(connectionString: string): Promise<number> {
  const [row] = await onServer(
    connectionString,
    `SELECT (SELECT count(*) FROM inbox WHERE handled_at IS NULL) +
            (SELECT count(*) FROM outbox WHERE state = 'waiting') AS count`,
  )
  return Number(row?.count)
}

async function onServer(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

function compareAmounts(
  expected: readonly bigint[],
  found: readonly bigint[],
): Pick<Findings, 'lostAmounts' | 'doubledAmounts' | 'strangeAmounts'> {
  const wanted = new Set(expected)
  const seen = new Set(found)
  return {
    lostAmounts: expected.filter((amount) => !seen.has(amount)),
    doubledAmounts: found.filter((amount, index) => found.indexOf(amount) !== index),
    strangeAmounts: found.filter((amount) => !wanted.has(amount)),
  }
}
