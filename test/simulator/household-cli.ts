import { makeHousehold } from './make-household.ts'
import { writeHousehold } from './truth.ts'

const [
  folder = '/tmp/simulator/household',
  type = 'classic',
  seed = '1',
  eventsPerDay = '9',
  days = '730',
  arrival = '{}',
] = process.argv.slice(2)
const { arrival: made, truth } = makeHousehold({
  seed: Number(seed),
  type,
  eventsPerDay: Number(eventsPerDay),
  days: Number(days),
  arrival: JSON.parse(arrival),
})
writeHousehold(folder, made, truth)
process.stdout.write(
  `${truth.world.entries.length} postings, ${truth.world.events.length} events, ${made.lines.length} messages, ${[...truth.sightings.values()].flat().length} sightings, ${truth.twins.size} twins\n`,
)
