import type { IncomingMessage } from '../../../src/pipeline/incoming.ts'

/** One event of a household as it truly happened on its one account. */
export type TrueEvent = {
  readonly id: string
  readonly day: number
  readonly minute: number
  readonly minor: bigint
  readonly counterparty: string
  readonly balance: bigint
}

const FIRST_DAY = Temporal.PlainDate.from('2026-01-05')

/** Numbers from 0 to 1 that follow from a seed (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Habit = {
  readonly counterparty: string
  /** Whether it happens on a day, and around which minute. */
  readonly isDue: (date: Temporal.PlainDate, random: () => number) => boolean
  readonly minute: number
  readonly spread: number
  /** Naira. */
  readonly amount: (random: () => number) => number
}

const from = (low: number, high: number, step: number) => (random: () => number) =>
  low + step * Math.floor((random() * (high - low)) / step)
const always = (amount: number) => () => amount
const oneOf =
  (...amounts: number[]) =>
  (random: () => number) =>
    amounts[Math.floor(random() * amounts.length)] as number
const isWorkday = (date: Temporal.PlainDate) => date.dayOfWeek <= 5

/** What an ordinary household in Lagos pays and gets: the same shops, transport, airtime, rent, salary. */
const HABITS: readonly Habit[] = [
  {
    counterparty: 'BOLT RIDES',
    isDue: (date, random) => isWorkday(date) && random() < 0.9,
    minute: 7 * 60 + 30,
    spread: 25,
    amount: oneOf(1_800, 2_000, 2_200),
  },
  {
    counterparty: 'MAMA TEE KITCHEN',
    isDue: (date, random) => isWorkday(date) && random() < 0.75,
    minute: 13 * 60,
    spread: 40,
    amount: oneOf(1_500, 1_800, 2_500),
  },
  {
    counterparty: 'DANFO WALLET',
    isDue: (date, random) => isWorkday(date) && random() < 0.8,
    minute: 18 * 60,
    spread: 45,
    amount: oneOf(700, 900),
  },
  {
    counterparty: 'MTN AIRTIME',
    isDue: (_date, random) => random() < 0.3,
    minute: 20 * 60,
    spread: 120,
    amount: oneOf(500, 1_000),
  },
  {
    counterparty: 'SHOPRITE LEKKI',
    isDue: (date, random) => date.dayOfWeek === 6 && random() < 0.95,
    minute: 11 * 60,
    spread: 90,
    amount: from(15_000, 45_000, 50),
  },
  {
    counterparty: 'NEIGHBOURHOOD PHARMACY',
    isDue: (_date, random) => random() < 0.08,
    minute: 17 * 60,
    spread: 180,
    amount: from(1_200, 9_000, 100),
  },
  {
    counterparty: 'TOTAL FILLING STATION',
    isDue: (date, random) => [2, 5].includes(date.dayOfWeek) && random() < 0.6,
    minute: 9 * 60,
    spread: 60,
    amount: oneOf(10_000, 15_000),
  },
  {
    counterparty: 'RCCG PARISH',
    isDue: (date, random) => date.dayOfWeek === 7 && random() < 0.9,
    minute: 10 * 60,
    spread: 30,
    amount: always(5_000),
  },
  {
    counterparty: 'ALHAJA RENTALS',
    isDue: (date) => date.day === 1,
    minute: 9 * 60 + 15,
    spread: 30,
    amount: always(150_000),
  },
  {
    counterparty: 'IKEJA ELECTRIC',
    isDue: (date) => date.day === 8 || date.day === 23,
    minute: 19 * 60,
    spread: 60,
    amount: oneOf(10_000, 12_000),
  },
  {
    counterparty: 'DSTV SUBSCRIPTION',
    isDue: (date) => date.day === 12,
    minute: 12 * 60,
    spread: 30,
    amount: always(19_800),
  },
  {
    counterparty: 'SISTER NGOZI',
    isDue: (_date, random) => random() < 0.07,
    minute: 16 * 60,
    spread: 240,
    amount: from(5_000, 30_000, 1_000),
  },
  {
    counterparty: 'ZENITH CONSULT PAYROLL',
    isDue: (date) => date.day === 25,
    minute: 8 * 60,
    spread: 20,
    amount: always(-620_000),
  },
  {
    counterparty: 'TUNDE SIDE WORK',
    isDue: (_date, random) => random() < 0.06,
    minute: 15 * 60,
    spread: 200,
    amount: (random) => -from(20_000, 60_000, 5_000)(random),
  },
]

