// npm run bench -- categorize [--seeds N] [--first N] [--json]
//
// How well categories are learned from a person's labels, in order of time, beside three public classifiers (Debian's
// python3-sklearn; left out where it is not installed), and what is known without any history. Labels are wrong 1.5 % of the
// time; what is predicted is judged by the truth, without bank charges and salary. Nothing is learned while predicting.
import { parseArgs } from 'node:util'
import { Categorizer } from '../src/categories/categorizer.ts'
import { runBaselines } from './categorize/baselines.ts'
import { CITY, simulateHousehold } from './categorize/household.ts'
import { type Filed, file, interval, mark, type Said } from './categorize/judge.ts'
import type { Row } from './categorize/kinds.ts'
import { CITY_MEANINGS, TOWN_MEANINGS } from './categorize/meanings.ts'
import { simulateOther } from './categorize/other-household.ts'
import { OTHER_STYLES } from './categorize/other-styles.ts'
import { STYLES } from './categorize/styles.ts'
import { knownNames, unknownNames } from './categorize/without-history.ts'

const SIZES = [50, 200, 1_000, 5_000]
const ASKED = 2_000
const LEFT_OUT = new Set(['Bank charges', 'Salary', 'fees', 'salary'])
const THRESHOLDS = [0.95, 0.98, 0.99]
const GOAL = 0.6

type Result = {
  readonly size: number
  readonly ours: ReturnType<typeof mark>
  readonly peers: Readonly<Record<string, ReturnType<typeof mark>>> | null
  readonly filed: readonly Filed[]
  readonly learnMs: number
  readonly predictUs: number
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    first: { type: 'string', default: '101' },
    json: { type: 'boolean', default: false },
  },
})
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.first) + at)
const worlds: readonly { readonly name: string; readonly make: (seed: number) => Row[] }[] = [
  { name: 'household', make: (seed) => simulateHousehold(CITY, seed, 7_000) },
  {
    name: 'household of one bank',
    make: (seed) => simulateHousehold({ ...CITY, bankCount: 1, newShare: 0.03 }, seed, 7_000),
  },
  { name: 'kept aside', make: (seed) => simulateOther(seed) },
]

for (const { name, make } of worlds) {
  const results: Result[][] = []
  for (const seed of seeds) results.push(await measure(make(seed)))
  report(name, results)
}
withoutHistory()

async function measure(rows: readonly Row[]): Promise<Result[]> {
  const asked = SIZES.map((size) => rows.slice(size, size + ASKED))
  const peers = await runBaselines(SIZES.map((size, at) => ({ learn: rows.slice(0, size), ask: asked[at] ?? [] })))
  const categorizer = new Categorizer()
  let learned = 0
  return SIZES.map((size, at): Result => {
    const ask = asked[at] ?? []
    const start = cpuMs()
    const lessons = size - learned
    for (; learned < size; learned++) teach(categorizer, rows[learned])
    const taught = cpuMs()
    const said = ask.map((row): Said => answer(categorizer, row))
    const answered = cpuMs()
    const others = peers?.[at]
    return {
      size,
      ours: mark(ask, said, LEFT_OUT),
      peers:
        others === undefined
          ? null
          : Object.fromEntries(Object.entries(others).map(([name, one]) => [name, mark(ask, one, LEFT_OUT)])),
      filed: THRESHOLDS.map((threshold) => file(ask, said, LEFT_OUT, threshold)),
      learnMs: (taught - start) / lessons,
      predictUs: ((answered - taught) / ask.length) * 1_000,
    }
  })
}

