// npm test [-- PATH…] [-t NAME], npm run test:long: runs the tests and closes with one line of counts.
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { TestCase, TestModule, TestSuite, Vitest } from 'vitest/node'
import { startVitest } from 'vitest/node'

const LONG_TESTS = '**/*.long.test.ts'

/** Tests by what became of them. Whatever fails outside a test (a file, a hook, an unhandled error) is a failed one. */
type Counts = { passed: number; failed: number; skipped: number; readonly skippedTitles: string[] }

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { long: { type: 'boolean', default: false }, testNamePattern: { type: 'string', short: 't' } },
    allowPositionals: true,
  })
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, skippedTitles: [] }
  // A crash of the runner itself ends in the same line.
  process.on('uncaughtException', (error) => {
    console.error(error)
    counts.failed += 1
    finish(counts)
  })
  if (values.long) tryOtherInputs()
  let vitest: Vitest | undefined
  try {
    vitest = await startVitest('test', positionals, {
      watch: false,
      passWithNoTests: true,
      exclude: ['**/node_modules/**', ...(values.long ? [] : [LONG_TESTS])],
      reporters: ['default', { onTestRunEnd: (modules, errors) => count(counts, modules, errors.length) }],
      ...(values.testNamePattern === undefined ? {} : { testNamePattern: values.testNamePattern }),
    })
    await vitest.close()
  } catch (error) {
    console.error(error)
    counts.failed += 1
  }
  // Tests that a name pattern left out are not worth naming.
  if (values.testNamePattern !== undefined) counts.skippedTitles.length = 0
  finish(counts)
}

/** Lets properties try inputs no run had before, and more of them; the seed is printed, so that a failure can be repeated. */
function tryOtherInputs(): void {
  process.env.PROPERTY_SEED ??= String(randomInt(2 ** 31))
  process.env.PROPERTY_FACTOR ??= '10'
  console.log(`PROPERTY_SEED=${process.env.PROPERTY_SEED} PROPERTY_FACTOR=${process.env.PROPERTY_FACTOR}`)
}

function count(counts: Counts, modules: readonly TestModule[], unhandledErrors: number): void {
  counts.failed += unhandledErrors
  for (const module of modules) {
    for (const container of [module, ...module.children.allSuites()]) counts.failed += brokenOutsideTests(container)
    for (const test of module.children.allTests()) countTest(counts, test)
  }
}

/** 1 for a file that could not be read or a hook that failed, else 0. */
function brokenOutsideTests(container: TestModule | TestSuite): number {
  return container.errors().length > 0 ? 1 : 0
}

function countTest(counts: Counts, test: TestCase): void {
  const { state } = test.result()
  if (state === 'passed') counts.passed += 1
  else if (state === 'failed') counts.failed += 1
  else {
    counts.skipped += 1
    counts.skippedTitles.push(test.fullName)
  }
}

function finish(counts: Counts): never {
  for (const title of counts.skippedTitles) console.log(`skipped: ${title}`)
  const hasRun = counts.passed + counts.failed > 0
  if (!hasRun) console.log('No test was run.')
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  process.exit(hasRun && counts.failed === 0 ? 0 : 1)
}

await main()
