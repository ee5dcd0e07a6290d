import type { Arrival } from './arrival.ts'
import type { Entry } from './model.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'
import { startOfDay } from './wall-time.ts'

/** A household of which somebody took away one message a day; `dropped` are the entries nobody saw, each between two seen ones. */
export type Gapped = { readonly lines: Arrival['lines']; readonly dropped: readonly Entry[] }

/**
 * Takes one message a day away. Only messages of entries that are seen once, that lie between two others of their account, and
 * are no leg of an own transfer (from the other leg the ledger may know of it) are taken, and never two neighbours: what
 * is missing is always a single break of the chain.
 */
export function dropOneADay(arrival: Arrival, truth: Truth, random: Random): Gapped {
  const untouched = new Set(
    truth.world.events
      .filter(({ kind }) => kind === 'transfer')
      .flatMap(({ parts }) => parts.map(({ entryId }) => entryId)),
  )
  const byDay = new Map<number, Entry[]>()
  const neighbours = new Map<string, readonly (string | undefined)[]>()
  for (const account of truth.world.accounts) {
    const chain = truth.world.entries
      .filter((entry) => entry.account.id === account.id)
      .toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))
    for (const [index, entry] of chain.entries()) {
      if (index === 0 || index === chain.length - 1 || untouched.has(entry.id)) continue
      if (truth.sightings.get(entry.id)?.length !== 1) continue
      neighbours.set(entry.id, [chain[index - 1]?.id, chain[index + 1]?.id])
      const day = startOfDay(entry.at)
      byDay.set(day, [...(byDay.get(day) ?? []), entry])
    }
  }
  const dropped = new Map<string, Entry>()
  for (const entries of byDay.values()) {
    const free = entries.filter((entry) =>
      (neighbours.get(entry.id) ?? []).every((id) => id === undefined || !dropped.has(id)),
    )
    if (free.length === 0) continue
    const entry = random.pick(free)
    dropped.set(entry.id, entry)
  }
  const messages = new Set(
    [...dropped.keys()].flatMap((id) => truth.sightings.get(id) ?? []).map(({ message }) => message),
  )
  return { lines: arrival.lines.filter(({ id }) => !messages.has(id)), dropped: [...dropped.values()] }
}
