import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url))
const START_LIMIT_MS = 60_000

/** How a program ended: its exit code (null when a signal killed it) and everything it wrote. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** The program as its user runs it: a process of its own with an embedded database in a folder of its own. */
export type Program = {
  /** The first match on standard output, now or as soon as it is written; rejects when the program ends before. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray>
  stdout(): string
  stderr(): string
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>
  readonly ended: Promise<Ended>
}

/** A folder for one installation, and its removal. */
export async function createDataFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'expense-tracker-e2e-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

/** Starts `src/main.ts` with free ports and nothing of this process's environment but PATH. */
export function startProgram(dataDir: string, environment: Readonly<Record<string, string>>): Program {
  const child = startNode('main.ts', [], dataDir, { PORT: '0', METRICS_PORT: '0', ...environment })
  const text = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (part: string) => {
      text[stream] += part
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...text })))
  const waitForOutput = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        listeners.delete(look)
        clearTimeout(timer)
        settle()
      }
      const look = (): void => {
        const match = pattern.exec(text.stdout)
        if (match !== null) finish(() => resolve(match))
      }
      const fail = (what: string) => finish(() => reject(new Error(`${what}: ${text.stdout}\n${text.stderr}`)))
      const timer = setTimeout(() => fail(`no ${pattern} in time`), START_LIMIT_MS)
      void ended.then(() => fail(`ended before ${pattern}`))
      listeners.add(look)
      look()
    })
  return {
    waitForOutput,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    ended,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** The program's command line on the same installation; rejects when it does not exit with 0. */
export async function runCommandLine(
  dataDir: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = startNode('cli/main.ts', args, dataDir, environment)
  let [stdout, stderr] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    stdout += part
  })
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    stderr += part
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')} exited with ${code}: ${stderr}`)
  return stdout
}

function startNode(
  file: string,
  args: readonly string[],
  dataDir: string,
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, [join(SOURCES, file), ...args], {
    cwd: dataDir,
    env: { PATH: process.env.PATH, HOME: dataDir, DATA_DIR: join(dataDir, 'data'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** A line of `export --format jsonl`, as far as these tests look at it. */
export type ExportedTransaction = {
  readonly id: string
  readonly kind: string
  readonly status: string
  readonly payee: string | null
  readonly postings: readonly { readonly account?: string; readonly category?: string; readonly amountMinor: string }[]
}

/** The ledger's transactions, opening balances left out. */
export async function exportLedger(dataDir: string): Promise<readonly ExportedTransaction[]> {
  const lines = (await runCommandLine(dataDir, ['export', '--format', 'jsonl'])).split('\n').filter(Boolean)
  return lines
    .map((line) => JSON.parse(line) as ExportedTransaction)
    .filter((transaction) => transaction.kind !== 'opening')
}
