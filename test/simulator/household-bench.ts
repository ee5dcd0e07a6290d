import { writeFileSync } from 'node:fs'
import { bookHousehold } from './booked-household.ts'
import { causes, figures } from './score-report.ts'

// node household-bench.ts REPORT.md [TYPE] [SEED] [EVENTS PER DAY] [DAYS] [ARRIVAL AS JSON]: a household's figures and its wrong cases.
const [file = 'report.md', type = 'classic', seed = '1', eventsPerDay = '2', days = '120', arrival = '{}'] =
  process.argv.slice(2)
const plan = {
  seed: Number(seed),
  type,
  eventsPerDay: Number(eventsPerDay),
  days: Number(days),
  arrival: JSON.parse(arrival),
}
const { truth, messages, booked, score } = await bookHousehold(plan)
const outcomes = Object.entries(Object.groupBy(booked.traces, ({ outcome, error }) => outcome ?? `error: ${error}`))
const title = `${type}, seed ${seed}, ${eventsPerDay} events a day, ${days} days, ${arrival}`
const counts = outcomes.map(([name, of]) => `${name} ${of?.length}`).join(', ')
const summary = `${figures(title, score.duplicates, score.events)}\n${messages} messages; ingest ${booked.seconds.toFixed(1)} s; outcomes: ${counts}\n`
process.stdout.write(summary)
process.stderr.write(booked.errors.slice(0, 2_000))
writeFileSync(
  file,
  `${summary}\n${causes([...score.duplicates.faults, ...score.events.faults], booked.exported, truth)}`,
)
