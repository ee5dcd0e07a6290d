import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcileAccount } from '../../../src/pipeline/reconcile.ts'
import { type BankEvent, claim, claimsOfBank, entry } from './chain.ts'

const summary = (...given: Parameters<typeof reconcileAccount>) => {
  const { checks, broken, gaps, disputed } = reconcileAccount(...given)
  return {
    checks,
    broken,
    gaps: gaps.map((gap) => [gap.after.key.messageId, gap.before.key.messageId, gap.missingMinor]),
    disputed: disputed.map(({ key }) => key.messageId),
  }
}

/** Amounts that do not cancel out by chance, several events a day, at times one apart or in one minute. */
const eventsOf = (isDayOnly: boolean) =>
  fc
    .array(
      fc.record({ minor: fc.bigInt({ min: -9_999_999n, max: 9_999_999n }), pause: fc.integer({ min: 0, max: 700 }) }),
      {
        minLength: 3,
        maxLength: 40,
      },
    )
    .map((items) => {
      let minute = 0
      return items.map(({ minor, pause }, index): BankEvent => {
        minute += pause
        return { id: `m${String(index).padStart(3, '0')}`, minor: minor === 0n ? 1n : minor, minute, isDayOnly }
      })
    })

const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length })

describe('the chain of stated balances', () => {
  it.each([
    ['with a time of day', false],
    ['with days alone', true],
  ])('closes in whatever order alerts %s come', (_name, isDayOnly) => {
    const given = eventsOf(isDayOnly).chain((events) => shuffled(claimsOfBank(events, 50_000_000n)))
    fc.assert(
      fc.property(given, (claims) => {
        expect(summary(claims, [])).toEqual({ checks: claims.length - 1, broken: 0, gaps: [], disputed: [] })
      }),
    )
  })

  it.each([
    ['with a time of day', false],
    ['with days alone', true],
  ])('names amount, direction and window of a dropped alert %s', (_name, isDayOnly) => {
    const given = eventsOf(isDayOnly).chain((events) =>
      fc.record({
        events: fc.constant(events),
        dropped: fc.integer({ min: 1, max: events.length - 2 }),
        claims: shuffled(claimsOfBank(events, 50_000_000n)),
      }),
    )
    fc.assert(
      fc.property(given, ({ events, dropped, claims }) => {
        const lost = events[dropped] as BankEvent
        const kept = claims.filter(({ key }) => key.messageId !== lost.id)
        const { gaps, checks } = reconcileAccount(kept, [])
        expect(checks).toBe(kept.length - 1)
        expect(gaps.map((gap) => gap.missingMinor)).toEqual([lost.minor])
        const [gap] = gaps
        const minuteOf = (id: string | undefined) => events.find((event) => event.id === id)?.minute ?? Number.NaN
        const day = (minute: number) => Math.floor(minute / 1440)
        const [after, before] = [minuteOf(gap?.after.key.messageId), minuteOf(gap?.before.key.messageId)]
        if (isDayOnly) {
          expect(day(after)).toBeLessThanOrEqual(day(lost.minute))
          expect(day(before)).toBeGreaterThanOrEqual(day(lost.minute))
        } else {
          expect(after).toBeLessThanOrEqual(lost.minute)
          expect(before).toBeGreaterThanOrEqual(lost.minute)
        }
      }),
    )
  })

  it('gives two alerts missing in one window as one gap with their sum', () => {
    const claims = claimsOfBank(
      [-100n, -20n, -3n, -5n].map((minor, index) => ({ id: `${index}`, minor, minute: index * 10 })),
      1_000n,
    )
    expect(
      summary(
        [claims[0], claims[3]].flatMap((one) => one ?? []),
        [],
      ),
    ).toMatchObject({
      checks: 1,
      broken: 1,
      gaps: [['0', '3', -23n]],
    })
  })

  it('finds the order of rows of one day, also when money goes out and comes back', () => {
    const events = [-100n, 100n, -100n, 40n, -40n].map((minor, index) => ({
      id: `${index}`,
      minor,
      minute: 0,
      isDayOnly: true,
    }))
    fc.assert(
      fc.property(shuffled(claimsOfBank(events, 1_000n)), (claims) => {
        expect(summary(claims, [])).toMatchObject({ checks: 4, broken: 0 })
      }),
    )
  })

  it('sees the undoing of a payment whose own alert is missing between two known balances', () => {
    const rows = claimsOfBank(
      [-50n, -100n, 100n, -50n].map((minor, index) => ({
        id: `${index}`,
        minor,
        minute: index === 0 ? 0 : 1440,
        isDayOnly: true,
      })),
      1_050n,
    ).filter(({ key }) => key.messageId !== '1')
    expect(summary([...rows, claim({ id: 'next', beforeMinor: 950n, balance: 900n, minute: 3000 })], [])).toMatchObject(
      {
        broken: 1,
        gaps: [['0', '2', -100n]],
      },
    )
  })

  it('fills the breaks between timed alerts with rows known by their day, posted late or not', () => {
    const timed = claimsOfBank(
      [-1n, -20n, -300n, -4_000n].map((minor, index) => ({ id: `${index}`, minor, minute: index * 60 })),
      90_000n,
    )
    const [, row] = timed
    const late = claim({
      id: 'row',
      beforeMinor: row?.beforeMinor ?? 0n,
      balance: row?.balance.minor ?? 0n,
      minute: 3 * 1440,
      isDayOnly: true,
    })
    for (const day of [0, 1, 3]) {
      const { date } = claim({ id: 'x', beforeMinor: 0n, balance: 0n, minute: day * 1440 }).occurred
      const placed = { ...late, occurred: { ...late.occurred, date } }
      expect(summary([...timed.filter(({ key }) => key.messageId !== '1'), placed], [])).toMatchObject({
        checks: 3,
        broken: 0,
      })
    }
  })

  it('puts two alerts right that are stamped a few minutes the wrong way round', () => {
    const [one, two, three] = claimsOfBank(
      [-5n, -7n, -9n].map((minor, index) => ({ id: `${index}`, minor, minute: index })),
      100n,
    )
    const late = claim({ id: '1', beforeMinor: 95n, balance: 88n, minute: 4 })
    expect(two?.balance.minor).toBe(late.balance.minor)
    expect(
      summary(
        [one, late, three].flatMap((each) => each ?? []),
        [],
      ),
    ).toMatchObject({ checks: 2, broken: 0 })
  })
})

