import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { DASHBOARDS } from '../../scripts/dashboard-panels.ts'
import { expectEverythingOnce } from '../delivery/kill/expectations.ts'
import { gtbankAlert } from '../e2e/alerts.ts'
import { categoryButtonsOf, createChat } from '../e2e/chat.ts'
import { debianPart, titleWith } from '../support/debian-part.ts'
import { type Processes, type Role, startProcesses } from './processes.ts'
import { startPrometheus } from './prometheus.ts'
import { killUnderLoad } from './run.ts'
import { type ReceivedSpan, startTraceReceiver, type TraceReceiver } from './trace-receiver.ts'

const OWNER = 73_910_255
const OTHERS = [501, 502, 503]
const LIMIT_MS = 20_000
const DEBIAN = debianPart('prometheus', '/usr/bin/prometheus')

/** One process for each role, on one PostgreSQL and one local Telegram, through all of these tests. */
let processes: Processes
let traces: TraceReceiver

beforeAll(async () => {
  traces = await startTraceReceiver()
  processes = await startProcesses({
    ownerIds: [OWNER, ...OTHERS],
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_TIMEOUT: '120000',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
  })
})
afterAll(async () => {
  await processes.close()
  await traces.close()
})

const chatOfOwner = () => createChat(processes.telegram, processes.telegram.user(OWNER))

it('loses and doubles nothing when the process of any role is killed with updates in flight', async () => {
  const victims: readonly Role[] = ['worker', 'bot', 'mail', 'web']
  const run = await killUnderLoad(processes, { ownerIds: OTHERS, updates: 120, victims, seed: 20_260_812 })
  expectEverythingOnce(run, { updates: 120, kills: victims.length })
}, 120_000)

it('does its main job with a process for each role', async () => {
  const chat = chatOfOwner()
  const alert = gtbankAlert({
    amount: '22,500.00',
    balance: '48,210.55',
    narration: 'OUTWARD TRANSFER TO MOSES EKANEM',
  })
  const receipt = await chat.ask(alert)
  expect(receipt.text).toContain('₦22,500.00')
  const [, category = ''] = categoryButtonsOf(receipt)
  expect((await chat.press(receipt, category)).text).toContain(`Category: ${category}`)
  expect((await chat.ask(alert)).text).toMatch(/already in your ledger/i)
  expect((await chat.ask('1500 lunch')).text).toContain('₦1,500.00')
  expect((await chat.ask('/report')).message.photo).toBeDefined()
}, 60_000)

it('passes the password of a file from the process that receives it to the one that reads, and logs it nowhere', async () => {
  const { telegram } = processes
  const owner = telegram.user(OWNER)
  const locked = await readFile(new URL('../statements/files/uba-2026-05-locked.pdf', import.meta.url))
  const answered = (after: number, text: RegExp) =>
    telegram.waitForMessage(OWNER, (message) => message.fromBot && text.test(message.text), {
      timeoutMs: LIMIT_MS,
      afterMessageId: after,
    })
  await answered(owner.sendDocument('uba.pdf', locked).message_id, /is locked/)
  await answered(owner.sendText('4731').message_id, /already known/)
  expect(processes.output()).not.toContain('4731')
}, 60_000)

it('says of each process whether it can serve, by what its role needs', async () => {
  const ready = async (role: Role) =>
    (await (await fetch(`${await processes.operations(role)}/readyz`)).json()) as { parts: unknown }
  const withTelegram = { database: true, telegram: true }
  const parts = await Promise.all((['bot', 'worker', 'mail', 'web'] as const).map(ready))
  expect(parts.map((report) => report.parts)).toEqual([
    withTelegram,
    withTelegram,
    { database: true },
    { database: true },
  ])
})

it('lets the command line bring the database up to date beside them', async () => {
  expect(await processes.runCommand('migrate')).toBe('')
})

it('shows an update and its reply as one tree across processes, with what the stages decided and nothing private', async () => {
  const narration = 'TRF TO CANARYPERSON'
  const { id } = await chatOfOwner().ask(
    gtbankAlert({ amount: '73,911.27', balance: '81,955.63', narration, tail: '7394' }),
  )
  expect(id).toBeGreaterThan(0)
  const tree = await vi.waitUntil(treeOfLastReply, { timeout: LIMIT_MS, interval: 50 })
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
  // Ids are random and times run on: digits of an account may stand in them by chance.
  const everything = traces.bodies.join('\n').replace(/"\w+(?:Id|UnixNano)":"\w*"/g, '')
  for (const secret of [
    '73,911',
    '7391127',
    '81,955',
    '8195563',
    '"7394',
    'CANARY',
    'GTBank',
    String(OWNER),
    '4731"',
  ]) {
    expect(everything).not.toContain(secret)
  }
  expect(everything).not.toContain(processes.telegram.token)
}, 60_000)

/** The whole trace of the last update that was answered by one message; undefined until all of it has come. */
function treeOfLastReply(): readonly ReceivedSpan[] | undefined {
  const handled = traces.spans.findLast((span) => span.events.some(({ attributes }) => attributes.outcome === 'single'))
  const tree = traces.spans.filter(({ traceId }) => traceId === handled?.traceId)
  return tree.some(({ name }) => name === 'send reply') && tree.some(({ name }) => name === 'receive update')
    ? tree
    : undefined
}

it.skipIf(DEBIAN.kind === 'absent')(
  titleWith(DEBIAN, 'prometheus', 'gives a Prometheus data for every query of every dashboard'),
  async () => {
    const roles: readonly Role[] = ['bot', 'worker', 'mail', 'web']
    const addresses = await Promise.all(roles.map(processes.operations))
    const prometheus = await startPrometheus(addresses.map((address) => new URL(address).host))
    try {
      const queries = DASHBOARDS.flatMap(({ id, rows }) =>
        rows.flatMap(({ panels }) =>
          panels.flatMap(({ title, queries: own }) => own.map(({ expression }) => ({ id, title, expression }))),
        ),
      )
      expect(queries.length).toBeGreaterThan(30)
      let empty = queries
      for (const until = Date.now() + LIMIT_MS; empty.length > 0 && Date.now() < until; await pause(300)) {
        await chatOfOwner().ask(`${2_000 + empty.length} lunch`)
        await chatOfOwner().ask(
          gtbankAlert({ amount: `${1_000 + (Date.now() % 1_000_000)}.00`, balance: '1.00', narration: 'POS' }),
        )
        await fetch(await processes.web())
        const answers = await Promise.all(empty.map(({ expression }) => prometheus.finiteSamples(expression)))
        empty = empty.filter((_, at) => answers[at] === 0)
      }
      expect(empty).toEqual([])
    } finally {
      await prometheus.close()
    }
  },
  60_000,
)

it('ends every role in order although nobody answers where the traces go', async () => {
  traces.fallSilent()
  await chatOfOwner().ask('1600 lunch')
  expect(await processes.stop()).toEqual([0, 0, 0, 0])
  expect(processes.output()).not.toContain('DEP0205')
}, 60_000)
