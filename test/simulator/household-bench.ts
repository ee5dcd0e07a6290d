import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeHousehold } from './make-household.ts'
import { book, scoreHousehold } from './score-household.ts'
import { causes, figures } from './score-report.ts'
import { writeHousehold } from './truth.ts'

const [reportFile = 'report.md', type = 'classic', seed = '1', eventsPerDay = '2', days = '120', arrival = '{}'] =
  process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'household-'))
const household = makeHousehold({
  seed: Number(seed),
  type,
  eventsPerDay: Number(eventsPerDay),
  days: Number(days),
  arrival: JSON.parse(arrival),
})
writeHousehold(folder, household.arrival, household.truth)
const { exported, traces, seconds, errors } = await book(folder, join(folder, 'data'))
const { duplicates, events } = scoreHousehold(exported, household.truth)
const outcomes = Object.entries(Object.groupBy(traces, ({ outcome, error }) => outcome ?? `error: ${error}`))
  .map(([name, of]) => `${name} ${of?.length}`)
  .join(', ')
const title = `${type}, seed ${seed}, ${eventsPerDay} events a day, ${days} days, ${arrival}`
const summary = `${figures(title, duplicates, events)}\n${household.arrival.lines.length} messages; ingest ${seconds.toFixed(1)} s; outcomes: ${outcomes}\n`
process.stdout.write(summary)
process.stderr.write(errors.slice(0, 2_000))
writeFileSync(reportFile, `${summary}\n${causes([...duplicates.faults, ...events.faults], exported, household.truth)}`)
if (process.env.KEEP === undefined) rmSync(folder, { recursive: true, force: true })
else process.stdout.write(`${folder}\n`)
