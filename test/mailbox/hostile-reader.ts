import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { MailServerError, openFolder, type Patience } from '../../src/sources/mail/open-folder.ts'
import { readNew } from '../../src/sources/mail/read-new.ts'

/**
 * A process that reads from servers that misbehave, whose ports come as JSON in the first argument, while it reads a healthy
 * one again and again. Writes how each reading ended, how often the healthy one was read, and how far the memory that is held rose.
 */

const certificateAuthority = readFileSync(new URL('./certificates/ca.crt', import.meta.url), 'utf8')
const patience: Patience = { connectMs: 5_000, greetingMs: 2_000, silenceMs: 3_000, openingMs: 4_000, commandMs: 5_000 }

/** Hostile servers that are read at one time, beside the healthy one. */
const AT_ONCE = 3

async function read(port: number): Promise<string> {
  const destination = { host: 'localhost', addresses: ['127.0.0.1'], port }
  const opened = await openFolder(destination, { user: 'u', password: 'p' }, { certificateAuthority, patience })
  if (opened.kind === 'failed') return opened.step
  let mails = 0
  try {
    const position = { cursor: null, deferredUids: [] }
    const firstDay = Temporal.PlainDate.from('2026-08-01')
    for await (const batch of readNew(opened.folder, position, { addresses: ['gens@gtbank.com'], firstDay })) {
      mails += batch.mails.length
    }
    return `${mails} mails`
  } catch (error) {
    if (error instanceof MailServerError) return 'lost'
    throw error
  } finally {
    await opened.folder.close()
  }
}

const { healthy = 0, ...hostile } = JSON.parse(process.argv[2] ?? '{}') as Record<string, number>
// What is loaded and compiled at the first use is not what servers make us hold.
for (let time = 0; time < 5; time++) await read(healthy)
globalThis.gc?.()
const before = process.memoryUsage().rss
let peak = before
// What is garbage by then is not held: without this the figure says when V8 last felt like cleaning up.
const watching = setInterval(() => {
  globalThis.gc?.()
  peak = Math.max(peak, process.memoryUsage().rss)
}, 50)

const outcomes: Record<string, string> = {}
let healthyReads = 0
let isOver = false
const reading = (async () => {
  while (!isOver) {
    if ((await read(healthy)) === '1 mails') healthyReads += 1
    await pause(100)
  }
})()
const waiting = Object.entries(hostile)
const readOthers = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) outcomes[next[0]] = await read(next[1])
}
await Promise.all(Array.from({ length: AT_ONCE }, readOthers))
const alone = healthyReads
await pause(500)
isOver = true
await reading
clearInterval(watching)
process.stdout.write(
  `${JSON.stringify({ outcomes, healthyReads, healthyReadsAfter: healthyReads - alone, riseBytes: peak - before })}\n`,
)