/** Processor time of this process: other programs on the machine do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function teach(categorizer: Categorizer, row: Row | undefined): void {
  if (row === undefined) return
  categorizer.learn({ text: row.text, amountMinor: BigInt(row.amountMinor), direction: row.direction }, row.label)
}

function answer(categorizer: Categorizer, { text, amountMinor, direction }: Row): Said {
  const guess = categorizer.predict({ text, amountMinor: BigInt(amountMinor), direction })
  return { category: guess?.category ?? '', certainty: guess?.confidence ?? 0 }
}

function report(world: string, bySeed: readonly (readonly Result[])[]): void {
  if (values.json) print(JSON.stringify({ world, seeds, bySeed }))
  print(`\n${world}, seeds ${seeds.join(', ')}: mean over seeds, the next ${ASKED} judged`)
  for (const [at, size] of SIZES.entries()) {
    const all = bySeed.flatMap((results) => results[at] ?? [])
    const ours = `ours ${share(mean(all.map((one) => one.ours.accuracy)))} (macro-F1 ${share(mean(all.map((one) => one.ours.macroF1)))}, covers ${share(mean(all.map((one) => one.ours.coverage)))} at 98 %)`
    const time = `learn ${mean(all.map((one) => one.learnMs)).toFixed(2)} ms, predict ${mean(all.map((one) => one.predictUs)).toFixed(0)} µs`
    print(`  after ${String(size).padStart(5)}: ${ours}; ${time}`)
    print(`               ${peersLine(all)}`)
    print(`               ${filedLine(all)}`)
  }
}

function peersLine(all: readonly Result[]): string {
  if (all.some(({ peers }) => peers === null)) return 'public classifiers skipped: apt-get install python3-sklearn'
  const names = Object.keys(all[0]?.peers ?? {})
  const peer = (name: string, field: 'accuracy' | 'macroF1' | 'coverage') =>
    mean(all.map(({ peers }) => peers?.[name]?.[field] ?? 0))
  const ratios = all.map(
    ({ ours, peers }) => (1 - ours.accuracy) / (1 - Math.max(...names.map((name) => peers?.[name]?.accuracy ?? 0))),
  )
  const each = names.map(
    (name) =>
      `${name} ${share(peer(name, 'accuracy'))} (${share(peer(name, 'macroF1'))}, ${share(peer(name, 'coverage'))})`,
  )
  const ratio = mean(ratios)
  return `${each.join(', ')}; error ${ratio.toFixed(2)} of the best one's, goal ${GOAL}: ${ratio <= GOAL ? 'met' : 'missed'}`
}

/** What a person's chosen precision files, all seeds together, with the interval of what it turned out to be. */
function filedLine(all: readonly Result[]): string {
  const each = THRESHOLDS.map((threshold, at) => {
    const sum = { filed: 0, right: 0, of: 0 }
    for (const { filed } of all) {
      sum.filed += filed[at]?.filed ?? 0
      sum.right += filed[at]?.right ?? 0
      sum.of += filed[at]?.of ?? 0
    }
    if (sum.filed === 0) return `${threshold}: nothing`
    const [low, high] = interval(sum.right, sum.filed)
    return `${threshold}: files ${share(sum.filed / sum.of)}, right ${share(sum.right / sum.filed)} [${share(low)}–${share(high)}]`
  })
  return `chosen precision ${each.join('; ')}`
}

function withoutHistory(): void {
  print('\nwithout history')
  for (const [name, styles] of [
    ['ten banks', STYLES],
    ['styles kept aside', OTHER_STYLES],
  ] as const) {
    const { right, filed, of } = knownNames(styles)
    print(`  well-known names, ${name}: ${share(right / of)} right, ${share(1 - filed / of)} not known, of ${of}`)
  }
  // what no brand is named in is new to the shipped map
  const plain = {
    ...CITY,
    habits: CITY.habits.map((habit) => ({ ...habit, telling: habit.telling + habit.brands, brands: 0 })),
  }
  const usable = { ...plain, habits: plain.habits.filter(({ heads }) => heads !== '') }
  for (const [name, rows, meanings] of [
    ['household', simulateHousehold(usable, 9, 5_000), CITY_MEANINGS],
    ['kept aside', simulateOther(9, 5_000), TOWN_MEANINGS],
  ] as const) {
    const { right, filed, of } = unknownNames(rows, meanings)
    print(
      `  names never seen, ${name}: ${share(filed / of)} filed without asking, ${share(right / filed)} of it right, of ${of}`,
    )
  }
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

function share(value: number): string {
  return value.toFixed(3)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
