import { type Exported, readExport } from './exported.ts'
import { indexLedger } from './ledger-index.ts'
import { runProduct } from './run-product.ts'
import { type DuplicateScore, scoreDuplicates } from './score-duplicates.ts'
import { type EventScore, scoreEvents } from './score-events.ts'
import type { Truth } from './truth.ts'

export type HouseholdScore = { readonly duplicates: DuplicateScore; readonly events: EventScore }

/** Holds an export against the truth. */
export function scoreHousehold(exported: readonly Exported[], truth: Truth): HouseholdScore {
  const index = indexLedger(exported, truth)
  return { duplicates: scoreDuplicates(exported, truth, index), events: scoreEvents(exported, truth, index) }
}

/** What the product made of a household: its ledger, the traces of `ingest`, and how long that took. */
export type Booked = {
  readonly exported: readonly Exported[]
  readonly traces: readonly { readonly id: string; readonly outcome?: string; readonly error?: string }[]
  readonly seconds: number
  readonly errors: string
}

/** Gives the household's messages to the product and reads its ledger back. */
export async function book(household: string, dataFolder: string, databaseUrl?: string): Promise<Booked> {
  const startedAt = performance.now()
  const ingested = await runProduct(dataFolder, household, ['ingest', 'messages.jsonl'], databaseUrl)
  const seconds = (performance.now() - startedAt) / 1000
  const traces = ingested.output.split('\n').filter((line) => line !== '')
  if (traces.length === 0) throw new Error(`ingest failed: ${ingested.errors}`)
  const exported = await runProduct(dataFolder, household, ['export', '--format', 'jsonl'], databaseUrl)
  if (exported.code !== 0) throw new Error(`export failed: ${exported.errors}`)
  return {
    exported: readExport(exported.output),
    traces: traces.map((line) => JSON.parse(line)),
    seconds,
    errors: ingested.errors + exported.errors,
  }
}
