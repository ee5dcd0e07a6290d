import type { AccountMatch } from '../domain/account.ts'
import type { BalanceCheck } from '../domain/balance.ts'
import type { CategoryReason } from '../domain/category.ts'
import type { MessageSource } from '../domain/message.ts'
import type { ParseOutcome } from '../domain/outcome.ts'
import type { Clock, Identifiers, PipelineStore } from '../domain/ports.ts'
import type { Parse } from './ingest.ts'
import type { Models } from './models.ts'

/**
 * What the pipeline needs from outside. All of `store` is one ledger in one transaction, and it carries calls out in the
 * order they are made: a call made before an earlier one was answered sees what that one wrote.
 */
export type PipelinePorts = {
  readonly store: PipelineStore
  readonly parse: Parse
  readonly ids: Identifiers
  readonly clock: Clock
  /** What ledgers taught; left out: nothing is guessed. */
  readonly models?: Models
  /** Hears what the stages did; for metrics. */
  readonly observer?: PipelineObserver
}

/** What a stage may end with, by stage. */
export type StageOutcomes = {
  readonly ingest: 'stored' | 'repeated'
  readonly parse: ParseOutcome['kind']
  readonly 'identify-account': AccountMatch['because']
  readonly solve: 'single' | 'duplicate' | 'transfer' | 'reversed' | 'suspect'
  readonly categorize: CategoryReason['kind']
  readonly reconcile: BalanceCheck['kind']
}

/** Counts and durations of stages; durations in seconds, of the whole run at hand. */
export type PipelineObserver = {
  outcome<Stage extends keyof StageOutcomes>(stage: Stage, outcome: StageOutcomes[Stage]): void
  duration(stage: 'parse' | 'solve' | 'run', seconds: number): void
  /** What a message that was not known before reads as; `bankId` null where no bank is known. */
  reading(source: MessageSource, bankId: string | null, outcome: ParseOutcome['kind']): void
}