/** Every event of `days` days in order. */
export function household(seed: number, days: number): TrueEvent[] {
  const random = seeded(seed)
  let balance = 100_000_000n
  const events: TrueEvent[] = []
  for (let day = 0; day < days; day += 1) {
    const date = FIRST_DAY.add({ days: day })
    const today = HABITS.filter((habit) => habit.isDue(date, random))
      .map((habit) => ({
        minute: Math.round(habit.minute + (random() * 2 - 1) * habit.spread),
        minor: BigInt(-habit.amount(random)) * 100n,
        counterparty: habit.counterparty,
      }))
      .sort((left, right) => left.minute - right.minute)
    for (const event of today) {
      balance += event.minor
      events.push({ ...event, id: `m${events.length}`, day, balance })
    }
  }
  return events
}

/** When an event happened. */
export function instantOf({ day, minute }: Pick<TrueEvent, 'day' | 'minute'>): Temporal.Instant {
  return FIRST_DAY.add({ days: day }).toZonedDateTime('Africa/Lagos').toInstant().add({ minutes: minute })
}

/** The alert of an event in GTBank's layout. */
export function alertOf(event: TrueEvent): IncomingMessage {
  const money = (minor: bigint) => `${(minor / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')}.00`
  const wall = instantOf(event).toZonedDateTimeISO('Africa/Lagos')
  const hour = wall.hour % 12 === 0 ? 12 : wall.hour % 12
  const time = `${hour}:${String(wall.minute).padStart(2, '0')}${wall.hour < 12 ? 'AM' : 'PM'}`
  const narration =
    event.minor < 0n
      ? `OUTWARD TRANSFER TO OPAY - ${event.counterparty}`
      : `090405260822101500000441207733-TRANSFER FROM ${event.counterparty}`
  const text = [
    'Acct:******8016',
    `Amt:NGN${money(event.minor < 0n ? -event.minor : event.minor)} ${event.minor < 0n ? 'DR' : 'CR'}`,
    `Desc:${narration}`,
    `Bal:NGN${money(event.balance)}`,
    `Date:${wall.toPlainDate()} ${time}`,
  ].join('\n')
  return {
    origin: `ingest:${event.id}`,
    source: 'sms',
    sender: 'GTBank',
    subject: null,
    text,
    receivedAt: instantOf(event).add({ minutes: 1 }),
    authenticity: 'vouched',
    readings: null,
  }
}

/** One event of each day, never the first or last of all. */
export function oneADay(events: readonly TrueEvent[], seed: number): Set<TrueEvent> {
  const random = seeded(seed)
  const byDay = Map.groupBy(events.slice(1, -1), ({ day }) => day)
  return new Set([...byDay.values()].map((day) => day[Math.floor(random() * day.length)] as TrueEvent))
}

/** Dropped events, those next to each other together: what no balance lies between is one gap. */
export function runsOf(events: readonly TrueEvent[], dropped: ReadonlySet<TrueEvent>): TrueEvent[][] {
  const runs: TrueEvent[][] = []
  events.forEach((event, index) => {
    if (!dropped.has(event)) return
    const previous = events[index - 1]
    if (previous !== undefined && dropped.has(previous)) runs.at(-1)?.push(event)
    else runs.push([event])
  })
  return runs
}
