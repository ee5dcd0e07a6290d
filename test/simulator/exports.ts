import type { ArrivalPlan, Delivery } from './arrival.ts'
import type { Entry, OwnAccount, World } from './model.ts'
import type { NarrationStyle } from './narrations.ts'
import type { Random } from './random.ts'
import { renderStatement } from './render-statement.ts'
import { DAY, startOfDay, wallSeconds, writeTime } from './wall-time.ts'

/** The statement files that the household exports: one a month and account, some reaching back, some twice. */
export function planExports(world: World, plan: ArrivalPlan, random: Random): Delivery[] {
  return world.accounts
    .filter((account) => account.sources.includes('statement'))
    .flatMap((account) => exportsOf(account, world, plan, random))
}

function exportsOf(account: OwnAccount, world: World, plan: ArrivalPlan, random: Random): Delivery[] {
  const booked = world.entries
    .filter((entry) => entry.account.id === account.id)
    .toSorted((a, b) => a.bookedAt - b.bookedAt || a.id.localeCompare(b.id))
  const seen = new Set<string>()
  const made: Delivery[] = []
  const last = booked.at(-1)?.bookedAt ?? 0
  for (let from = monthOf(booked[0]?.bookedAt ?? 0); from <= last; from = monthAfter(from, plan.exportMonths)) {
    const isMissing = random.chance(plan.exportMissing)
    const back = random.chance(plan.exportOverlap) ? random.between(2, 20) * DAY : 0
    const until = monthAfter(from, plan.exportMonths)
    const exportedAt = until + random.between(0, 4) * DAY + random.between(30_000, 70_000)
    if (isMissing) continue
    const add = (style: NarrationStyle, start: number, at: number): void => {
      const written = writeExport(account, booked, { from: start, until, style, at }, seen)
      if (written !== null) made.push(written)
    }
    add('statement', from - back, exportedAt)
    if (random.chance(plan.exportAgain))
      add('re-export', from - random.between(0, 10) * DAY, exportedAt + random.between(3, 40) * DAY)
  }
  return made
}

type Export = { readonly from: number; readonly until: number; readonly style: NarrationStyle; readonly at: number }

function writeExport(
  account: OwnAccount,
  booked: readonly Entry[],
  { from, until, style, at }: Export,
  seen: Set<string>,
): Delivery | null {
  const inTime = booked.filter((entry) => entry.bookedAt >= from && entry.bookedAt < until)
  const rows = account.newestFirst ? inTime.toReversed() : inTime
  const first = inTime[0]
  if (first === undefined) return null
  const written = renderStatement({
    account,
    rows,
    openingMinor: first.bookBalanceMinor - first.amountMinor,
    from: startOfDay(from),
    to: until - DAY,
    style,
  })
  if (written === null) return null
  const file = `statements/${account.id}-${writeTime(until - DAY, 'yyyy-MM')}-${style === 're-export' ? 'b' : 'a'}.${written.extension}`
  const shows = written.rows.map((entry, index) => {
    const isCopy = seen.has(entry.id)
    seen.add(entry.id)
    return { entryId: entry.id, row: index + 1, isCopy }
  })
  return {
    at,
    line: { channel: 'statement', file, ...(written.tellAccount ? { account: account.number.slice(-4) } : {}) },
    shows,
    content: written.content,
  }
}

function monthOf(at: number): number {
  return wallSeconds(Number(writeTime(at, 'yyyy')), Number(writeTime(at, 'MM')), 1)
}

function monthAfter(month: number, months: number): number {
  return wallSeconds(Number(writeTime(month, 'yyyy')), Number(writeTime(month, 'MM')) + months, 1)
}
