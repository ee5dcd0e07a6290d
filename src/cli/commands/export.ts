import { parseArgs } from 'node:util'
import type { TransactionDetail } from '../../domain/ports.ts'
import { CSV_HEADER, csvRow } from '../../reports/ledger-csv.ts'
import { exportLine } from '../../reports/ledger-export.ts'
import type { LedgerContext } from '../ledger-context.ts'
import { readDate } from '../read-date.ts'
import { UsageError } from '../streams.ts'

const PAGE_SIZE = 1_000

/** Writes the ledger's transactions, oldest first, as JSON lines or CSV (contract section 5). Exit code 0. */
export async function exportCommand(args: string[], context: LedgerContext): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { format: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  })
  const { format } = values
  if (format !== 'jsonl' && format !== 'csv') {
    throw new UsageError('--format must be jsonl or csv')
  }
  const from = values.from === undefined ? null : readDate(values.from, '--from')
  const to = values.to === undefined ? null : readDate(values.to, '--to')
  const { timeZone } = await context.ledger()
  if (format === 'csv') context.streams.stdout.write(CSV_HEADER)
  // One transaction for all pages, so that the file is the ledger of one moment.
  await context.inLedger(async (session) => {
    let after: TransactionDetail['transaction'] | null = null
    for (;;) {
      const page = await session.exportPage({ from, to, after, limit: PAGE_SIZE })
      const messageIds = page.flatMap(({ transaction }) => transaction.witnesses.map(({ key }) => key.messageId))
      const origins = await session.messageOrigins([...new Set(messageIds)])
      for (const detail of page) {
        const line = exportLine(detail, { origins, timeZone })
        context.streams.stdout.write(format === 'csv' ? csvRow(line) : `${JSON.stringify(line)}\n`)
      }
      after = page.at(-1)?.transaction ?? null
      if (after === null || page.length < PAGE_SIZE) return
    }
  })
  return 0
}
