import type { ActionContext, Parse, Pipeline } from '../actions/context.ts'
import type { ReviewItem } from '../actions/review-list.ts'
import type { Why } from '../actions/why.ts'
import type { Change } from '../domain/plan.ts'
import type { Clock, Identifiers, LedgerSession, Ledgers, PeopleStore } from '../domain/ports.ts'
import type { ChartKind } from '../reports/chart-spec.ts'
import type { Report } from '../reports/report.ts'

/** Everything the API needs of the rest of the program. */
export type ApiParts = {
  readonly ledgers: Pick<Ledgers, 'inLedger'>
  readonly people: Pick<PeopleStore, 'byTelegramUser'>
  readonly pipeline: Pipeline
  readonly parse: Parse
  readonly ids: Identifiers
  readonly clock: Clock
  /** With it the starts of the Mini App are signed. */
  readonly botToken: string
  /** The bot's name in Telegram, once it is known, and whether it is the local one. */
  readonly bot: { readonly username: () => string | null; readonly hasDemo: boolean }
  /** The address people reach us under, where it is known: writes by cookie must come from there. */
  readonly publicUrl: string | null
  /** The chart of a report as PNG bytes; a running total stops at `today`. */
  readonly drawChart: (
    report: Report,
    kind: ChartKind,
    today: Temporal.PlainDate,
    theme: 'light' | 'dark',
  ) => Promise<Uint8Array>
  /** Receipts in the chat follow what is changed here, as they follow what is changed there. */
  readonly receipts: {
    /** A session that also tells what its plans changed. */
    readonly watch: (session: LedgerSession) => { readonly session: LedgerSession; readonly changes: Change[] }
    readonly edit: (
      context: ActionContext,
      changes: readonly Change[],
      options: { readonly timeZone: string; readonly edited: null },
    ) => Promise<void>
  }
  /** The chat's own words, without its marks. */
  readonly words: {
    readonly why: (why: Why, timeZone: string) => readonly string[]
    readonly review: (item: ReviewItem, timeZone: string) => { readonly title: string; readonly text: string }
  }
  /** Has an upload worked on soon. `password` opens its file; it is kept in memory only. */
  readonly submitUpload: (
    job: { readonly ledgerId: string; readonly uploadId: string },
    password: string | null,
  ) => void
  /** Tells of changes to a ledger until the function it gives is called; null: something may have been missed. */
  readonly onChange: (ledgerId: string, tell: (change: LedgerChange | null) => void) => () => void
  /** Requests a minute: of one token, and refused for want of a good one from one address. */
  readonly limits: { readonly perToken: number; readonly refusedPerAddress: number }
  /** So often a live stream shows that it is open, and its token is looked at again. */
  readonly heartbeatMs: number
  /** Ends every live stream when the program stops. */
  readonly stopping: AbortSignal
  readonly reportError: (error: unknown) => void
}

/** What changed in a ledger; `transactions` is null when there are too many to name. */
export type LedgerChange = {
  readonly transactions: readonly string[] | null
  readonly uploads: readonly string[]
}
