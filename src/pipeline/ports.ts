import type { Clock, Identifiers, PipelineStore } from '../domain/ports.ts'
import type { Parse } from './ingest.ts'

/** What the pipeline needs from outside; all of `store` is one ledger in one transaction. */
export type PipelinePorts = {
  readonly store: PipelineStore
  readonly parse: Parse
  readonly ids: Identifiers
  readonly clock: Clock
}
