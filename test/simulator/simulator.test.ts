import { describe, expect, it } from 'vitest'
import { transferCharge } from './amounts.ts'
import type { Exported } from './exported.ts'
import { dropOneADay } from './gaps.ts'
import { HOUSEHOLDS } from './households.ts'
import { makeHousehold } from './make-household.ts'
import type { Kind, TrueEvent } from './model.ts'
import { perfectLedger } from './perfect-ledger.ts'
import { createRandom } from './random.ts'
import { scoreHousehold } from './score-household.ts'

const plan = { seed: 11, type: 'classic', eventsPerDay: 5, days: 160 } as const
const { arrival, truth } = makeHousehold(plan)
const perfect = perfectLedger(truth)

/** The first event of a kind that the perfect ledger holds, and that has the mark. */
function eventOf(kind: Kind, isWanted: (event: TrueEvent, held: Exported) => boolean = () => true): Exported {
  const found = perfect.find((one) => {
    const event = truth.events.get(one.id)
    return one.kind === kind && event !== undefined && isWanted(event, one)
  })
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}

function change(id: string, by: (one: Exported) => readonly Exported[]): readonly Exported[] {
  return perfect.flatMap((one) => (one.id === id ? by(one) : [one]))
}

describe('the household', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeHousehold(plan).arrival.lines).toEqual(arrival.lines)
    expect(makeHousehold({ ...plan, seed: 12 }).arrival.lines).not.toEqual(arrival.lines)
  })

  it.each(Object.keys(HOUSEHOLDS))('of the kind %s lives on both sides of the change of duties', (type) => {
    const made = makeHousehold({ ...plan, type }).truth.world
    const kinds = (what: string): number => made.entries.filter((entry) => entry.what.type === what).length
    expect(kinds('levy')).toBeGreaterThan(0)
    expect(kinds('stamp-duty') + kinds('stamp-batch')).toBeGreaterThan(0)
  })

  it('has balances that follow from its entries, in the order of alerts and in that of statements', () => {
    for (const account of truth.world.accounts) {
      const own = truth.world.entries.filter((entry) => entry.account.id === account.id)
      const sum = own.reduce((total, entry) => total + entry.amountMinor, account.openingMinor)
      const last = own.toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id)).at(-1)
      const lastBooked = own.toSorted((a, b) => a.bookedAt - b.bookedAt || a.id.localeCompare(b.id)).at(-1)
      expect([last?.balanceMinor, lastBooked?.bookBalanceMinor]).toEqual([sum, sum])
    }
  })
})

it.each([
  [500_000n, 1_075n],
  [500_001n, 2_688n],
  [5_000_000n, 2_688n],
  [5_000_001n, 5_375n],
])('a transfer of %s kobo costs %s', (amount, sum) => {
  const { commission, tax } = transferCharge(amount)
  expect(commission + tax).toBe(sum)
})

