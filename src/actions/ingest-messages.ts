import type { IncomingMessage } from '../pipeline/incoming.ts'
import type { Trace } from '../pipeline/trace.ts'

import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** A message on its way in, and what became of it; see the pipeline. */
export type { IncomingMessage } from '../pipeline/incoming.ts'
export type { Trace } from '../pipeline/trace.ts'

export type Ingestion = { readonly kind: 'ingested'; readonly traces: readonly Trace[] }

/** Takes messages into the ledger in one run of the pipeline and gives a trace for each, in the order given. */
export function ingestMessages(
  context: ActionContext,
  messages: readonly IncomingMessage[],
): Promise<Ingestion | Forbidden> {
  return whenAllowed(context, 'ingest', async () => ({
    kind: 'ingested',
    traces: messages.length === 0 ? [] : await context.pipeline.run(messages, pipelinePorts(context)),
  }))
}
