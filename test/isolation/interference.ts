import type { Case } from './all-cases.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import type { Digests, Observation, Probe } from './probe.ts'

/** What a case does with the other ledger taken away: what it must do with it there, too. */
export type Reference = { readonly case: Case; readonly alone: Observation }

/** References of all cases, and the texts of the statements they send, each with the references that send it. */
export type References = {
  readonly all: readonly Reference[]
  readonly byStatement: ReadonlyMap<string, readonly Reference[]>
}

/** Runs each case with the other ledger taken away, and once with it for the statements that only then are sent. */
export async function takeReferences(probe: Probe, cases: readonly Case[]): Promise<References> {
  const all: Reference[] = []
  const byStatement = new Map<string, Reference[]>()
  for (const each of cases) {
    const reference = { case: each, alone: await probe.observe(each.run, { isAlone: true }) }
    all.push(reference)
    const { statements } = await probe.observe(each.run)
    const texts = new Set([...reference.alone.statements, ...statements].map(({ text }) => text))
    for (const text of texts) byStatement.set(text, [...(byStatement.get(text) ?? []), reference])
  }
  return { all, byStatement }
}

/** Every mutant of every statement, with the references that send it. */
export function allMutants({ byStatement }: References): { mutant: Mutant; references: readonly Reference[] }[] {
  return [...byStatement].flatMap(([text, references]) => mutantsOf(text).map((mutant) => ({ mutant, references })))
}

/**
 * How the other ledger shows in a case, or suffers from it, one line each; empty when it does neither. Whatever the case
 * gives, leaves in our ledger and leaves in the other must be as if the two were alone.
 */
export async function interference(probe: Probe, reference: Reference, mutant?: Mutant): Promise<string[]> {
  const together = await probe.observe(reference.case.run, mutant === undefined ? {} : { rewrite: mutant.rewrite })
  if (mutant !== undefined && isMistake(together)) throw new Error(`the mutant is no SQL: ${mutant.what}`)
  return differences(together, reference)
}

/** The same after a function of the database was replaced. */
export async function interferenceOfFunction(
  probe: Probe,
  reference: Reference,
  definition: string,
): Promise<string[]> {
  const together = await probe.observe(reference.case.run, { preparation: definition })
  if (isMistake(together)) throw new Error(`the mutant is no SQL: ${definition}`)
  return differences(together, reference)
}

/** The same for a mutant while policies hold; that they refuse a row for another ledger is no interference. */
export async function interferenceDespitePolicies(
  probe: Probe,
  reference: Reference,
  mutant: Mutant,
): Promise<string[]> {
  const together = await probe.observe(reference.case.run, { rewrite: mutant.rewrite, isHeldByPolicies: true })
  return together.code === REFUSED && mutant.kind === 'insert'
    ? changesOfTheirs(together)
    : differences(together, reference)
}

const REFUSED = '42501'

function differences(together: Observation, { alone }: Reference): string[] {
  return [
    ...(together.outcome === alone.outcome ? [] : [`gives ${together.outcome} instead of ${alone.outcome}`]),
    ...different(together.restAfter, alone.restAfter).map((table) => `leaves something else in our ${table}`),
    ...changesOfTheirs(together),
  ]
}

function changesOfTheirs({ theirsBefore, theirsAfter }: Observation): string[] {
  return different(theirsAfter, theirsBefore).map((table) => `changes their ${table}`)
}

/** Syntax errors, unknown columns and wrong types say nothing about isolation; a violated constraint (class 23) does. */
function isMistake({ code }: Observation): boolean {
  return code !== null && /^42/.test(code)
}

function different(left: Digests, right: Digests): string[] {
  return Object.keys(left).filter((table) => left[table] !== right[table])
}
