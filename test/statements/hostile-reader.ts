import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StatementReading } from '../../src/domain/statement.ts'
import { decodeReading } from '../../src/readers/codec.ts'
import { readStatementFile } from '../../src/readers/read-statement-file.ts'
import { packRequest } from '../../src/readers/request.ts'

/** With this in the environment files are read without any guard, and the tests of hostile files must fail. */
export const UNGUARDED = 'HOSTILE_FILES_UNGUARDED'

export const CONTEXT = { banks: [], currency: 'NGN', timeZone: 'Africa/Lagos', fileName: 'x' }

/** What became of a file: null for one that nothing but the test itself ended. */
export type HostileReading = { readonly reading: StatementReading | null; readonly peakMegabytes: number }

/** The machine that tests unguarded reading is not to be taken down by it. */
const STOP_MEGABYTES = 1_500
const STOP_MS = 25_000
const CHILD = fileURLToPath(new URL('./unguarded-child.ts', import.meta.url))
const OWN_CHILDREN = `/proc/${process.pid}/task/${process.pid}/children`

/** Reads a file as the program does, or without its guards, and watches the memory of the child that does it. */
export async function readHostile(bytes: Uint8Array, fileName: string): Promise<HostileReading> {
  const watch = watchMemory()
  try {
    const context = { ...CONTEXT, fileName }
    const reading =
      process.env[UNGUARDED] === '1'
        ? await readUnguarded(bytes, context, watch)
        : await readStatementFile(bytes, null, context)
    return { reading, peakMegabytes: watch.peak() }
  } finally {
    watch.stop()
  }
}

type Watch = { readonly peak: () => number; readonly stop: () => void }

/** The most memory that any child of this process has while it is watched, as far as is seen; 0 where the system does not tell. */
function watchMemory(): Watch {
  let peak = 0
  const timer = setInterval(() => {
    try {
      for (const pid of readFileSync(OWN_CHILDREN, 'utf8').trim().split(' ')) {
        const status = pid === '' ? '' : readFileSync(`/proc/${pid}/status`, 'utf8')
        peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1] ?? 0) / 1_024)
      }
    } catch {
      // The child has ended in the meantime, or the system does not tell.
    }
  }, 10)
  return { peak: () => peak, stop: () => clearInterval(timer) }
}

async function readUnguarded(
  bytes: Uint8Array,
  context: typeof CONTEXT,
  watch: Watch,
): Promise<StatementReading | null> {
  const child = spawn(process.execPath, ['--no-warnings', '--max-old-space-size=4096', CHILD], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const stop = (): void => {
    child.kill('SIGKILL')
  }
  const timer = setTimeout(stop, STOP_MS)
  const memory = setInterval(() => watch.peak() > STOP_MEGABYTES && stop(), 10)
  child.stdin.on('error', () => {})
  for (const part of packRequest({ password: null, context, isCut: false }, bytes)) child.stdin.write(part)
  child.stdin.end()
  try {
    const chunks: Buffer[] = []
    for await (const chunk of child.stdout) chunks.push(chunk as Buffer)
    return decodeReading(Buffer.concat(chunks).toString('utf8'))
  } catch {
    // What a child that was stopped had written is no reading.
    return null
  } finally {
    clearTimeout(timer)
    clearInterval(memory)
    stop()
  }
}
