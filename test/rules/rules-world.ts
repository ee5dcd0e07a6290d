import type { ActionContext } from '../../src/actions/context.ts'
import { createPipeline } from '../../src/compose.ts'
import type { Clock } from '../../src/domain/ports.ts'
import type { ExportLine } from '../../src/reports/ledger-export.ts'
import { message, type Sent, unread } from '../pipeline/alert-messages.ts'
import { keyOf, transactionOf } from '../pipeline/ledger-world.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'

/** Ledgers whose time goes on by a minute with every step. */
export type RulesWorld = {
  readonly test: TestLedgers
  readonly clock: Clock
  newLedger(): Promise<OneLedger>
  close(): Promise<void>
}

export type OneLedger = {
  readonly ledgerId: string
  /** Does something as the owner, in a transaction of its own. */
  act<T>(work: (context: ActionContext) => Promise<T>): Promise<T>
  /** Takes alerts in, each under its name. */
  receive(sent: Readonly<Record<string, Sent>>): Promise<void>
  /** The id of the entry that an alert rests in. */
  entry(name: string): Promise<string>
  line(name: string): Promise<ExportLine | undefined>
  exportText(): Promise<string>
}

/** A payment by card on a day of October 2026, in minor units; minus is money out. */
export function alert(counterparty: string, minor: number, extra: Partial<Sent> = {}): Sent {
  return {
    bank: 'GTBank',
    tail: '8016',
    minor,
    balance: null,
    day: 5,
    minute: 600,
    counterparty,
    channel: 'pos',
    ...extra,
  }
}

export async function rulesWorld(): Promise<RulesWorld> {
  let now = Temporal.Instant.from('2026-11-01T08:00:00Z')
  const clock: Clock = { now: () => now }
  const test = await testLedgers(clock)
  const pipeline = createPipeline()
  const open = (ledgerId: string): OneLedger => {
    const act = <T>(work: (context: ActionContext) => Promise<T>): Promise<T> => {
      now = now.add({ minutes: 1 })
      return test.ledgers.inLedger(ledgerId, (session) =>
        work({ session, actor: { personId: null, role: 'owner' }, pipeline, parse: unread, ids: test.ids, clock }),
      )
    }
    const entry = async (name: string) => (await transactionOf({ test, ledgerId }, keyOf(test, name))).id
    return {
      ledgerId,
      act,
      entry,
      receive: async (sent) => {
        const messages = Object.entries(sent).map(([name, one]) => message(name, one))
        await act(({ session: store, parse, ids }) => pipeline.run(messages, { store, parse, ids, clock }))
      },
      line: async (name) => {
        const id = await entry(name)
        return (await test.exportAll(ledgerId)).find((line) => line.id === id)
      },
      exportText: async () => JSON.stringify(await test.exportAll(ledgerId)),
    }
  }
  return { test, clock, newLedger: async () => open(await test.newLedger()), close: () => test.close() }
}