it('puts alerts that state no time and came in another order right by their balances', () => {
  const events = [-5n, -7n, -9n, -11n].map((minor, index) => ({ id: `${index}`, minor, minute: 600 + index * 30 }))
  const received = [0, 2, 1, 3]
  const claims = claimsOfBank(events, 1_000n).map((one, index) => {
    const { occurred } = claim({ id: 'time', beforeMinor: 0n, balance: 0n, minute: 600 + (received[index] ?? 0) * 30 })
    return { ...one, occurred: { ...occurred, from: 'receipt' as const } }
  })
  expect(summary(claims, [])).toMatchObject({ checks: 3, broken: 0 })
})

describe('witnesses', () => {
  it('of one event are one claim, whatever their channel says about time', () => {
    const claims = claimsOfBank(
      [-5n, -7n].map((minor, index) => ({ id: `${index}`, minor, minute: 600 + index })),
      100n,
    )
    const row = claim({
      id: 'row',
      beforeMinor: 100n,
      balance: 95n,
      minute: 2 * 1440,
      isDayOnly: true,
      eventId: 'event 0',
    })
    expect(summary([...claims, { ...row, source: 'statement' }], [])).toEqual({
      checks: 1,
      broken: 0,
      gaps: [],
      disputed: [],
    })
  })

  it('that state the available balance beside the ledger balance do not break the chain', () => {
    const sms = claimsOfBank(
      [-5n, -7n, -9n].map((minor, index) => ({ id: `${index}`, minor, minute: index * 9 })),
      100n,
    )
    const mail = claim({ id: 'mail', beforeMinor: 75n, balance: 68n, minute: 9, eventId: 'event 1', source: 'email' })
    expect(summary([...sms, mail], [])).toMatchObject({ checks: 2, broken: 0 })
  })

  it('of a payment and of its undoing in one transaction are two claims', () => {
    const [paid, undone, next] = claimsOfBank(
      [-5n, 5n, -9n].map((minor, index) => ({ id: `${index}`, minor, minute: index * 9 })),
      100n,
    )
    const both = [paid, undone].flatMap((each) => (each === undefined ? [] : [{ ...each, eventId: 'reversed' }]))
    expect(summary([...both, ...(next === undefined ? [] : [next])], [])).toMatchObject({ checks: 2, broken: 0 })
  })
})

