// npm run bench -- household [--type T] [--seed N] [--events PER DAY] [--days N] [--arrival JSON] [--report FILE]
// npm run bench -- household --write FOLDER …   only writes messages.jsonl, statements and truth.jsonl
// npm run bench -- household --gaps …           what reconcile says when a message a day is missing
//
// How right the ledger is for a simulated household (test/simulator). The report lists the wrong cases by cause with examples.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bookGaps } from '../test/simulator/booked-gaps.ts'
import { bookHousehold } from '../test/simulator/booked-household.ts'
import { makeHousehold } from '../test/simulator/make-household.ts'
import { causes, figures } from '../test/simulator/score-report.ts'
import { writeHousehold } from '../test/simulator/truth.ts'

const { values } = parseArgs({
  options: {
    type: { type: 'string', default: 'classic' },
    seed: { type: 'string', default: '1' },
    events: { type: 'string', default: '3' },
    days: { type: 'string', default: '150' },
    arrival: { type: 'string', default: '{}' },
    report: { type: 'string' },
    write: { type: 'string' },
    gaps: { type: 'boolean', default: false },
  },
})
const plan = {
  seed: Number(values.seed),
  type: values.type,
  eventsPerDay: Number(values.events),
  days: Number(values.days),
  arrival: JSON.parse(values.arrival),
}

if (values.gaps) await showGaps()
else if (values.write !== undefined) write(values.write)
else await showHousehold()

async function showGaps(): Promise<void> {
  const { misses, ...score } = await bookGaps(plan.seed, plan.eventsPerDay)
  process.stdout.write(`${JSON.stringify(score)}\n${misses.map((miss) => `${miss}\n`).join('')}`)
}

function write(folder: string): void {
  const { arrival, truth } = makeHousehold(plan)
  writeHousehold(folder, arrival, truth)
  process.stdout.write(`${truth.world.entries.length} postings, ${arrival.lines.length} messages in ${folder}\n`)
}

async function showHousehold(): Promise<void> {
  const { truth, messages, booked, score } = await bookHousehold(plan)
  const outcomes = Object.entries(Object.groupBy(booked.traces, ({ outcome, error }) => outcome ?? `error: ${error}`))
  const counts = outcomes.map(([name, of]) => `${name} ${of?.length}`).join(', ')
  const title = `${plan.type}, seed ${plan.seed}, ${plan.eventsPerDay} events a day, ${plan.days} days, ${values.arrival}`
  const took = `${messages} messages; ingest ${booked.seconds.toFixed(1)} s; outcomes: ${counts}`
  const summary = `${figures(title, score.duplicates, score.events)}\n${took}\n`
  process.stdout.write(summary)
  process.stderr.write(booked.errors.slice(0, 2_000))
  const faults = [...score.duplicates.faults, ...score.events.faults]
  if (values.report !== undefined) writeFileSync(values.report, `${summary}\n${causes(faults, booked.exported, truth)}`)
}
