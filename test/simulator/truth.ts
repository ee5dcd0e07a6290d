import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Arrival } from './arrival.ts'
import { BANK_NAMES } from './households.ts'
import type { Entry, Sighting, TrueEvent, World } from './model.ts'
import { rfc3339 } from './wall-time.ts'

/** A true event with those who saw it. */
export type Truth = {
  readonly world: World
  readonly lines: Arrival['lines']
  readonly entries: ReadonlyMap<string, Entry>
  readonly events: ReadonlyMap<string, TrueEvent>
  /** By entry. */
  readonly sightings: ReadonlyMap<string, readonly Sighting[]>
  /** Entries of which a message equals, byte by byte, one of another entry. */
  readonly twins: ReadonlySet<string>
}

/** Puts together what the score needs. */
export function createTruth(world: World, arrival: Arrival): Truth {
  const sightings = new Map<string, Sighting[]>()
  for (const sighting of arrival.sightings)
    sightings.set(sighting.entryId, [...(sightings.get(sighting.entryId) ?? []), sighting])
  return {
    world,
    lines: arrival.lines,
    entries: new Map(world.entries.map((entry) => [entry.id, entry])),
    events: new Map(world.events.map((event) => [event.id, event])),
    sightings,
    twins: findTwins(arrival),
  }
}

function findTwins({ lines, sightings }: Arrival): ReadonlySet<string> {
  const texts = new Map(lines.map((line) => [line.id, line.text]))
  const byText = new Map<string, Set<string>>()
  for (const { message, entryId } of sightings) {
    const text = texts.get(message)
    if (text !== undefined) byText.set(text, (byText.get(text) ?? new Set()).add(entryId))
  }
  return new Set([...byText.values()].filter((ids) => ids.size > 1).flatMap((ids) => [...ids]))
}

/** Writes messages.jsonl, the statement files and truth.jsonl (a line per true event) into the folder. */
export function writeHousehold(folder: string, arrival: Arrival, truth: Truth): void {
  mkdirSync(folder, { recursive: true })
  for (const [path, content] of arrival.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  writeFileSync(join(folder, 'messages.jsonl'), arrival.lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  writeFileSync(
    join(folder, 'truth.jsonl'),
    truth.world.events.map((event) => `${JSON.stringify(describe(event, truth))}\n`).join(''),
  )
}

function describe(event: TrueEvent, truth: Truth): unknown {
  return {
    event: event.id,
    kind: event.kind,
    marks: event.marks,
    parents: event.parents,
    mayFoldInto: event.mayFoldInto,
    parts: event.parts.map(({ entryId, role, amountMinor }) => {
      const entry = truth.entries.get(entryId)
      if (entry === undefined) throw new Error(`no entry ${entryId}`)
      return {
        role,
        institution: BANK_NAMES[entry.account.bank].institution,
        account: entry.account.number,
        amountMinor: String(amountMinor),
        at: rfc3339(entry.at),
        isTwin: truth.twins.has(entryId),
        witnesses: (truth.sightings.get(entryId) ?? []).map(({ message, row, source, isCopy }) => ({
          message,
          ...(row === null ? {} : { row }),
          channel: source,
          isCopy,
        })),
      }
    }),
  }
}
