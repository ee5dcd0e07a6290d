import type { Parse, Pipeline } from './actions/context.ts'
import { createApi } from './api/app.ts'
import type { ApiParts } from './api/parts.ts'
import { editChangedReceipts, watchChanges } from './bot/receipt-edits.ts'
import { reviewWords } from './bot/views/review.ts'
import { whyWords } from './bot/views/why.ts'
import type { Config } from './config.ts'
import { listenForChanges } from './db/ledger-changes.ts'
import type { Storage } from './db/open.ts'
import { systemClock } from './domain/calendar.ts'
import type { Logger, PeopleStore } from './domain/ports.ts'
import type { ServeApi } from './web/server.ts'

/** Requests a minute: of one token, and refused for want of a good one from one address. */
const LIMITS = { perToken: 600, refusedPerAddress: 60 }

const HEARTBEAT_MS = 15_000

/** The REST API on the same actions and receipts as the bot. */
export function startApi(parts: {
  readonly config: Config
  readonly storage: Storage
  readonly people: PeopleStore
  readonly logger: Logger
  readonly pipeline: Pipeline
  readonly parse: Parse
  readonly telegram: { readonly token: string }
  readonly botName: string
  readonly drawChart: ApiParts['drawChart']
  readonly submitUpload: ApiParts['submitUpload']
  readonly running: { push(part: { readonly name: string; readonly stop: () => Promise<void> }): unknown }
}): ServeApi {
  const { config, storage, people, logger, pipeline, parse, telegram, drawChart, running } = parts
  const changes = listenForChanges(storage.database)
  running.push({ name: 'notifications of changes', stop: () => changes.close() })
  const api = createApi({
    ledgers: storage.ledgers,
    people,
    pipeline,
    parse,
    ids: storage.ids,
    clock: systemClock,
    botToken: telegram.token,
    bot: { username: parts.botName, hasDemo: config.botToken === null },
    publicUrl: config.publicUrl,
    drawChart,
    submitUpload: parts.submitUpload,
    receipts: { watch: watchChanges, edit: editChangedReceipts },
    words: { why: whyWords, review: reviewWords },
    onChange: changes.subscribe,
    limits: LIMITS,
    heartbeatMs: HEARTBEAT_MS,
    reportError: (error) => logger.error({ error }, 'a request failed'),
  })
  return (request, environment) => api.fetch(request, environment)
}
