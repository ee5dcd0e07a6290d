import { type Exported, witnessKey } from './exported.ts'
import { isSeen, type LedgerIndex, sidesOf, witnessesOf } from './ledger-index.ts'
import type { Truth } from './truth.ts'

/** A wrong case: what it is, and where to look. */
export type Fault = {
  readonly cause: string
  readonly entries: readonly string[]
  readonly transactions: readonly string[]
}

export type DuplicateScore = {
  readonly postings: number
  readonly lost: number
  readonly doubled: number
  readonly repeats: number
  readonly repeatsLost: number
  readonly pairPrecision: number
  readonly pairRecall: number
  readonly pairF1: number
  /** The same for the witnesses of one leg: a transfer's two legs and a payment and its reversal are then two groups. */
  readonly legF1: number
  /** Transactions marked `suspect` that stand for an event of their own and are no twins. */
  readonly needlessSuspects: number
  /** Transactions of which no witness shows an entry: made of messages about nothing. */
  readonly invented: number
  readonly faults: readonly Fault[]
}

/**
 * Lost: a seen posting for which no transaction stands. Doubled: transactions beyond the first that stand for the same posting;
 * a `suspect` that a byte-equal twin explains is not counted. Pairs are two witnesses in one transaction.
 */
export function scoreDuplicates(exported: readonly Exported[], truth: Truth, index: LedgerIndex): DuplicateScore {
  const faults: Fault[] = []
  const repeats = new Set(
    truth.world.events
      .filter(({ marks }) => marks.includes('repeat'))
      .flatMap(({ parts }) => parts.map(({ entryId }) => entryId)),
  )
  const seen = truth.world.entries.filter((entry) => isSeen(entry, truth))
  let lost = 0
  let doubled = 0
  let repeatsLost = 0
  for (const entry of seen) {
    const units = index.unitsOf.get(entry.id) ?? []
    if (units.length === 0) {
      lost += 1
      if (repeats.has(entry.id)) repeatsLost += 1
      const holders = holdersOf(entry.id, truth, index)
      const cause =
        holders.length === 0
          ? `lost: in no transaction (${entry.account.bank} ${entry.what.type})`
          : `lost: taken for another event (${entry.account.bank})`
      faults.push({ cause, entries: [entry.id], transactions: holders.map(({ id }) => id) })
    }
    const counted = isEqualToAnother(entry.id, truth)
      ? units.filter(({ transaction }) => transaction.status !== 'suspect')
      : units
    if (counted.length > 1) {
      doubled += counted.length - 1
      const suspects = counted.filter(({ transaction }) => transaction.status === 'suspect').length
      const cause = `doubled${suspects > 0 ? ' (suspect)' : ''}: ${entry.account.bank} ${sourcesOf(entry.id, truth)}`
      faults.push({ cause, entries: [entry.id], transactions: counted.map(({ transaction }) => transaction.id) })
    }
  }
  const needless = exported
    .filter((one) => one.status === 'suspect')
    .filter((one) => {
      const entries = index.entriesIn.get(one.id) ?? []
      return entries.every((id) => (index.unitsOf.get(id)?.length ?? 0) === 1 && !truth.twins.has(id))
    }).length
  return {
    postings: seen.length,
    lost,
    doubled,
    repeats: [...repeats].filter((id) => truth.sightings.has(id)).length,
    repeatsLost,
    ...scorePairs(exported, truth),
    needlessSuspects: needless,
    invented: exported.filter(
      ({ kind, witnesses }) =>
        kind !== 'opening' && !witnesses.some(({ message, row }) => index.entryOf.has(witnessKey(message, row))),
    ).length,
    faults,
  }
}

/**
 * Whether a message of the entry equals another one byte by byte and tells neither balance nor reference: two payments within a
 * minute and a message sent twice then look the same, and `suspect` is the right answer to both.
 */
function isEqualToAnother(entryId: string, truth: Truth): boolean {
  const copies = (truth.sightings.get(entryId) ?? []).filter(({ source, isCopy }) => source === 'sms' && isCopy)
  return truth.twins.has(entryId) || (copies.length > 0 && truth.entries.get(entryId)?.account.bank === 'opay')
}

function holdersOf(entryId: string, truth: Truth, index: LedgerIndex): readonly Exported[] {
  return [
    ...new Set(
      (truth.sightings.get(entryId) ?? []).flatMap(
        ({ message, row }) => index.byWitness.get(witnessKey(message, row)) ?? [],
      ),
    ),
  ]
}

function sourcesOf(entryId: string, truth: Truth): string {
  return [...new Set((truth.sightings.get(entryId) ?? []).map(({ source }) => source))].toSorted().join('+')
}

function scorePairs(
  exported: readonly Exported[],
  truth: Truth,
): Pick<DuplicateScore, 'pairPrecision' | 'pairRecall' | 'pairF1' | 'legF1'> {
  const said = exported.map(({ witnesses }) => witnesses.map(({ message, row }) => witnessKey(message, row)))
  const legsMeant = truth.world.entries.map((entry) => witnessesOf(entry, truth))
  const whole = comparePairs(said, foldLikeExport(exported, truth))
  const legs = comparePairs(exported.flatMap(sidesOf), legsMeant)
  return { pairPrecision: whole.precision, pairRecall: whole.recall, pairF1: whole.f1, legF1: legs.f1 }
}

type Groups = readonly (readonly string[])[]

function comparePairs(
  said: Groups,
  meant: Groups,
): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const saidPairs = pairsOf(said)
  const meantPairs = pairsOf(meant)
  const both = [...saidPairs].filter((pair) => meantPairs.has(pair)).length
  const precision = saidPairs.size === 0 ? 1 : both / saidPairs.size
  const recall = meantPairs.size === 0 ? 1 : both / meantPairs.size
  return { precision, recall, f1: both === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** The witnesses of each true event; a returned charge counts with its payment where the export folds them. */
function foldLikeExport(exported: readonly Exported[], truth: Truth): string[][] {
  const groups = new Map<string, string[]>()
  const where = new Map(
    exported.flatMap(({ id, witnesses }) =>
      witnesses.map(({ message, row }) => [witnessKey(message, row), id] as const),
    ),
  )
  for (const event of truth.world.events) {
    const keys = event.parts
      .flatMap(({ entryId }) => truth.entries.get(entryId) ?? [])
      .flatMap((entry) => witnessesOf(entry, truth))
    const into = event.mayFoldInto === null ? undefined : groups.get(event.mayFoldInto)
    if (into?.some((key) => keys.some((own) => where.get(own) === where.get(key)))) into.push(...keys)
    else groups.set(event.id, keys)
  }
  return [...groups.values()]
}

function pairsOf(groups: readonly (readonly string[])[]): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const group of groups) {
    const keys = [...new Set(group)].toSorted()
    for (const [index, a] of keys.entries()) for (const b of keys.slice(index + 1)) pairs.add(`${a} ${b}`)
  }
  return pairs
}
