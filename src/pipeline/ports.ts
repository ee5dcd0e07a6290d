import type { Clock, Identifiers, PipelineStore } from '../domain/ports.ts'
import type { Parse } from './ingest.ts'

/**
 * What the pipeline needs from outside. All of `store` is one ledger in one transaction, and it carries calls out in the
 * order they are made: a call made before an earlier one was answered sees what that one wrote.
 */
export type PipelinePorts = {
  readonly store: PipelineStore
  readonly parse: Parse
  readonly ids: Identifiers
  readonly clock: Clock
}
