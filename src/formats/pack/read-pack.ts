import type { ParseOutcome } from '../../domain/outcome.ts'
import type { BankFormat, Layout } from '../bank-format.ts'
import { type BankIndex, createBankIndex } from '../bank-index.ts'
import { parseByLayouts } from '../parse.ts'
import { unmarkSample } from '../sample.ts'
import { checkShape } from './pack-shape.ts'

/** A pack that can be used, with what is worth knowing about it; or every reason why it cannot. */
export type PackReading =
  | { readonly kind: 'pack'; readonly bank: BankFormat; readonly notes: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** What became of a file in a folder of packs. */
export type PackReport = {
  readonly file: string
  /** Name of the bank; null when the file is refused. */
  readonly bank: string | null
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Reads a bank file given as JSON text. No bank may have the id of one that is built in or of another pack. Where a built-in
 * bank reads a sample as well, the pack's reading will count, which is worth a note; where another pack does, neither would
 * be right.
 */
export function readPack(json: string, builtIn: BankIndex, packs: BankIndex): PackReading {
  let data: unknown
  try {
    data = JSON.parse(json)
  } catch {
    // not JSON: said as a problem
    return { kind: 'refused', problems: ['it is not JSON'] }
  }
  const wrong = checkShape(data, '')
  if (wrong.length > 0) return { kind: 'refused', problems: wrong }
  const bank = data as BankFormat
  const problems = [
    ...([...builtIn.banks, ...packs.banks].some(({ id }) => id === bank.id)
      ? [`another bank has the id ${bank.id}: give it one of its own (the name may be the same)`]
      : []),
    ...repeatedIds(bank.layouts, 'layouts'),
    ...repeatedIds(bank.ignore ?? [], 'ignore'),
    ...checkSamples(bank),
  ]
  if (problems.length > 0) return { kind: 'refused', problems }
  const rivals = bank.layouts.flatMap((layout) =>
    claimants(layout, packs).map((other) => `layout ${layout.id} reads what ${other} of another pack reads`),
  )
  if (rivals.length > 0) return { kind: 'refused', problems: rivals }
  const notes = bank.layouts.flatMap((layout) =>
    claimants(layout, builtIn).map((other) => `layout ${layout.id} goes before ${other}, which reads its sample too`),
  )
  return { kind: 'pack', bank, notes }
}

function repeatedIds(list: readonly { readonly id: string }[], place: string): string[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [`${place} has the id ${id} twice`]
  })
}

/** What is wrong with the samples, one by one and then together. */
function checkSamples(bank: BankFormat): string[] {
  const alone: BankFormat = { ...bank, layouts: [], narrations: [], ignore: [] }
  const problems = [
    ...bank.layouts.flatMap((layout) => compileError({ ...alone, layouts: [layout] }, `layout ${layout.id}`)),
    ...(bank.ignore ?? []).flatMap((rule) => compileError({ ...alone, ignore: [rule] }, `ignore ${rule.id}`)),
    ...(bank.narrations ?? []).flatMap((shape, at) =>
      compileError({ ...alone, narrations: [shape] }, `narration ${at}`),
    ),
  ]
  if (problems.length > 0) return problems
  const index = createBankIndex([bank])
  return bank.layouts.flatMap((layout) => {
    const why = whyNotItsOwn(readSample(layout, index), layout)
    return why === null ? [] : [`layout ${layout.id} does not read its own sample: ${why}`]
  })
}

function compileError(bank: BankFormat, name: string): string[] {
  try {
    createBankIndex([bank])
    return []
  } catch (error) {
    // The notation's own words say what is wrong.
    return [`${name}: ${error instanceof Error ? error.message : 'it does not compile'}`]
  }
}

function readSample({ channel, sample }: Layout, index: BankIndex): ParseOutcome {
  const text = unmarkSample(sample)
  const receivedAt = Temporal.Instant.fromEpochMilliseconds(0)
  // As a text without a sender: whose address it would come from is not the question here.
  return parseByLayouts({ source: channel, sender: null, subject: null, text, receivedAt }, index)
}

function whyNotItsOwn(outcome: ParseOutcome, layout: Layout): string | null {
  switch (outcome.kind) {
    case 'parsed':
      return outcome.alerts.some(({ layoutId }) => layoutId === layout.id) ? null : 'another layout does'
    case 'malformed':
      return `its ${outcome.field} cannot be read`
    case 'ambiguous':
      return `it fits ${outcome.layoutIds.join(' and ')}`
    case 'ignored':
      return `it says ${outcome.reason}`
    case 'unrecognized':
      return 'nothing does'
  }
}

/** The layouts of an index that read the sample of another bank's layout. */
function claimants(layout: Layout, index: BankIndex): string[] {
  const outcome = readSample(layout, index)
  if (outcome.kind !== 'parsed') return []
  return [...new Set(outcome.alerts.map(({ bankId, layoutId }) => `${bankId}/${layoutId}`))]
}
