import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Whether the process can serve, part by part: `database`, `telegram`, … with true for a part that can. */
export type ReadinessReport = Readonly<Record<string, boolean>>

/** The part of prom-client's registry that is needed here. */
type MetricsSource = { readonly contentType: string; readonly metrics: () => Promise<string> }

const READINESS_LIMIT_MS = 2_000

/**
 * Serves /metrics, /healthz and /readyz until `close`. /healthz says only that the process answers: it depends neither on
 * the database nor on Telegram, so that their outage restarts nobody. /readyz is 503 with the parts that cannot serve,
 * or when the answer takes longer than two seconds. `port` is the one listened on. Rejects when the port is taken.
 */
export async function startOperationsServer(options: {
  readonly host: string
  readonly port: number
  readonly registry: MetricsSource
  readonly readiness: () => Promise<ReadinessReport>
}): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const [path] = (request.url ?? '/').split('?')
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'GET only\n')
    if (path === '/healthz') return sendJson(response, 200, { status: 'alive' })
    if (path === '/readyz') return void answerReadiness(response, options.readiness)
    if (path === '/metrics') return void answerMetrics(response, options.registry)
    return send(response, 404, 'text/plain', 'There is /metrics, /healthz and /readyz.\n')
  })
  await listen(server, options.host, options.port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answerReadiness(response: ServerResponse, readiness: () => Promise<ReadinessReport>): Promise<void> {
  const limit = Promise.withResolvers<ReadinessReport>()
  const timer = setTimeout(() => limit.resolve({ 'answer-in-time': false }), READINESS_LIMIT_MS)
  // A check that throws is a part that cannot serve; what it threw may name hosts and users, so it is not repeated.
  const checked = readiness().catch((): ReadinessReport => ({ check: false }))
  const report = await Promise.race([checked, limit.promise])
  clearTimeout(timer)
  const notReady = Object.keys(report).filter((part) => !report[part])
  const status = notReady.length === 0 ? 'ready' : 'not-ready'
  sendJson(response, status === 'ready' ? 200 : 503, { status, notReady, parts: report })
}

async function answerMetrics(response: ServerResponse, registry: MetricsSource): Promise<void> {
  try {
    send(response, 200, registry.contentType, await registry.metrics())
  } catch {
    // A scrape that fails is seen by Prometheus as `up == 0`; it must not end the process.
    send(response, 500, 'text/plain', 'the metrics could not be collected\n')
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`)
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  response.end(body)
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(port, host, resolve)
  try {
    await promise
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    const why = taken ? 'is taken by another program, perhaps by a second expense-tracker' : 'cannot be listened on'
    throw new Error(`port ${port} on ${host} ${why}: set METRICS_PORT to a free port`, { cause })
  }
  server.removeListener('error', reject)
}
