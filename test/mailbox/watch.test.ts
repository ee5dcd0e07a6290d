import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLeaseStore } from '../../src/db/delivery/lease-store.ts'
import { mailboxPlaces } from '../../src/db/delivery/mailbox-places.ts'
import { withLease } from '../../src/delivery/lease.ts'
import { type Sleep, sleepOnMachine } from '../../src/delivery/waiting.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { CheckResult } from '../../src/jobs/check-mailbox.ts'
import { watchMailboxes } from '../../src/jobs/watch-mailboxes.ts'
import { titleWith } from '../support/debian-part.ts'
import { DOVECOT, type Dovecot, startDovecot } from '../support/dovecot.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { firstLine } from './first-line.ts'
import { BANK_DOMAINS, type MailWorld, mailWorld, OWNER, sampleMail } from './mail-world.ts'
import { createSigner } from './signer.ts'

const signer = createSigner(BANK_DOMAINS)
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const WAIT = { timeout: 30_000, interval: 50 }
const SEARCH_EVERY_MS = 5 * 60_000

describe.skipIf(DOVECOT.kind === 'absent')(titleWith(DOVECOT, 'dovecot-imapd', 'watched mailboxes'), () => {
  let test: TestLedgers
  let dovecot: Dovecot
  beforeAll(async () => {
    test = await testLedgers()
    dovecot = await startDovecot()
  })
  afterAll(async () => {
    await dovecot.stop()
    await test.close()
  })

  const worldOf = (user: string) =>
    mailWorld(test, dovecot, { clock: systemClock, resolveText: signer.resolveText, user })

  const mailTo = async (user: string, file: string, name: string, domain: string) =>
    signer.sign(sampleMail(file, new Date(), name).replace(OWNER, user), domain)

  /** A watch of one mailbox in a process of its own, as its lease sees it. */
  function watch(
    world: MailWorld,
    options: { readonly portNow?: () => number; readonly sleep?: Sleep; readonly results?: CheckResult[] } = {},
  ) {
    const results = options.results ?? []
    const holder = crypto.randomUUID()
    const store = createLeaseStore(test.fresh.database)
    const watching = watchMailboxes({
      ...world.parts(),
      open: (server, password) => world.parts(options.portNow?.()).open(server, password),
      logger: quiet,
      places: async () =>
        (await mailboxPlaces(test.fresh.database)).filter(({ mailboxId }) => mailboxId === world.mailboxId),
      ledgerOf: () => world.ledger,
      withLease: (name, signal, work) =>
        withLease({ name, holder, store, sleep: sleepOnMachine, logger: quiet, leaseSeconds: 3 }, signal, work),
      sleep: options.sleep ?? sleepOnMachine,
      backoffMs: () => 50,
      onChecked: (result) => {
        results.push(result)
      },
    })
    const stop = (graceMs = 10_000) => watching.stop({ graceMs })
    return { ...watching, stop, results, checks: () => results.filter(({ kind }) => kind === 'checked').length }
  }

  const bookings = async (world: MailWorld) =>
    (await test.exportAll(world.ledgerId)).filter(({ kind }) => kind !== 'opening').length

  it('are read as soon as the server tells of a new mail', async () => {
    const world = await worldOf('news@inbox.example')
    const watching = watch(world)
    await watching.wake(null)
    await vi.waitUntil(() => watching.checks() === 1, WAIT)
    await dovecot.deliver('news@inbox.example', [
      await mailTo('news@inbox.example', 'gtbank-debit-web.eml', 'n1@gtbank.com', 'gtbank.com'),
    ])
    await vi.waitUntil(async () => (await bookings(world)) === 1, WAIT)
    await watching.stop()
  }, 60_000)

  it('have one reader however many processes watch, and another takes over when it ends', async () => {
    const world = await worldOf('two@inbox.example')
    const [first, second] = [watch(world), watch(world)]
    await first.wake(null)
    await vi.waitUntil(() => first.checks() === 1, WAIT)
    await second.wake(null)
    await dovecot.deliver('two@inbox.example', [
      await mailTo('two@inbox.example', 'gtbank-debit-web.eml', 't1@gtbank.com', 'gtbank.com'),
    ])
    await vi.waitUntil(async () => (await bookings(world)) === 1, WAIT)
    expect(second.results).toEqual([])
    await first.stop()
    await vi.waitUntil(() => second.checks() > 0, WAIT)
    await dovecot.deliver('two@inbox.example', [
      await mailTo('two@inbox.example', 'moniepoint-credit.eml', 't2@moniepoint.com', 'moniepoint.com'),
    ])
    await vi.waitUntil(async () => (await bookings(world)) === 2, WAIT)
    await second.stop()
  }, 90_000)

  it('are read over a new line within six minutes when the old one went dead without a word', async () => {
    const world = await worldOf('silent@inbox.example')
    const line = await startTcpProxy(`tcp://127.0.0.1:${dovecot.port}`)
    // Time passes when the test says so: every wait is kept with how long it was to be.
    const waits: { readonly milliseconds: number; readonly end: () => void }[] = []
    const sleep: Sleep = (milliseconds, signal) =>
      new Promise((resolve) => {
        waits.push({ milliseconds, end: resolve })
        signal?.addEventListener('abort', () => resolve())
      })
    let port = line.port
    const watching = watch(world, { portNow: () => port, sleep })
    await watching.wake(null)
    await vi.waitUntil(() => waits.length === 1, WAIT)
    line.setMode('silent')
    await dovecot.deliver('silent@inbox.example', [
      await mailTo('silent@inbox.example', 'gtbank-debit-web.eml', 's1@gtbank.com', 'gtbank.com'),
    ])
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([SEARCH_EVERY_MS])
    port = dovecot.port
    waits[0]?.end()
    await vi.waitUntil(async () => (await bookings(world)) === 1, WAIT)
    for (const { end } of waits) end()
    await watching.stop()
    await line.close()
  }, 90_000)

  it('are read while other servers hold the line, flood it, or hang up', async () => {
    const hostile = spawn(process.execPath, [fileURLToPath(new URL('./hostile-server.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ports: Record<string, number> = JSON.parse(await firstLine(hostile))
    const ways = ['no greeting', 'endless greeting', 'BYE greeting', 'endless search', 'a flood of news', 'wrong tags']
    const world = await worldOf('beside@inbox.example')
    const results: CheckResult[] = []
    const hostileResults: CheckResult[] = []
    const worlds = new Map([[world.mailboxId, { world, port: dovecot.port, results }]])
    for (const [number, way] of ways.entries()) {
      const other = await worldOf(`hostile${number}@inbox.example`)
      worlds.set(other.mailboxId, { world: other, port: ports[way] ?? 0, results: hostileResults })
    }
    const places = (await mailboxPlaces(test.fresh.database)).filter(({ mailboxId }) => worlds.has(mailboxId))
    const watches = places.map((place) => {
      const one = worlds.get(place.mailboxId)
      if (one === undefined) throw new Error('every place has a world')
      return watch(one.world, { portNow: () => one.port, results: one.results })
    })
    await Promise.all(watches.map((each) => each.wake(null)))
    await vi.waitUntil(() => hostileResults.filter(({ kind }) => kind === 'failed').length >= 3, WAIT)
    await dovecot.deliver('beside@inbox.example', [
      await mailTo('beside@inbox.example', 'gtbank-debit-web.eml', 'b1@gtbank.com', 'gtbank.com'),
    ])
    await vi.waitUntil(async () => (await bookings(world)) === 1, WAIT)
    expect(hostileResults.filter(({ kind }) => kind === 'checked')).toEqual([])
    await Promise.all(watches.map((each) => each.stop(500)))
    hostile.kill()
  }, 90_000)

  it('are left alone after three refused logins, and read again at once when the password is given anew', async () => {
    const world = await worldOf('password@inbox.example')
    const server = { user: 'password@inbox.example', host: 'localhost', port: dovecot.port, id: world.mailboxId }
    const put = (password: string) =>
      world.ledger.inLedger((session) => session.putMailbox(server, password, systemClock.now()))
    await put('wrong')
    const watching = watch(world)
    await watching.wake(null)
    await vi.waitUntil(() => watching.results.at(-1)?.kind === 'stopped', WAIT)
    const failures = watching.results.filter(({ kind }) => kind === 'failed')
    expect(failures).toHaveLength(3)
    expect(failures.map((failure) => failure.kind === 'failed' && failure.step)).toEqual(['login', 'login', 'login'])
    await put(dovecot.password)
    await watching.wake(world.mailboxId)
    await vi.waitUntil(() => watching.checks() === 1, WAIT)
    await watching.stop()
  }, 60_000)
})
