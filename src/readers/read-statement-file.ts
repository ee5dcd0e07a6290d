import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Refusal, StatementReading } from '../domain/statement.ts'
import type { StatementContext } from '../formats/statements/read-tables.ts'
import { decodeReading } from './codec.ts'
import { LIMITS } from './limits.ts'
import { packRequest } from './request.ts'

/** Bounds of one reading. */
export type ReadingLimits = {
  readonly [Name in 'heapMegabytes' | 'residentMegabytes' | 'textMs' | 'otherMs' | 'answerBytes']: number
}

const CHILD = fileURLToPath(new URL('./child/main.ts', import.meta.url))
const SOURCE = fileURLToPath(new URL('..', import.meta.url))
/** How often the child's memory is looked at. */
const WATCH_MS = 40

/**
 * Reads a statement file of any kind in a process of its own, so that no file can take down the caller, hold it up, or see
 * anything of the installation. The password is given to the child on its standard input and kept nowhere. Gives
 * `refused` for files that are no statements, damaged, or cost more than the limits.
 */
export async function readStatementFile(
  bytes: Uint8Array,
  password: string | null,
  context: StatementContext,
  limits: ReadingLimits = LIMITS,
): Promise<StatementReading> {
  const isCut = bytes.length > LIMITS.fileBytes
  const message = packRequest({ password, context, isCut }, isCut ? bytes.subarray(0, LIMITS.fileBytes) : bytes)
  const child = spawn(process.execPath, await childArguments(limits), {
    env: {},
    cwd: sep,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = guard(child, looksLikeText(bytes) ? limits.textMs : limits.otherMs, limits)
  const answer = collect(child, limits.answerBytes)
  // A child that was ended does not read on: its end says why.
  child.stdin?.on('error', () => {})
  for (const part of message) child.stdin?.write(part)
  child.stdin?.end()
  const [reason, text] = await Promise.all([ended, answer])
  if (reason === null && text !== null && text !== '') return decodeReading(text)
  return refusal(text === null ? 'too-large' : (reason ?? 'too-large'))
}

/** The child may read the program's own files, and nothing else: no network, no other process, no add-on, no writing. */
async function childArguments(limits: ReadingLimits): Promise<string[]> {
  const library = await realpath(fileURLToPath(import.meta.resolve('yauzl')))
  const packages = library.slice(0, library.lastIndexOf(`${sep}yauzl${sep}`))
  const readable = [SOURCE, join(SOURCE, '..', 'package.json'), join(SOURCE, '..', 'node_modules'), packages]
  return [
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    '--no-warnings',
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--max-semi-space-size=8',
    CHILD,
  ]
}

/** Resolves when the child has ended: with null where it ended well, with the reason where it was stopped or died. */
function guard(child: ChildProcess, milliseconds: number, limits: ReadingLimits): Promise<Refusal | null> {
  return new Promise((resolve, reject) => {
    let reason: Refusal | null = null
    const stop = (why: Refusal): void => {
      reason ??= why
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => stop('too-slow'), milliseconds)
    const watch = setInterval(() => {
      void residentMegabytes(child.pid).then((size) => size > limits.residentMegabytes && stop('too-large'))
    }, WATCH_MS)
    const finish = (): void => {
      clearTimeout(timer)
      clearInterval(watch)
    }
    child.on('error', (cause) => {
      finish()
      reject(new Error('the reader of statement files cannot be started', { cause }))
    })
    child.on('exit', (code, signal) => {
      finish()
      // Out of memory ends a process by a signal; anything else that is not a good end is a file it could not stand.
      resolve(reason ?? (code === 0 ? null : signal === null ? 'damaged' : 'too-large'))
    })
  })
}

/** What the process occupies, where the system tells; elsewhere the heap's limit alone holds. */
async function residentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) / 1_024
}

/** All the child writes, or null when it is more than `limit` bytes. */
async function collect(child: ChildProcess, limit: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of child.stdout ?? []) {
    size += (chunk as Buffer).length
    if (size > limit) {
      child.kill('SIGKILL')
      return null
    }
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Text may have a million lines and takes longer; packed and binary files are small. */
function looksLikeText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 512).some((byte) => byte < 9) && bytes[0] !== 0x25
}

function refusal(reason: Refusal): StatementReading {
  const words: Readonly<Record<Refusal, string>> = {
    'too-large': 'the file needs more memory than a statement may',
    'too-slow': 'the file takes longer to read than a statement may',
    damaged: 'the file cannot be read',
    'unknown-type': 'this is no kind of statement file that is known',
    'no-transactions': 'no list of transactions was found in the file',
    unsafe: 'the file is made to harm its reader',
  }
  return { kind: 'refused', reason, what: words[reason] }
}
