import { type Exported, witnessKey } from './exported.ts'
import type { Entry } from './model.ts'
import type { Truth } from './truth.ts'

/** A transaction of the export and the true entries that it stands for. */
export type Unit = { readonly transaction: Exported; readonly entryId: string }

/** Who is who between an export and the truth. */
export type LedgerIndex = {
  readonly units: readonly Unit[]
  /** Units by true entry. */
  readonly unitsOf: ReadonlyMap<string, readonly Unit[]>
  /** True entries by transaction. */
  readonly entriesIn: ReadonlyMap<string, readonly string[]>
  /** Transactions by witness. */
  readonly byWitness: ReadonlyMap<string, readonly Exported[]>
  /** The entry that a witness shows. */
  readonly entryOf: ReadonlyMap<string, string>
}

/**
 * Sets an export against the truth. The witnesses of a transaction are grouped by the entry they show; a group is a unit.
 * A group of fewer witnesses than another on the same side of the transaction (from, to, or the rest) is not: it was taken
 * for the other. A charge that another alert prints counts for the entry of the charge.
 */
export function indexLedger(exported: readonly Exported[], truth: Truth): LedgerIndex {
  const entryOf = new Map<string, string>()
  for (const [entryId, sightings] of truth.sightings) {
    for (const { message, row } of sightings) entryOf.set(witnessKey(message, row), entryId)
  }
  const merged = mergedCharges(truth)
  const printed = new Map(
    truth.world.entries.flatMap((entry) => (entry.printedIn === null ? [] : [[entry.printedIn, entry.id] as const])),
  )
  const byWitness = new Map<string, Exported[]>()
  const units: Unit[] = []
  const entriesIn = new Map<string, string[]>()
  for (const transaction of exported) {
    for (const { message, row } of transaction.witnesses) {
      const key = witnessKey(message, row)
      byWitness.set(key, [...(byWitness.get(key) ?? []), transaction])
    }
    const isFee = transaction.kind === 'fee'
    for (const side of sidesOf(transaction)) {
      const counts = new Map<string, number>()
      for (const key of side) {
        const shown = entryOf.get(key)
        if (shown === undefined || (isFee && merged.has(shown))) continue
        const entryId = isFee ? (printed.get(shown) ?? shown) : shown
        counts.set(entryId, (counts.get(entryId) ?? 0) + 1)
      }
      const top = [...counts].toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b))[0]
      const held = entriesIn.get(transaction.id) ?? []
      if (top === undefined || held.includes(top[0])) continue
      entriesIn.set(transaction.id, [...held, top[0]])
      units.push({ transaction, entryId: top[0] })
    }
  }
  const unitsOf = new Map<string, Unit[]>()
  for (const unit of units) unitsOf.set(unit.entryId, [...(unitsOf.get(unit.entryId) ?? []), unit])
  return { units, unitsOf, entriesIn, byWitness, entryOf }
}

/** Entries whose sum holds a charge: the charge is a transaction beside the one that stands for the entry, and not a second one. */
function mergedCharges(truth: Truth): ReadonlySet<string> {
  return new Set(
    truth.world.events
      .filter(({ marks, kind }) => kind === 'fee' && marks.includes('merged-fee'))
      .flatMap(({ parts }) => parts.map(({ entryId }) => entryId)),
  )
}

/** The witnesses of a transaction by side: from, to, reversal, and the rest. */
export function sidesOf(transaction: Exported): readonly (readonly string[])[] {
  const sides = new Map<string, string[]>()
  for (const { message, row, role } of transaction.witnesses) {
    const side = role === 'from' || role === 'to' || role === 'reversal' ? role : 'rest'
    sides.set(side, [...(sides.get(side) ?? []), witnessKey(message, row)])
  }
  return [...sides.values()]
}

/** Whether at least one message or row shows the entry, as an alert of its own or printed in another's. */
export function isSeen(entry: Entry, truth: Truth): boolean {
  return witnessesOf(entry, truth).length > 0
}

/** Keys of all that shows an entry, the alerts that print it included: of Kuda only the mails do, of VFD every SMS. */
export function witnessesOf(entry: Entry, truth: Truth): string[] {
  const printing = entry.account.bank === 'kuda' ? 'email' : 'sms'
  const around = entry.printedIn === null ? [] : (truth.sightings.get(entry.printedIn) ?? [])
  const own = truth.sightings.get(entry.id) ?? []
  return [...own, ...around.filter(({ source }) => source === printing)].map(({ message, row }) =>
    witnessKey(message, row),
  )
}
