import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMissing } from '../../../src/actions/add-missing.ts'
import { newlySilent } from '../../../src/actions/ledger-status.ts'
import { reconcileAccounts } from '../../../src/actions/reconcile-accounts.ts'
import { undoEntry } from '../../../src/actions/undo-entry.ts'
import { createPipeline } from '../../../src/compose.ts'
import { systemClock } from '../../../src/domain/calendar.ts'
import type { LedgerSession } from '../../../src/domain/ports.ts'
import { tellSilence } from '../../../src/jobs/silence.ts'
import type { IncomingMessage } from '../../../src/pipeline/incoming.ts'
import { type TestLedgers, testLedgers } from '../../support/ledger.ts'
import { message, unread as parse, type Sent } from '../alert-messages.ts'
import { ingest } from '../ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

const ZONE = 'Africa/Lagos'
const GTB = { bank: 'GTBank', tail: '8016', counterparty: 'KIOSK', channel: 'pos' } as const

const actionsOn = (session: LedgerSession) => ({
  session,
  actor: { personId: null, role: 'owner' } as const,
  pipeline: createPipeline(),
  parse,
  ids: test.ids,
  clock: systemClock,
})

async function reconcile(ledgerId: string) {
  return await test.ledgers.inLedger(ledgerId, async (session) => {
    const result = await reconcileAccounts(actionsOn(session), { timeZone: ZONE })
    if (result.kind === 'forbidden') throw new Error('the owner may read')
    return result.accounts.map(({ account, checks, broken, gaps, disputed, balanceMinor }) => ({
      name: account.name,
      checks,
      broken,
      balanceMinor,
      missing: gaps.map(({ missingMinor }) => missingMinor),
      disputed: disputed.length,
    }))
  })
}

async function ledgerOf(...batches: (readonly IncomingMessage[])[]): Promise<string> {
  const ledgerId = await test.newLedger()
  for (const batch of batches) await ingest({ test, ledgerId }, batch)
  return ledgerId
}

const sent = (minor: number, balance: number, minute: number, more: Partial<Sent> = {}): Sent => ({
  ...GTB,
  minor,
  balance,
  day: 5,
  minute,
  ...more,
})

const A = message('a', sent(-100_00, 900_00, 600))
const B = message('b', sent(-50_00, 850_00, 660))
const C = message('c', sent(-25_00, 825_00, 720))

