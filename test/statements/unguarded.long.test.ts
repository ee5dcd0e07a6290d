import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { UNGUARDED } from './hostile-reader.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const VITEST = fileURLToPath(import.meta.resolve('vitest/vitest.mjs'))

type Report = { readonly testResults: readonly { readonly assertionResults: readonly Assertion[] }[] }
type Assertion = { readonly title: string; readonly status: string }

function titlesOf({ testResults }: Report, status: string): string[] {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap((own) => (own.status === status ? [own.title] : [])),
  )
}

/** Runs the tests of hostile files in a process of their own and gives their report. */
function hostileTests(environment: Readonly<Record<string, string>>): Promise<Report> {
  const args = [VITEST, 'run', 'test/statements/hostile.test.ts', '-t', 'hostile files', '--reporter=json']
  return new Promise((resolve, reject) => {
    const options = { cwd: ROOT, env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, args, options, (error, stdout) => {
      const start = stdout.indexOf('{"')
      if (start < 0) reject(error ?? new Error('no report'))
      else resolve(JSON.parse(stdout.slice(start)))
    })
  })
}

it('the tests of hostile files fail where nothing guards the reader', async () => {
  const guarded = await hostileTests({})
  expect(titlesOf(guarded, 'failed')).toEqual([])
  const failed = titlesOf(await hostileTests({ [UNGUARDED]: '1' }), 'failed')
  expect(failed.length).toBeGreaterThanOrEqual(8)
  expect(failed).toEqual(
    expect.arrayContaining([
      'give nothing to book: an archive that unpacks to a thousand times its size',
      'give nothing to book: a workbook whose sheet unpacks to half a gigabyte',
      'give nothing to book: a workbook with a million rows',
      'give nothing to book: a PDF whose page unpacks to a gigabyte',
    ]),
  )
}, 1_800_000)
