import {
  context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { NodeSDK } from '@opentelemetry/sdk-node'
import type { OpenSpan, SpanAttributes, Tracing } from './tracing.ts'

/** Loaded only where traces are wanted: it takes a fifth of a second and some megabytes. */

const CLOSE_LIMIT_MS = 2_000
const SCOPE = 'expense-tracker'
/** Of what the standard names allow, this much unless they say otherwise: traces only, and nothing about the machine. */
const DEFAULTS: Readonly<Record<string, string>> = {
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_NODE_RESOURCE_DETECTORS: 'env',
  OTEL_SERVICE_NAME: SCOPE,
}

/**
 * Sends spans to the endpoint that the standard `OTEL_*` names in `environment` describe; they must stand in the environment of the
 * process, where the packages look for them, and the missing ones of DEFAULTS are put there.
 */
export function startOpenTelemetry(environment: Record<string, string | undefined>, roles: Iterable<string>): Tracing {
  for (const [name, value] of Object.entries(DEFAULTS)) environment[name] ??= value
  const sdk = new NodeSDK({
    // Nothing is instrumented behind our back: addresses of the Bot API hold the token, and SQL holds names of tables only by luck.
    instrumentations: [],
    resource: resourceFromAttributes({ 'expense_tracker.roles': [...roles].join(',') }),
  })
  sdk.start()
  return { ...tracingWith(trace.getTracer(SCOPE)), close: () => closeInTime(sdk) }
}

function tracingWith(tracer: Tracer): Omit<Tracing, 'close'> {
  return {
    begin: (name, parent) => openSpan(tracer.startSpan(name, {}, contextOf(parent))),
    run: async (name, { parent, links = [], attributes = {}, outcome }, work) => {
      const linked = links.flatMap((link) => spanContext(link) ?? []).map((target) => ({ context: target }))
      const span = tracer.startSpan(name, { links: linked, attributes: allowed(attributes) }, contextOf(parent))
      return await context.with(trace.setSpan(contextOf(parent), span), async () => {
        try {
          const result = await work()
          openSpan(span).end(outcome?.(result) ?? 'done', false)
          return result
        } catch (error) {
          // What was thrown may quote anything; the log has its class.
          openSpan(span).end('failed', true)
          throw error
        }
      })
    },
    decision: (stage, outcome) => trace.getActiveSpan()?.addEvent('decision', { stage, outcome }),
    current: () => {
      const span = trace.getActiveSpan()
      return span === undefined ? null : traceParent(span.spanContext())
    },
  }
}

function openSpan(span: Span): OpenSpan {
  return {
    traceParent: traceParent(span.spanContext()),
    end: (outcome, isFailed) => {
      span.setAttribute('outcome', outcome)
      if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    },
  }
}

/** A new object: no further attribute of the caller's gets in. */
function allowed({ method, outcome, count, attempt }: SpanAttributes): Record<string, string | number> {
  const given = { method, outcome, count, attempt }
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function contextOf(parent: string | null): typeof ROOT_CONTEXT {
  const known = spanContext(parent)
  return known === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, known)
}

/** https://www.w3.org/TR/trace-context/#traceparent-header, version 00 */
function traceParent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}

function spanContext(text: string | null): SpanContext | null {
  const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text ?? '')
  if (match === null) return null
  const [, traceId = '', spanId = '', flags = ''] = match
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
}

/** An endpoint that is away would hold up the end of the program for many seconds. */
async function closeInTime(sdk: NodeSDK): Promise<void> {
  const limit = Promise.withResolvers<void>()
  const timer = setTimeout(() => limit.resolve(), CLOSE_LIMIT_MS)
  await Promise.race([sdk.shutdown().catch(() => {}), limit.promise])
  clearTimeout(timer)
}
