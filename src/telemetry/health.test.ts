import { afterEach, describe, expect, it } from 'vitest'
import { type ReadinessReport, startOperationsServer } from './health.ts'
import { createMetrics } from './metrics.ts'

const open: { close: () => Promise<void> }[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function start(readiness: () => Promise<ReadinessReport>): Promise<string> {
  const { registry } = createMetrics()
  const server = await startOperationsServer({ host: '127.0.0.1', port: 0, registry, readiness })
  open.push(server)
  return `http://127.0.0.1:${server.port}`
}

describe('startOperationsServer', () => {
  it('serves metrics', async () => {
    const response = await fetch(`${await start(async () => ({}))}/metrics`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(await response.text()).toContain('expense_tracker_inbox_waiting 0')
  })

  it('is ready when all parts are, and names the parts that are not', async () => {
    let database = true
    const url = await start(async () => ({ database, telegram: true }))
    const ready = await fetch(`${url}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', notReady: [], parts: { database: true, telegram: true } },
    ])
    database = false
    const broken = await fetch(`${url}/readyz`)
    expect([broken.status, await broken.json()]).toEqual([
      503,
      { status: 'not-ready', notReady: ['database'], parts: { database: false, telegram: true } },
    ])
  })

  it('stays alive, and answers not ready within its limit, while the readiness check hangs', async () => {
    const url = await start(() => new Promise(() => {}))
    const readiness = fetch(`${url}/readyz`)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const answer = await readiness
    expect([answer.status, await answer.json()]).toMatchObject([503, { notReady: ['answer-in-time'] }])
  })

  it('answers not ready, without the reason, when the readiness check throws', async () => {
    const url = await start(async () => {
      throw new Error('canary')
    })
    const answer = await fetch(`${url}/readyz`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).not.toContain('canary')
  })

  it('knows no other path and no other method', async () => {
    const url = await start(async () => ({}))
    expect((await fetch(`${url}/`)).status).toBe(404)
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405)
  })

  it('says which setting to change when its port is taken', async () => {
    const taken = Number(new URL(await start(async () => ({}))).port)
    const { registry } = createMetrics()
    const second = startOperationsServer({ host: '127.0.0.1', port: taken, registry, readiness: async () => ({}) })
    await expect(second).rejects.toThrow(
      `port ${taken} on 127.0.0.1 is taken by another program, perhaps by a second expense-tracker: set METRICS_PORT`,
    )
  })
})
