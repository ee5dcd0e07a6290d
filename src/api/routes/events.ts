import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { eventStream } from '../event-stream.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { serveAs } from '../serve.ts'

const EVENTS = operation({
  method: 'get',
  path: '/events',
  tag: 'Home',
  summary: 'Hears of changes as they happen',
  description:
    'Server-sent events: `changed` with `{transactions: [ids] | null, imports: [ids]}` whenever the ledger changed; null where too many changed, or some may have been missed. A remark every 15 seconds shows that the line is open. The stream ends when its token does.',
  action: 'read',
  result: z.string(),
  resultType: 'text/event-stream',
})

/** Changes of a ledger, live. */
export function eventRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serveAs(
    app,
    parts,
    EVENTS,
    async ({ ledger }) => ({ ledgerId: ledger.id }),
    ({ ledgerId }, secret) =>
      eventStream(parts, { ledgerId, secret }, ({ send }) => {
        send('ready', {})
        return (change) => {
          send('changed', { transactions: change?.transactions ?? null, imports: change?.uploads ?? [] })
        }
      }),
  )
}
