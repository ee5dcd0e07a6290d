import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedSpan = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[]
}

/** An OTLP receiver (HTTP, JSON) on loopback. */
export type TraceReceiver = {
  readonly url: string
  readonly spans: readonly ReceivedSpan[]
  /** Everything that was posted, as it came. */
  readonly bodies: readonly string[]
  /** From now on requests get no answer. */
  fallSilent(): void
  close(): Promise<void>
}

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> }

export async function startTraceReceiver(): Promise<TraceReceiver> {
  const spans: ReceivedSpan[] = []
  const bodies: string[] = []
  const unanswered: ServerResponse[] = []
  let isSilent = false
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    bodies.push(body)
    if (request.url === '/v1/traces') spans.push(...spansOf(body))
    if (isSilent) unanswered.push(response)
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    fallSilent: () => {
      isSilent = true
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type PostedSpan = Omit<ReceivedSpan, 'attributes' | 'events'> & {
  readonly attributes?: readonly Attribute[]
  readonly events?: readonly { readonly name: string; readonly attributes?: readonly Attribute[] }[]
}
type Posted = {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly PostedSpan[] }[] }[]
}

function spansOf(body: string): ReceivedSpan[] {
  const { resourceSpans } = JSON.parse(body) as Posted
  const posted = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
  return posted.map((span) => ({
    ...span,
    attributes: record(span.attributes ?? []),
    events: (span.events ?? []).map(({ name, attributes }) => ({ name, attributes: record(attributes ?? []) })),
  }))
}

function record(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