describe('a ledger held against its bank', () => {
  it('opens a gap when a message is missing, and closes it when it comes late', async () => {
    const ledgerId = await ledgerOf([A], [C])
    expect(await reconcile(ledgerId)).toMatchObject([
      { checks: 1, broken: 1, missing: [-50_00n], balanceMinor: 875_00n },
    ])
    const [trace] = await ingest({ test, ledgerId }, [B])
    expect(trace?.alerts[0]?.check).toEqual({ kind: 'closes' })
    expect(await reconcile(ledgerId)).toMatchObject([{ checks: 2, broken: 0, missing: [], balanceMinor: 825_00n }])
  })

  it('counts an SMS, an e-mail and a statement row of one event once', async () => {
    const mail = message('mail', sent(-50_00, 850_00, 661, { source: 'email', layout: 'mail' }))
    const ledgerId = await ledgerOf([A, B, C], [mail])
    expect(await reconcile(ledgerId)).toMatchObject([{ checks: 2, broken: 0 }])
  })

  it('takes the zero that a bank prints for a balance it does not say for unknown', async () => {
    const zero = message('zero', sent(-50_00, 0, 660))
    const ledgerId = await ledgerOf([zero], [A], [C])
    expect(await reconcile(ledgerId)).toMatchObject([{ checks: 1, broken: 0, missing: [], balanceMinor: 825_00n }])
  })

  it('is explained by quick entries and by alerts that state no balance', async () => {
    const silent = message('silent', { ...sent(-50_00, 0, 660), balance: null })
    expect(await reconcile(await ledgerOf([A, C], [silent]))).toMatchObject([{ broken: 0 }])
  })

  it('disputes a credit that the next balance does not know of, and not before', async () => {
    const fake = message('fake', sent(500_00, 9_000_00, 640))
    const ledgerId = await ledgerOf([A], [fake])
    expect(await reconcile(ledgerId)).toMatchObject([{ broken: 1, disputed: 0 }])
    const [trace] = await ingest({ test, ledgerId }, [B])
    expect(trace?.alerts[0]?.check).toEqual({
      kind: 'closes',
      disputes: { messageId: test.ids.id('message', 'ingest:fake'), position: 0 },
    })
    expect(await reconcile(ledgerId)).toMatchObject([{ broken: 1, missing: [], disputed: 1 }])
  })

  it('adds what is missing to the account of the gap, once, and takes it out again', async () => {
    const ledgerId = await ledgerOf([A], [C])
    const transactionId = test.ids.id('transaction', `${test.ids.id('message', 'ingest:c')}/000000`)
    const answerId = crypto.randomUUID()
    const add = () =>
      test.ledgers.inLedger(ledgerId, (session) =>
        addMissing(actionsOn(session), { transactionId, answerId, timeZone: ZONE }),
      )
    const added = await add()
    expect(added).toMatchObject({ kind: 'added' })
    expect(await add()).toEqual({ kind: 'closed' })
    expect(await reconcile(ledgerId)).toMatchObject([{ name: 'GTBank', broken: 0, balanceMinor: 825_00n }])
    const lines = (await test.exportAll(ledgerId)).filter(({ witnesses }) =>
      witnesses.some(({ channel }) => channel === 'manual'),
    )
    expect(lines).toMatchObject([
      { kind: 'expense', occurredAt: '2026-10-05', postings: [{ tail: '8016', amountMinor: '-5000' }, {}] },
    ])
    if (added.kind !== 'added') throw new Error('it was added')
    await test.ledgers.inLedger(ledgerId, (session) =>
      undoEntry(actionsOn(session), { transactionId: added.transactionId, answerId: crypto.randomUUID() }),
    )
    expect(await reconcile(ledgerId)).toMatchObject([{ missing: [-50_00n] }])
  })

  it('locks a statement whose rows follow from one another, and no other', async () => {
    const rows = (id: string, balances: readonly number[]): IncomingMessage => {
      const readings = balances.map(
        (balance, index) =>
          (message('row', { ...sent(-10_00, balance, 0), day: 9 + index, minute: null, source: 'statement' })
            .readings ?? [])[0],
      )
      const texts = balances.map((balance) => `${id} ${balance}`)
      return {
        ...message(id, sent(0, 0, 0, { source: 'statement' })),
        readings: readings.filter((reading) => reading !== undefined),
        readingTexts: texts,
      }
    }
    const sound = await ledgerOf([rows('sound', [900_00, 890_00, 880_00])])
    const locks = await test.ledgers.inLedger(sound, (session) => session.statementLocks())
    expect(locks.map(({ messageId, from, to }) => [messageId, from.toString(), to.toString()])).toEqual([
      [test.ids.id('message', 'ingest:sound'), '2026-10-09', '2026-10-11'],
    ])
    const broken = await ledgerOf([rows('broken', [900_00, 890_00, 870_00])])
    expect(await test.ledgers.inLedger(broken, (session) => session.statementLocks())).toEqual([])
  })
})

describe('the daily look for silent sources', () => {
  it('tells an owner once of each silence, in one message', async () => {
    const ledgerId = await ledgerOf(
      Array.from({ length: 20 }, (_, index) =>
        message(`d${index}`, sent(-1_00, 900_00 - index * 100, 600, { day: index + 1 })),
      ),
    )
    const owners = async () => [{ ledgerId, personId: crypto.randomUUID(), role: 'owner' as const, chatId: 41n }]
    const lastDay = Temporal.Instant.from('2026-10-20T09:10:00Z')
    const told: string[] = []
    for (let day = 0; day < 6; day += 1) {
      const now = lastDay.add({ hours: 24 * day })
      await tellSilence({
        people: { owners },
        ledgers: test.ledgers,
        notifySilence: async (_session, { chatId, silent }) => {
          told.push(`${chatId} day ${day} ${silent.map(({ institution }) => institution).join()}`)
        },
        clock: { now: () => now },
        logger: { debug() {}, info() {}, warn() {}, error() {} },
      })
    }
    expect(told).toEqual(['41 day 2 GTBank'])
    const before = await test.ledgers.inLedger(ledgerId, (session) => newlySilent(session, lastDay))
    expect(before).toEqual([])
  })
})
