import type { LedgerSession, TransactionDetail } from '../domain/ports.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../reports/export-formats.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

const PAGE_SIZE = 1_000

/** A span of days, both included; null: without limit. */
export type ExportSpan = { readonly from: Temporal.PlainDate | null; readonly to: Temporal.PlainDate | null }

/** A piece of a file with how many transactions of the span are in it. */
export type ExportPiece = { readonly text: string; readonly count: number }

/** The file of an export, in pieces; all of it is the ledger of one moment when the session is one transaction. */
export async function* exportPieces(
  session: LedgerSession,
  format: ExportFormat,
  { from, to, timeZone, now }: ExportSpan & { readonly timeZone: string; readonly now: Temporal.Instant },
): AsyncGenerator<ExportPiece> {
  const file = EXPORT_FORMATS[format]({ timeZone, now, from, to })
  yield { text: file.start(), count: 0 }
  let after: TransactionDetail['transaction'] | null = null
  do {
    const page: readonly TransactionDetail[] = await session.exportPage({
      from: file.wantsEarlier ? null : from,
      to,
      after,
      limit: PAGE_SIZE,
    })
    const messageIds = page.flatMap(({ transaction }) => transaction.witnesses.map(({ key }) => key.messageId))
    const origins = await session.messageOrigins([...new Set(messageIds)])
    const isInside = (day: Temporal.PlainDate) => from === null || Temporal.PlainDate.compare(day, from) >= 0
    yield {
      text: page.map((detail) => file.transaction(detail, { origins, timeZone })).join(''),
      count: page.filter(({ transaction }) => isInside(transaction.occurred.date)).length,
    }
    after = page.length < PAGE_SIZE ? null : (page.at(-1)?.transaction ?? null)
  } while (after !== null)
  yield { text: file.end(), count: 0 }
}

/** The transactions of a span of days as one file, in a format of the contract's section 5. */
export function exportLedger(
  context: ActionContext,
  { format, ...span }: ExportSpan & { readonly format: ExportFormat },
): Promise<{ readonly kind: 'file'; readonly text: string; readonly count: number } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const { session, clock } = context
    const { timeZone } = await session.lockLedger()
    const pieces: ExportPiece[] = []
    for await (const piece of exportPieces(session, format, { ...span, timeZone, now: clock.now() })) pieces.push(piece)
    const count = pieces.reduce((sum, piece) => sum + piece.count, 0)
    return { kind: 'file' as const, text: pieces.map(({ text }) => text).join(''), count }
  })
}
