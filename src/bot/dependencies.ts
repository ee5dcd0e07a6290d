import type { UserFromGetMe } from 'grammy/types'
import type { Parse, Pipeline } from '../actions/context.ts'
import type { Trace } from '../actions/ingest-messages.ts'
import type { ReadQuickEntry } from '../actions/read-text.ts'
import type { MessageSource } from '../domain/message.ts'
import type { Clock, Identifiers, Ledgers, Membership, Person } from '../domain/ports.ts'
import type { Statement } from '../domain/statement.ts'
import type { ChartKind } from '../reports/chart-spec.ts'
import type { Report } from '../reports/report.ts'

/** Everything the bot needs of the rest of the program. */
export type BotDependencies = {
  readonly ledgers: Ledgers
  /**
   * Whether somebody may use the bot; fails closed. `privateText`: what they wrote in a private chat, which may bring the
   * pairing code. `paired`: they have just become the owner by it.
   */
  readonly admit: (
    telegramUserId: bigint,
    privateText: string | null,
  ) => Promise<
    | { readonly kind: 'known'; readonly person: Person; readonly membership: Membership | null }
    | { readonly kind: 'paired'; readonly person: Person }
    | { readonly kind: 'stranger' }
  >
  /** The name of a new owner's ledger: `default` for the first owner, another for each other. */
  readonly ledgerName: (telegramUserId: bigint) => string
  /** Marks updates handled that touch no ledger. */
  readonly finish: (holder: string, inboxIds: readonly bigint[]) => Promise<void>
  readonly pipeline: Pipeline
  readonly parse: Parse
  readonly readQuickEntry: ReadQuickEntry
  /** The chart of a report as PNG bytes. A running total stops at `today`. */
  readonly drawChart: (report: Report, kind: ChartKind, today: Temporal.PlainDate) => Promise<Uint8Array>
  readonly uploads: {
    /** Has an upload worked on soon. `password` opens its file; it is kept in memory only. */
    readonly submit: (job: { readonly ledgerId: string; readonly uploadId: string }, password: string | null) => void
    /** The text of this update, where it was taken for a password and is stored nowhere; null when it is gone. */
    readonly passwordOf: (updateId: number) => string | null
    /** Forgets the text of this update. */
    readonly forgetPassword: (updateId: number) => void
    /** Whether the next text in a chat is a password. */
    readonly expectPassword: (chatId: bigint, isExpected: boolean) => void
    readonly decode: (reading: string) => readonly Statement[]
  }
  /** Stops the spinner of a pressed button. Called before any work; it must not throw and nobody waits for it. */
  readonly answerCallback: (callbackQueryId: string) => void
  /** Where the dashboard is. `opensAs`: as a Mini App, as a link, or as an address to copy where Telegram takes no link to it. */
  readonly dashboard: { readonly url: string; readonly opensAs: 'app' | 'link' | 'address' }
  readonly clock: Clock
  readonly ids: Identifiers
  /** For a new ledger. */
  readonly defaults: { readonly timeZone: string; readonly currency: string }
  /** Updates waiting to be handled and replies waiting to be sent, of the whole installation. */
  readonly queueDepths: () => Promise<{ readonly inbox: number; readonly outbox: number }>
  /** Where phones reach this program, without a slash at the end; null: nowhere. */
  readonly publicUrl: string | null
  readonly botInfo: UserFromGetMe
  readonly metrics: {
    botUpdate(kind: string): void
    message(source: MessageSource, outcome: Trace['outcome']): void
  }
}
