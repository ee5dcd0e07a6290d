import { type Exported, witnessKey } from './exported.ts'
import { isSeen, type LedgerIndex } from './ledger-index.ts'
import type { Entry, TrueEvent } from './model.ts'
import type { Fault } from './score-duplicates.ts'
import type { Truth } from './truth.ts'

export type EventScore = {
  /** Transactions with two legs, and those of them that are true ones; true ones with both legs seen, and those found. */
  readonly transfersSaid: number
  readonly transfersSaidRight: number
  readonly transfersTrue: number
  readonly transfersFound: number
  readonly oneLegged: number
  readonly oneLeggedFound: number
  readonly fees: number
  readonly feesRight: number
  readonly reversals: number
  readonly reversalsFolded: number
  /** Transactions of the kind income that rest on a reversal. */
  readonly reversalsAsIncome: number
  readonly kinds: number
  readonly kindsRight: number
  readonly faults: readonly Fault[]
}

/** Transfers, charges, reversals and kinds, for events of which every part that matters was seen. */
export function scoreEvents(exported: readonly Exported[], truth: Truth, index: LedgerIndex): EventScore {
  const faults: Fault[] = []
  const blame = (cause: string, event: TrueEvent | null, transactions: readonly Exported[]): void => {
    faults.push({
      cause,
      entries: event?.parts.map(({ entryId }) => entryId) ?? [],
      transactions: transactions.map(({ id }) => id),
    })
  }
  const eventsOf = new Map<string, TrueEvent[]>()
  for (const event of truth.world.events)
    for (const { entryId } of event.parts) eventsOf.set(entryId, [...(eventsOf.get(entryId) ?? []), event])
  const standsFor = (entryId: string): readonly Exported[] =>
    (index.unitsOf.get(entryId) ?? []).map(({ transaction }) => transaction)

  const twoLegged = exported.filter(
    (one) =>
      one.kind === 'transfer' &&
      one.witnesses.some(({ role }) => role === 'from') &&
      one.witnesses.some(({ role }) => role === 'to'),
  )
  const isTrue = (one: Exported): boolean => {
    const entries = index.entriesIn.get(one.id) ?? []
    const common = (eventsOf.get(entries[0] ?? '') ?? []).filter(({ kind }) => kind === 'transfer')
    return common.some((event) => entries.every((id) => event.parts.some((part) => part.entryId === id)))
  }
  const wrong = twoLegged.filter((one) => !isTrue(one))
  for (const one of wrong) {
    const events = (index.entriesIn.get(one.id) ?? []).flatMap((entryId) => eventsOf.get(entryId) ?? [])
    faults.push({
      cause: `transfer: pairs what is none (${[...new Set(events.map(({ kind, marks }) => [kind, ...marks].join(' ')))].toSorted().join(' / ')})`,
      entries: events.flatMap(({ parts }) => parts.map(({ entryId }) => entryId)),
      transactions: [one.id],
    })
  }

  const score = {
    transfersTrue: 0,
    transfersFound: 0,
    oneLegged: 0,
    oneLeggedFound: 0,
    fees: 0,
    feesRight: 0,
    reversals: 0,
    reversalsFolded: 0,
    reversalsAsIncome: 0,
    kinds: 0,
    kindsRight: 0,
  }
  for (const event of truth.world.events) {
    const entries = event.parts.flatMap(({ entryId }) => truth.entries.get(entryId) ?? [])
    const seen = entries.filter((entry) => isSeen(entry, truth))
    if (seen.length === 0) continue
    const held = seen.map((entry) => standsFor(entry.id))
    const all = [...new Set(held.flat())]
    if (event.kind === 'transfer') {
      const isFound = (held[0] ?? []).some((one) => one.kind === 'transfer' && held.every((of) => of.includes(one)))
      if (entries.length === 2 && seen.length === 2) {
        score.transfersTrue += 1
        if (isFound) score.transfersFound += 1
        else
          blame(`transfer: not paired (${event.marks.join(' ')}; ${all.map(({ kind }) => kind).join('+')})`, event, all)
      } else if (seen.some((entry) => isNamed(entry, truth))) {
        score.oneLegged += 1
        if (isFound) score.oneLeggedFound += 1
        else
          blame(
            `transfer: one leg seen, not a transfer (${event.marks.includes('one-legged') ? 'pot' : 'other leg unseen'}; ${entries[0]?.account.bank})`,
            event,
            all,
          )
      }
      continue
    }
    if (event.kind === 'fee') {
      score.fees += 1
      const problem = feeProblem(
        event,
        event.marks.includes('merged-fee') ? sharing(event, truth, index) : all,
        truth,
        index,
      )
      if (problem === null) score.feesRight += 1
      else
        blame(
          `fee: ${problem} (${entries[0]?.account.bank} ${entries[0]?.what.type}${event.marks.length > 0 ? ` ${event.marks.join(' ')}` : ''})`,
          event,
          all,
        )
      continue
    }
    if (event.kind === 'reversed') {
      score.reversalsAsIncome += all.filter(({ kind }) => kind === 'income').length
      if (seen.length < 2) continue
      score.reversals += 1
      if ((held[0] ?? []).some((one) => one.kind === 'reversed' && held.every((of) => of.includes(one))))
        score.reversalsFolded += 1
      else
        blame(
          `reversal: not folded (${entries[0]?.account.bank} ${entries[0]?.what.type}; ${all.map(({ kind }) => kind).join('+')})`,
          event,
          all,
        )
      continue
    }
    if (all.length === 0 || !seen.some((entry) => isNamed(entry, truth))) continue
    score.kinds += 1
    if (all.every(({ kind }) => kind === event.kind)) score.kindsRight += 1
    else
      blame(
        `kind: ${event.kind} booked as ${[...new Set(all.map(({ kind }) => kind))].join('+')} (${entries[0]?.what.type} ${event.marks.join(' ')})`,
        event,
        all,
      )
  }
  return { transfersSaid: twoLegged.length, transfersSaidRight: twoLegged.length - wrong.length, ...score, faults }
}

