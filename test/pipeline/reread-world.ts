import type { ParsedAlert } from '../../src/domain/alert.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { LedgerSession } from '../../src/domain/ports.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import type { Parse } from '../../src/pipeline/ingest.ts'
import { type Rereading, type RereadPorts, reread, takeBackReread } from '../../src/pipeline/reread.ts'
import { run } from '../../src/pipeline/run.ts'
import type { TestLedgers } from '../support/ledger.ts'
import { message, readingOf, type Sent } from './alert-messages.ts'

type OnLedger = { readonly test: TestLedgers; readonly ledgerId: string }

/** A message whose text older formats read as the first alerts, and newer ones as the second. */
export type TwoReadings = { readonly older: readonly Sent[]; readonly newer: readonly Sent[] }

/** The message as it comes: nothing of it is read yet. */
export function unreadMessage(id: string, readings: TwoReadings, day = 1, minute = 1): IncomingMessage {
  const receivedAt = Temporal.Instant.from('2026-10-01T00:00:00Z').add({ hours: 24 * (day - 1), minutes: minute })
  const any: Sent = { bank: 'GTBank', tail: null, minor: 1, balance: null, day, minute: null, counterparty: null }
  return { ...message(id, any), receivedAt, text: JSON.stringify(readings), readings: null }
}

/** A parser of the older or of the newer formats, for messages made by `unreadMessage`. */
export function parserOf(formats: keyof TwoReadings): Parse {
  return ({ text }) => {
    const sent = (JSON.parse(text) as TwoReadings)[formats]
    const [first, ...rest] = sent.map(readingOf)
    if (first === undefined) return { kind: 'unrecognized', bankId: null }
    const alerts: readonly [ParsedAlert, ...ParsedAlert[]] = [first, ...rest]
    return { kind: 'parsed', alerts, texts: sent.map((each) => JSON.stringify(each)), unreadParts: 0 }
  }
}

export function portsWith(test: TestLedgers, store: LedgerSession, parse: Parse): RereadPorts {
  return { store, parse, ids: test.ids, clock: systemClock }
}

/** Takes messages in, in one run of these formats. */
export async function ingestWith(
  { test, ledgerId }: OnLedger,
  messages: readonly IncomingMessage[],
  parse: Parse,
): Promise<void> {
  await test.ledgers.inLedger(ledgerId, (store) => run(messages, portsWith(test, store, parse)))
}

/** Reads every stored message again, `pageSize` at a time, all in one transaction. Gives the reread's id. */
export function rereadAll(
  { test, ledgerId }: OnLedger,
  parse: Parse,
  pageSize = 100,
): Promise<{ id: string; pages: Rereading[] }> {
  const id = crypto.randomUUID()
  return test.ledgers.inLedger(ledgerId, async (store) => {
    const pages: Rereading[] = []
    let after: string | null = null
    for (let page = 0; ; page++) {
      const messageIds: readonly string[] = await store.rereadableMessages(after, pageSize)
      if (messageIds.length === 0) return { id, pages }
      pages.push(await reread({ rereadId: id, cause: 'replay', page, messageIds }, portsWith(test, store, parse)))
      after = messageIds.at(-1) ?? null
    }
  })
}

export async function undo({ test, ledgerId }: OnLedger, id: string, parse: Parse): Promise<void> {
  await test.ledgers.inLedger(ledgerId, (store) => takeBackReread(id, portsWith(test, store, parse)))
}

/** What a person sees of the accounts: name, tail, our balance and the bank's. */
export async function balancesOf({ test, ledgerId }: OnLedger): Promise<string[]> {
  const balances = await test.ledgers.inLedger(ledgerId, (store) => store.accountBalances())
  return balances
    .map(({ account, ours, stated }) =>
      [account.name, account.institution, account.tail, ours.minor, ours.currency, stated?.balance.minor].join(' '),
    )
    .sort()
}
