import type { Exported } from './exported.ts'
import { BANK_NAMES } from './households.ts'
import { isSeen } from './ledger-index.ts'
import type { Entry, Sighting, TrueEvent } from './model.ts'
import type { Truth } from './truth.ts'
import { rfc3339 } from './wall-time.ts'

/** The export of a ledger that made no mistake: the score of it is full marks, or the score is wrong. */
export function perfectLedger(truth: Truth): readonly Exported[] {
  const isHeld = (event: TrueEvent): boolean => entriesOf(event, truth).some((entry) => isSeen(entry, truth))
  return truth.world.events.filter(isHeld).map((event) => write(event, truth, isHeld))
}

function write(event: TrueEvent, truth: Truth, isHeld: (event: TrueEvent) => boolean): Exported {
  const parts = event.parts.flatMap((part) => {
    const entry = truth.entries.get(part.entryId)
    return entry === undefined ? [] : [{ ...part, entry }]
  })
  return {
    id: event.id,
    kind: event.kind,
    status: 'posted',
    occurredAt: parts[0] === undefined ? '' : rfc3339(parts[0].entry.at),
    payee: null,
    narration: null,
    postings: parts.map(({ entry, amountMinor }) => ({
      account: entry.account.id,
      institution: BANK_NAMES[entry.account.bank].institution,
      tail: entry.account.number.slice(-4),
      amountMinor: String(amountMinor),
      currency: entry.account.currency,
    })),
    witnesses: parts.flatMap(({ entry, role }) => [
      ...(truth.sightings.get(entry.id) ?? []).map((sighting) => witness(sighting, role)),
      ...printing(entry, truth).map((sighting) => witness(sighting, 'fee')),
    ]),
    parents: event.parents.filter((id) => {
      const parent = truth.events.get(id)
      return parent !== undefined && isHeld(parent)
    }),
  }
}

function entriesOf(event: TrueEvent, truth: Truth): readonly Entry[] {
  return event.parts.flatMap(({ entryId }) => truth.entries.get(entryId) ?? [])
}

function witness({ message, row, source }: Sighting, role: string): Exported['witnesses'][number] {
  return { message, ...(row === null ? {} : { row }), channel: source, role }
}

function printing(entry: Entry, truth: Truth): readonly Sighting[] {
  if (entry.printedIn === null) return []
  const printing = entry.account.bank === 'kuda' ? 'email' : 'sms'
  return (truth.sightings.get(entry.printedIn) ?? []).filter(({ source }) => source === printing)
}