/** Whether something that was seen says who the other side is; an SMS of OPay never does. */
function isNamed(entry: Entry, truth: Truth): boolean {
  return entry.account.bank !== 'opay' || (truth.sightings.get(entry.id) ?? []).some(({ source }) => source !== 'sms')
}

/** Why a charge is not explained, or null: kind, kobo and every parent that was seen must be right. */
function feeProblem(event: TrueEvent, held: readonly Exported[], truth: Truth, index: LedgerIndex): string | null {
  const part = event.parts[0]
  const one = held.find(({ kind }) => kind === 'fee')
  if (part === undefined || held.length === 0) return 'absent'
  if (one === undefined) return `booked as ${held.map(({ kind }) => kind).join('+')}`
  const paid = one.postings.find(({ account }) => account !== undefined)?.amountMinor
  if (paid !== String(part.amountMinor)) return 'wrong amount'
  const wanted = transactionsOf(event.parents, truth, index)
  const said = new Set(one.parents ?? [])
  if (said.size === 0 && wanted.size > 0) return 'no parent'
  if (wanted.size === 0 && said.size > 0) return 'parent where there is none'
  const choices = transactionsOf(event.parentChoices, truth, index)
  if (choices.size > 0) return said.size === 1 && [...said].every((id) => choices.has(id)) ? null : 'wrong parents'
  return [...wanted].every((id) => said.has(id)) && [...said].every((id) => wanted.has(id)) ? null : 'wrong parents'
}

/** The transactions of charges that share a witness with the payment whose sum holds them. */
function sharing(event: TrueEvent, truth: Truth, index: LedgerIndex): readonly Exported[] {
  const seen = event.parts.flatMap(({ entryId }) => truth.sightings.get(entryId) ?? [])
  const held = seen.flatMap(({ message, row }) => index.byWitness.get(witnessKey(message, row)) ?? [])
  return [...new Set(held.filter(({ kind }) => kind === 'fee'))]
}

/** The transactions that stand for the payments of these events. */
function transactionsOf(events: readonly string[], truth: Truth, index: LedgerIndex): ReadonlySet<string> {
  const parts = events
    .flatMap((id) => truth.events.get(id)?.parts ?? [])
    .filter(({ role }) => role === 'payment' || role === 'from' || role === 'to')
  return new Set(
    parts.flatMap(({ entryId }) => (index.unitsOf.get(entryId) ?? []).map(({ transaction }) => transaction.id)),
  )
}
