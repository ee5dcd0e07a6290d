import { parseArgs } from 'node:util'
import { exportPieces } from '../../actions/export-ledger.ts'
import { EXPORT_FORMATS, isExportFormat } from '../../reports/export-formats.ts'
import type { LedgerContext } from '../ledger-context.ts'
import { readDate } from '../read-date.ts'
import { UsageError } from '../streams.ts'

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
  const span = { from, to, timeZone, now: context.clock.now() }
  // One transaction for all pages, so that the file is the ledger of one moment.
  await context.inLedger(async (session) => {
    for await (const { text } of exportPieces(session, format, span)) context.streams.stdout.write(text)
  })
  return 0
}