describe('balances that are not what they seem', () => {
  it('are left alone when zero stands for unknown, and believed when the account was emptied', () => {
    const known = claimsOfBank(
      [-5n, -95n, 60n].map((minor, index) => ({ id: `${index}`, minor, minute: index * 9 })),
      100n,
    )
    expect(summary(known, [])).toMatchObject({ checks: 2, broken: 0 })
    const unknown = claim({ id: 'zero', beforeMinor: 40n, balance: 0n, minute: 30 })
    const last = claim({ id: 'last', beforeMinor: 20n, balance: 10n, minute: 40 })
    const spent = { ...entry(-40n, 30), keys: [unknown.key] }
    expect(summary([...known, unknown, last], [spent])).toEqual({ checks: 3, broken: 0, gaps: [], disputed: [] })
    expect(reconcileAccount([...known, unknown, last], [spent]).checkOf.get('zero/000000')).toEqual({
      kind: 'no-balance',
    })
  })

  it('are disputed when the chain goes on as if the credit had not been', () => {
    const claims = claimsOfBank(
      [-5n, -7n, -9n].map((minor, index) => ({ id: `${index}`, minor, minute: index * 60 })),
      1_000n,
    )
    const fake = claim({ id: 'fake', beforeMinor: 4_000n, balance: 54_000n, minute: 90 })
    const { checkOf, ...result } = reconcileAccount([...claims, fake], [])
    expect(result).toMatchObject({ checks: 3, broken: 1, gaps: [], disputed: [{ key: { messageId: 'fake' } }] })
    expect(checkOf.get('fake/000000')).toEqual({ kind: 'disputed' })
    const fakeKey = { messageId: 'fake', position: 0 }
    expect(checkOf.get('2/000000')).toEqual({ kind: 'closes', disputes: fakeKey })
    expect(reconcileAccount([...claims, { ...fake, eventStatus: 'void' }], [])).toMatchObject({
      broken: 0,
      disputed: [],
    })
  })
})

describe('entries without a balance', () => {
  const claims = claimsOfBank(
    [-5n, -700n, -9n].map((minor, index) => ({ id: `${index}`, minor, minute: 600 + index * 60 })),
    10_000n,
  )
  const broken = claims.filter(({ key }) => key.messageId !== '1')

  it.each([
    ['inside the window', [entry(-700n, 650)], []],
    ['of the day, whenever they were typed', [entry(-700n, 1_300, true)], []],
    ['together', [entry(-300n, 650), entry(-400n, 700, true)], []],
    ['beside others of the day', [entry(-50n, 1_300, true), entry(-700n, 1_300, true), entry(-60n, 610 - 60)], []],
    ['only in part', [entry(-200n, 650)], [-500n]],
    ['not, on another day', [entry(-700n, 3 * 1440)], [-700n]],
    ['not, at another time', [entry(-700n, 300)], [-700n]],
  ])('explain a break %s', (_name, entries, missing) => {
    expect(reconcileAccount(broken, entries).gaps.map((gap) => gap.missingMinor)).toEqual(missing)
  })

  it('explain one break each', () => {
    const many = claimsOfBank(
      [-5n, -700n, -9n, -700n, -8n].map((minor, index) => ({ id: `${index}`, minor, minute: 600 + index * 60 })),
      10_000n,
    )
    const kept = many.filter(({ key }) => !['1', '3'].includes(key.messageId))
    expect(reconcileAccount(kept, [entry(-700n, 1_300, true)]).gaps).toHaveLength(1)
    const two = [entry(-700n, 1_300, true), { ...entry(-700n, 1_301, true), transactionId: 'two' }]
    expect(reconcileAccount(kept, two).gaps).toEqual([])
  })

  it('of an event whose balance is stated explain nothing twice', () => {
    const own = { ...entry(-700n, 660), keys: [{ messageId: '2', position: 0 }] }
    expect(reconcileAccount(broken, [own]).gaps.map((gap) => gap.missingMinor)).toEqual([-700n])
  })
})

it('closes a chain of a hundred thousand claims in any order', () => {
  const claims = claimsOfBank(
    Array.from({ length: 100_000 }, (_, index) => ({
      id: `m${index}`,
      minor: BigInt((index % 977) - 488) || 1n,
      minute: index * 7,
      isDayOnly: index % 3 === 0,
    })),
    0n,
  )
  expect(reconcileAccount(claims.reverse(), [])).toMatchObject({ broken: 0 })
})
