import { parseArgs } from 'node:util'
import type { TransactionDetail } from '../../domain/ports.ts'
import { EXPORT_FORMATS, isExportFormat } from '../../reports/export-formats.ts'
import type { LedgerContext } from '../ledger-context.ts'
import { readDate } from '../read-date.ts'
import { UsageError } from '../streams.ts'

const PAGE_SIZE = 1_000

/** Writes the ledger's transactions, oldest first, in one of the formats of contract section 5. Exit code 0. */
export async function exportCommand(args: string[], context: LedgerContext): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { format: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  })
  const { format } = values
  if (!isExportFormat(format)) throw new UsageError(`--format must be one of ${Object.keys(EXPORT_FORMATS).join(', ')}`)
  const from = values.from === undefined ? null : readDate(values.from, '--from')
  const to = values.to === undefined ? null : readDate(values.to, '--to')
  if (from !== null && to !== null && Temporal.PlainDate.compare(from, to) > 0) {
    throw new UsageError('--from must not be after --to')
  }
  const { timeZone } = await context.ledger()
  const file = EXPORT_FORMATS[format]({ timeZone, now: context.clock.now(), from, to })
  const { stdout } = context.streams
  stdout.write(file.start())
  // One transaction for all pages, so that the file is the ledger of one moment.
  await context.inLedger(async (session) => {
    let after: TransactionDetail['transaction'] | null = null
    for (;;) {
      const page = await session.exportPage({ from: file.wantsEarlier ? null : from, to, after, limit: PAGE_SIZE })
      const messageIds = page.flatMap(({ transaction }) => transaction.witnesses.map(({ key }) => key.messageId))
      const origins = await session.messageOrigins([...new Set(messageIds)])
      for (const detail of page) stdout.write(file.transaction(detail, { origins, timeZone }))
      after = page.at(-1)?.transaction ?? null
      if (after === null || page.length < PAGE_SIZE) return
    }
  })
  stdout.write(file.end())
  return 0
}
