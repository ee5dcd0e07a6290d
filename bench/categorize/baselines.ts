import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Said } from './judge.ts'
import type { Row } from './kinds.ts'

/** Debian's own Python, the one that python3-sklearn is for. */
const PYTHON = '/usr/bin/python3'
const SCRIPT = fileURLToPath(new URL('baselines.py', import.meta.url))

export type Job = { readonly learn: readonly Row[]; readonly ask: readonly Row[] }

/** What the three public classifiers say for each job, by name; null where python3-sklearn is not installed. */
export async function runBaselines(jobs: readonly Job[]): Promise<Readonly<Record<string, readonly Said[]>>[] | null> {
  if (!existsSync(PYTHON)) return null
  const input = jobs.map(({ learn, ask }) =>
    JSON.stringify({
      texts: learn.map(({ text }) => text),
      labels: learn.map(({ label }) => label),
      ask: ask.map(({ text }) => text),
    }),
  )
  const output = await run(input.join('\n'))
  if (output === null) return null
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const byName: Record<string, { predicted: string[]; certainty: number[] }> = JSON.parse(line)
      return Object.fromEntries(
        Object.entries(byName).map(([name, { predicted, certainty }]) => [
          name,
          predicted.map((category, at): Said => ({ category, certainty: certainty[at] ?? 0 })),
        ]),
      )
    })
}

async function run(input: string): Promise<string | null> {
  const child = spawn(PYTHON, [SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] })
  // A Python without the package ends before it has read its input.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [output, errors] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
  ])
  const message = errors.join('')
  if (message.includes('ModuleNotFoundError')) return null
  if (output.length === 0) throw new Error(`the public classifiers failed: ${message}`)
  return output.join('')
}
