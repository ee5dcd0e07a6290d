import { bookGaps } from './booked-gaps.ts'

// node gaps-bench.ts [SEED] [EVENTS PER DAY]: what reconcile says of ninety days with a message missing on each.
const [seed = '1', eventsPerDay = '8'] = process.argv.slice(2)
const { misses, ...score } = await bookGaps(Number(seed), Number(eventsPerDay))
process.stdout.write(`${JSON.stringify(score)}\n${misses.map((miss) => `${miss}\n`).join('')}`)