describe('the score', () => {
  it.each(Object.keys(HOUSEHOLDS))(
    'gives a ledger without mistakes full marks for a household of the kind %s',
    (type) => {
      const made = makeHousehold({ ...plan, type }).truth
      const { duplicates, events } = scoreHousehold(perfectLedger(made), made)
      expect(duplicates).toMatchObject({ lost: 0, doubled: 0, repeatsLost: 0, pairF1: 1, legF1: 1, faults: [] })
      expect(events.faults).toEqual([])
      expect(events).toMatchObject({
        transfersSaidRight: events.transfersSaid,
        transfersFound: events.transfersTrue,
        feesRight: events.fees,
        reversalsFolded: events.reversals,
        reversalsAsIncome: 0,
        kindsRight: events.kinds,
      })
      expect(Math.min(duplicates.repeats, events.transfersTrue, events.fees, events.reversals)).toBeGreaterThan(5)
    },
  )

  it('counts an event that is absent as lost', () => {
    const { id } = eventOf('expense', ({ marks }) => marks.includes('repeat'))
    const { duplicates } = scoreHousehold(
      change(id, () => []),
      truth,
    )
    expect(duplicates).toMatchObject({ lost: 1, repeatsLost: 1, doubled: 0 })
  })

  it('counts an event whose witnesses stand in two transactions as doubled', () => {
    const { id } = eventOf('expense', (_, held) => held.witnesses.length > 1)
    const split = change(id, (one) => [
      { ...one, witnesses: one.witnesses.slice(0, 1) },
      { ...one, id: 'double', witnesses: one.witnesses.slice(1) },
    ])
    const { duplicates } = scoreHousehold(split, truth)
    expect(duplicates).toMatchObject({ lost: 0, doubled: 1 })
    expect(duplicates.pairF1).toBeLessThan(1)
  })

  it('counts a payment that was taken for another as lost', () => {
    const [first, second] = perfect.filter((one) => one.kind === 'expense' && one.witnesses.length > 1)
    if (first === undefined || second === undefined) throw new Error('too few payments')
    const merged = change(first.id, (one) => [{ ...one, witnesses: [...one.witnesses, ...second.witnesses.slice(1)] }])
    const { duplicates } = scoreHousehold(
      merged.filter(({ id }) => id !== second.id),
      truth,
    )
    expect(duplicates).toMatchObject({ lost: 1, doubled: 0 })
  })

  it('counts a transfer of a leg and a stranger as wrong, and the one it took the leg from as not found', () => {
    const { id } = eventOf(
      'transfer',
      ({ parts }, held) => parts.length === 2 && held.witnesses.some(({ role }) => role === 'to'),
    )
    const decoy = eventOf('income', ({ marks }) => marks.includes('decoy'))
    const crossed = change(id, (one) => [
      {
        ...one,
        witnesses: [
          ...one.witnesses.filter(({ role }) => role === 'from'),
          ...decoy.witnesses.map((of) => ({ ...of, role: 'to' })),
        ],
      },
    ])
    const before = scoreHousehold(perfect, truth).events
    const { events } = scoreHousehold(crossed, truth)
    expect(events.transfersSaid - events.transfersSaidRight).toBe(1)
    expect(events.transfersFound).toBe(before.transfersFound - 1)
  })

  it.each<[string, (one: Exported) => Exported]>([
    ['without its parent', (one) => ({ ...one, parents: [] })],
    ['of another kind', (one) => ({ ...one, kind: 'expense' })],
    [
      'a kobo off',
      (one) => ({
        ...one,
        postings: one.postings.map((leg) => ({ ...leg, amountMinor: String(BigInt(leg.amountMinor) - 1n) })),
      }),
    ],
  ])('counts a charge %s as not explained', (_, by) => {
    const { id } = eventOf('fee', ({ parents }, held) => parents.length > 0 && held.parents?.length === parents.length)
    const { events } = scoreHousehold(
      change(id, (one) => [by(one)]),
      truth,
    )
    expect(events.feesRight).toBe(events.fees - 1)
  })

  it('counts a reversal that is income', () => {
    const { id } = eventOf('reversed', ({ parts }) => parts.every(({ entryId }) => truth.sightings.has(entryId)))
    const { events } = scoreHousehold(
      change(id, (one) => [{ ...one, kind: 'income' }]),
      truth,
    )
    expect(events).toMatchObject({ reversalsAsIncome: 1, reversalsFolded: events.reversals - 1 })
  })
})

it('drops messages so that each is missing between two that are there', () => {
  const sms = makeHousehold({
    seed: 3,
    type: 'balances',
    eventsPerDay: 6,
    days: 90,
    arrival: { sources: ['sms'], smsLoss: 0, resent: 0 },
  })
  const { lines, dropped } = dropOneADay(sms.arrival, sms.truth, createRandom(1))
  expect(dropped.length).toBeGreaterThan(80)
  expect(lines.length).toBe(sms.arrival.lines.length - dropped.length)
})
