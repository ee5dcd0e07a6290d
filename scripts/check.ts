// npm run check: everything a change must pass. Runs all parts, also after one has failed, with a line for each.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

type Part = { readonly name: string; readonly script: string; readonly options: readonly string[] }

const TSC = 'node_modules/typescript/bin/tsc'
const VITEST = 'node_modules/vitest/vitest.mjs'
const PARTS: readonly Part[] = [
  { name: 'types', script: TSC, options: ['--noEmit'] },
  { name: 'types of the dashboard', script: TSC, options: ['--noEmit', '-p', 'src/dashboard'] },
  { name: 'lint and format', script: 'node_modules/@biomejs/biome/bin/biome', options: ['check', '.'] },
  { name: 'import boundaries', script: VITEST, options: ['run', 'test/architecture.test.ts'] },
  { name: 'dead code', script: 'node_modules/knip/bin/knip.js', options: [] },
  { name: 'generated files', script: 'scripts/generate.ts', options: ['--check'] },
  { name: 'tests', script: 'scripts/test.ts', options: [] },
]

async function run(part: Part): Promise<{ isGood: boolean; output: string }> {
  const output: Buffer[] = []
  const child = spawn(process.execPath, [join(process.cwd(), part.script), ...part.options])
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { isGood: code === 0, output: Buffer.concat(output).toString().trimEnd() }
}

let failed = 0
for (const part of PARTS) {
  const { isGood, output } = await run(part)
  const counts = part.name === 'tests' ? `: ${output.split('\n').at(-1)}` : ''
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${part.name}${counts}`)
  if (!isGood) console.log(output.replaceAll(/^/gm, '       '))
  if (!isGood) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
