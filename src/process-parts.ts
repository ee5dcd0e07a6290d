import type { Parse, Pipeline } from './actions/context.ts'
import type { BotDependencies } from './bot/dependencies.ts'
import type { Config } from './config.ts'
import type { Storage } from './db/open.ts'
import type { TelegramCall } from './delivery/telegram-call.ts'
import type { PeopleStore } from './domain/ports.ts'
import type { BankIndex } from './formats/bank-index.ts'
import type { Logger } from './telemetry/logger.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { Tracing } from './telemetry/tracing.ts'

/** Something that was started and is stopped again, last started first. */
export type Running = { readonly name: string; readonly stop: () => Promise<void> }

/** What every role of a process is started with; which roles those are, `config.roles` says. */
export type ProcessParts = {
  readonly config: Config
  /** Telegram users who own this installation; empty: pairing by one-time code. */
  readonly ownerIds: readonly number[]
  readonly logger: Logger
  readonly storage: Storage
  readonly people: PeopleStore
  /** All banks, packs included. */
  readonly banks: BankIndex
  readonly parse: Parse
  readonly pipeline: Pipeline
  readonly metrics: Metrics
  readonly tracing: Tracing
  readonly call: TelegramCall
  /** The token and address that `call` uses, for files. */
  readonly telegram: { readonly token: string; readonly apiRoot: string }
  /** Where the dashboard is, for links to it. */
  readonly dashboard: BotDependencies['dashboard']
  /** A UUID of this run of this process, which holds its claims and leases. */
  readonly holder: string
  /** Takes what is started, to be stopped in reverse order. */
  readonly running: { push(part: Running): unknown }
  /** Ends the program. */
  readonly end: (exitCode: number) => void
  /** Aborts when the program is asked to end, which may be before it has started. */
  readonly ending: AbortSignal
  /** Writes a line for the person who started the program. */
  readonly say: (line: string) => void
}

/** How long handling and sending may go on after a signal to stop. */
export const GRACE_MS = 10_000
