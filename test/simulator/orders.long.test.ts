import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Exported } from './exported.ts'
import { makeHousehold } from './make-household.ts'
import type { MessageLine } from './model.ts'
import { createRandom } from './random.ts'
import { book } from './score-household.ts'
import { writeHousehold } from './truth.ts'

const MINUTES = 60_000
const { arrival, truth } = makeHousehold({ seed: 51, type: 'classic', eventsPerDay: 3, days: 30 })
const folder = mkdtempSync(join(tmpdir(), 'orders-'))
writeHousehold(folder, arrival, truth)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const shuffle = createRandom(7)
const ORDERS: Readonly<Record<string, readonly MessageLine[]>> = {
  'as they came': arrival.lines,
  'newest first': arrival.lines.toReversed(),
  'by channel': arrival.lines.toSorted((a, b) => a.channel.localeCompare(b.channel)),
  'in any order': arrival.lines
    .map((line) => [shuffle.next(), line] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, line]) => line),
}

/** What a ledger says, without ids that depend on nothing but chance: a text that is equal for equal ledgers. */
function canonical(exported: readonly Exported[]): readonly string[] {
  const key = (one: Exported): string =>
    one.witnesses
      .map(({ message, row, role }) => `${message}#${row ?? ''}:${role}`)
      .toSorted()
      .join(' ')
  const keys = new Map(exported.map((one) => [one.id, key(one)]))
  return exported
    .map((one) => {
      const legs = one.postings
        .map(
          (leg) =>
            `${leg.institution ?? ''} ${leg.tail ?? ''} ${leg.category ?? ''} ${leg.amountMinor} ${leg.currency}`,
        )
        .toSorted()
      const parents = (one.parents ?? []).map((id) => keys.get(id)).toSorted()
      return JSON.stringify([one.kind, one.status, one.occurredAt, legs, key(one), parents])
    })
    .toSorted()
}

async function bookInOrder(name: string, lines: readonly MessageLine[]): Promise<readonly Exported[]> {
  writeFileSync(join(folder, 'messages.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return (await book(folder, join(folder, `data ${name}`))).exported
}

it('messages in any order give the same ledger', { timeout: 10 * MINUTES }, async () => {
  const ledgers = new Map<string, readonly string[]>()
  for (const [name, lines] of Object.entries(ORDERS)) ledgers.set(name, canonical(await bookInOrder(name, lines)))
  const first = ledgers.get('as they came') ?? []
  expect(first.length).toBeGreaterThan(truth.world.events.length / 2)
  for (const [name, ledger] of ledgers) {
    expect
      .soft(
        ledger.filter((one) => !first.includes(one)),
        name,
      )
      .toEqual([])
    expect.soft(ledger.length, name).toBe(first.length)
  }
})

it('messages that come again under their ids and under new ones add nothing', { timeout: 10 * MINUTES }, async () => {
  const first = await bookInOrder('again', arrival.lines)
  const again = await bookInOrder('again', arrival.lines)
  expect(canonical(again)).toEqual(canonical(first))
  const copies = arrival.lines
    .filter(({ channel }) => channel !== 'statement')
    .map((line) => ({ ...line, id: `again-${line.id}` }))
  const counted = (exported: readonly Exported[]): number => exported.filter(({ status }) => status === 'posted').length
  expect(counted(await bookInOrder('again', copies))).toBe(counted(first))
})
