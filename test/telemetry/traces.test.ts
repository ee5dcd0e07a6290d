import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { gtbankAlert } from '../e2e/alerts.ts'
import { createChat } from '../e2e/chat.ts'
import { type Processes, startProcesses } from '../roles/processes.ts'
import { type ReceivedSpan, startTraceReceiver, type TraceReceiver } from './trace-receiver.ts'

const OWNER = 73_910_255

let receiver: TraceReceiver
let processes: Processes

beforeAll(async () => {
  receiver = await startTraceReceiver()
  processes = await startProcesses({
    ownerIds: [OWNER],
    roles: ['bot', 'worker'],
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_TIMEOUT: '120000',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
  })
})
afterAll(async () => {
  await processes.close()
  await receiver.close()
})

it('shows an update and its reply as one tree across processes, with what the stages decided and nothing private', async () => {
  const { telegram } = processes
  const chat = createChat(telegram, telegram.user(OWNER))
  await chat.ask(
    gtbankAlert({ amount: '73,911.27', balance: '81,955.63', narration: 'TRF TO CANARYPERSON', tail: '7394' }),
  )
  const tree = await vi.waitUntil(() => treeWith('send reply'), { timeout: 20_000, interval: 50 })
  expect(tree.map(({ name }) => name).toSorted()).toEqual(['handle updates', 'receive update', 'send reply'])
  const byName = new Map(tree.map((span) => [span.name, span]))
  const [receive, handle, send] = ['receive update', 'handle updates', 'send reply'].map((name) => byName.get(name))
  expect(receive?.parentSpanId || null).toBeNull()
  expect(handle?.parentSpanId).toBe(receive?.spanId)
  expect(send?.parentSpanId).toBe(handle?.spanId)
  expect(send?.attributes).toMatchObject({ method: 'sendMessage', outcome: 'done' })
  const decisions = handle?.events.map(({ attributes }) => [attributes.stage, attributes.outcome])
  expect(decisions).toEqual(
    expect.arrayContaining([
      ['ingest', 'stored'],
      ['parse', 'parsed'],
      ['solve', 'single'],
    ]),
  )

  const everything = receiver.bodies.join('\n')
  for (const secret of ['73,911', '7391127', '81,955', '8195563', '7394', 'CANARY', 'GTBank', String(OWNER)]) {
    expect(everything).not.toContain(secret)
  }
  expect(everything).not.toContain(telegram.token)
}, 60_000)

it('ends although nobody answers where the traces go', async () => {
  receiver.fallSilent()
  const { telegram } = processes
  await createChat(telegram, telegram.user(OWNER)).ask('1500 lunch')
  expect(await processes.stop()).toEqual([0, 0])
  expect(processes.output()).not.toContain('DEP0205')
}, 60_000)

/** The spans of the trace in which there is one of this name; undefined while it is not complete. */
function treeWith(name: string): readonly ReceivedSpan[] | undefined {
  const traceId = receiver.spans.find((span) => span.name === name)?.traceId
  const tree = receiver.spans.filter((span) => span.traceId === traceId)
  return traceId !== undefined && tree.length >= 3 ? tree : undefined
}
