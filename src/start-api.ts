import { createApi } from './api/app.ts'
import type { ApiParts } from './api/parts.ts'
import { editChangedReceipts, watchChanges } from './bot/receipt-edits.ts'
import { reviewWords } from './bot/views/review.ts'
import { whyWords } from './bot/views/why.ts'
import { createDraw } from './compose.ts'
import { listenForChanges } from './db/ledger-changes.ts'
import { systemClock } from './domain/calendar.ts'
import type { ProcessParts } from './process-parts.ts'
import type { ServeApi } from './web/server.ts'

/** Requests a minute: of one token, and refused for want of a good one from one address. */
const LIMITS = { perToken: 600, refusedPerAddress: 60 }
const HEARTBEAT_MS = 15_000

/** The part of the role `web` that programs and the dashboard talk to: the bot's own actions and receipts, by HTTP. */
export function startApi(
  { config, storage, people, logger, pipeline, parse, telegram, running }: ProcessParts,
  { botName, submitUpload }: { readonly botName: () => string | null } & Pick<ApiParts, 'submitUpload'>,
): ServeApi {
  const changes = listenForChanges(storage.database)
  running.push({ name: 'notifications of changes', stop: () => changes.close() })
  const stopping = new AbortController()
  running.push({ name: 'live streams', stop: async () => stopping.abort() })
  const api = createApi({
    ledgers: storage.ledgers,
    people,
    pipeline,
    parse,
    ids: storage.ids,
    clock: systemClock,
    botToken: telegram.token,
    bot: { username: botName, hasDemo: config.botToken === null },
    publicUrl: config.publicUrl,
    drawChart: createDraw(),
    submitUpload,
    receipts: { watch: watchChanges, edit: editChangedReceipts },
    words: { why: whyWords, review: reviewWords },
    onChange: changes.subscribe,
    limits: LIMITS,
    heartbeatMs: HEARTBEAT_MS,
    stopping: stopping.signal,
    reportError: (error) => logger.error({ error }, 'a request failed'),
  })
  return (request, environment) => api.fetch(request, environment)
}
