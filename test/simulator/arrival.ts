import { planExports } from './exports.ts'
import { writeMail } from './mail-envelope.ts'
import type { Entry, MessageLine, Sighting, SourceName, World } from './model.ts'
import { makeNoise } from './noise.ts'
import type { Random } from './random.ts'
import { renderEmail } from './render-email.ts'
import { renderSms } from './render-sms.ts'
import { DAY, rfc3339, startOfDay } from './wall-time.ts'

/** What reaches the ledger and how: shares are probabilities. */
export type ArrivalPlan = {
  readonly sources: readonly SourceName[]
  readonly smsLoss: number
  readonly emailLoss: number
  /** Messages that come hours late. */
  readonly late: number
  /** SMS that come once more later, with the same text. */
  readonly resent: number
  /** Days on which the phone is off and gets everything at night, in any order. */
  readonly phoneOff: number
  /** Monthly exports that are never made, that reach back into the month before, and that are made twice in other words. */
  readonly exportMissing: number
  readonly exportOverlap: number
  readonly exportAgain: number
  /** Days without any SMS, in the middle: a lost phone. */
  readonly outageDays: number
  /** How many months an export covers. */
  readonly exportMonths: number
  /** Messages a day that look like alerts and are none. */
  readonly noise: number
  readonly order: 'receipt' | 'newest-first' | 'shuffled' | 'statements-first'
}

export const EVERYTHING: ArrivalPlan = {
  sources: ['sms', 'email', 'statement'],
  smsLoss: 0.08,
  emailLoss: 0.15,
  late: 0.03,
  resent: 0.015,
  phoneOff: 0.02,
  exportMissing: 0.04,
  exportOverlap: 0.5,
  exportAgain: 0.15,
  outageDays: 0,
  exportMonths: 1,
  noise: 0.2,
  order: 'receipt',
}

/** A message before it has an id: `content` is the file of a statement. */
export type Delivery = {
  readonly at: number
  readonly line: Omit<MessageLine, 'id' | 'receivedAt'>
  readonly shows: readonly { readonly entryId: string; readonly row: number | null; readonly isCopy: boolean }[]
  readonly content: string | Buffer | null
}

/** What arrived: lines in the order in which they are ingested, files by path, and what each shows. */
export type Arrival = {
  readonly lines: readonly MessageLine[]
  readonly files: ReadonlyMap<string, string | Buffer>
  readonly sightings: readonly Sighting[]
}

/** Lets the household's banks report. */
export function arrive(world: World, plan: ArrivalPlan, random: Random): Arrival {
  const off = new Set<string>()
  const offDays = random.fork('phone-off')
  const isOff = (at: number): boolean => {
    const day = `${startOfDay(at)}`
    if (!off.has(day) && !off.has(`on ${day}`)) off.add(offDays.chance(plan.phoneOff) ? day : `on ${day}`)
    return off.has(day)
  }
  const first = Math.min(...world.entries.map(({ at }) => at))
  const last = Math.max(...world.entries.map(({ at }) => at))
  const isLost = (at: number): boolean => Math.abs(at - (first + last) / 2) < (plan.outageDays * DAY) / 2
  const heard = world.entries.filter(({ at }) => !isLost(at))
  const deliveries = [
    ...heard.flatMap((entry) => smsOf(entry, plan, random, isOff)),
    ...(plan.sources.includes('sms') ? makeNoise(first, last, plan.noise, random.fork('noise')) : []),
    ...world.entries.flatMap((entry) => emailOf(entry, plan, random)),
    ...(plan.sources.includes('statement') ? planExports(world, plan, random) : []),
  ]
  return number(order(deliveries, plan.order, random))
}

function smsOf(entry: Entry, plan: ArrivalPlan, random: Random, isOff: (at: number) => boolean): Delivery[] {
  const { account } = entry
  if (!plan.sources.includes('sms') || !account.sources.includes('sms')) return []
  const sms = renderSms(entry)
  if (sms === null || random.chance(plan.smsLoss)) return []
  const at = entry.at + delay(random, plan, isOff(entry.at), entry.at)
  const line = { channel: 'sms', ...sms } as const
  const made: Delivery[] = [{ at, line, shows: [{ entryId: entry.id, row: null, isCopy: false }], content: null }]
  const copies = account.phones - 1 + (random.chance(plan.resent) ? 1 : 0)
  for (let copy = 0; copy < copies; copy += 1) {
    const later = copy < account.phones - 1 ? random.between(1, 20) : random.between(60, 2 * DAY)
    made.push({ at: at + later, line, shows: [{ entryId: entry.id, row: null, isCopy: true }], content: null })
  }
  return made
}

function emailOf(entry: Entry, plan: ArrivalPlan, random: Random): Delivery[] {
  if (!plan.sources.includes('email') || !entry.account.sources.includes('email')) return []
  const mail = renderEmail(entry)
  if (mail === null || random.chance(plan.emailLoss)) return []
  const sentAt = entry.at + random.between(3, 120)
  const text = writeMail(
    mail,
    sentAt,
    `${entry.id}.${entry.reference}`,
    random.chance(0.3) ? 'base64' : 'quoted-printable',
  )
  const at = sentAt + random.between(1, 60) + (random.chance(plan.late) ? random.between(600, DAY) : 0)
  return [
    { at, line: { channel: 'email', text }, shows: [{ entryId: entry.id, row: null, isCopy: false }], content: null },
  ]
}

function delay(random: Random, plan: ArrivalPlan, isPhoneOff: boolean, at: number): number {
  if (isPhoneOff) return startOfDay(at) + DAY - at + random.between(0, 600)
  return random.chance(plan.late) ? random.between(600, 36 * 3_600) : random.between(2, 45)
}

function order(deliveries: readonly Delivery[], by: ArrivalPlan['order'], random: Random): readonly Delivery[] {
  const inTime = deliveries.toSorted((a, b) => a.at - b.at)
  switch (by) {
    case 'receipt':
      return inTime
    case 'newest-first':
      return inTime.toReversed()
    case 'statements-first':
      return inTime.toSorted((a, b) => Number(b.content !== null) - Number(a.content !== null))
    case 'shuffled':
      return inTime
        .map((delivery) => [random.next(), delivery] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, delivery]) => delivery)
  }
}

function number(deliveries: readonly Delivery[]): Arrival {
  const files = new Map<string, string | Buffer>()
  const sightings: Sighting[] = []
  const lines = deliveries.map(({ at, line, shows, content }, index) => {
    const id = `m-${String(index + 1).padStart(6, '0')}`
    if (content !== null && line.file !== undefined) files.set(line.file, content)
    sightings.push(...shows.map((shown) => ({ message: id, source: line.channel, ...shown })))
    return { id, receivedAt: rfc3339(at), ...line }
  })
  return { lines, files, sightings }
}
