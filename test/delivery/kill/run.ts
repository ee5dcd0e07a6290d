import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startLocalTelegram } from '../../../src/local-telegram/local-telegram.ts'
import { freshDatabase } from '../../support/database.ts'
import { createRandom } from '../support.ts'
import { checkLedgers, countWaiting, type Findings } from './checker.ts'
import { makeTruth } from './truth.ts'

const PROGRAM = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))
const OWNERS = [501, 502, 503]

export type KillRun = Findings & {
  readonly kills: number
  /** Kills that struck while there was still something to do. */
  readonly killsUnderWay: number
  readonly unconfirmedUpdates: number
  /** Messages that reached a chat, beyond one for each sent call. */
  readonly repeatedReplies: number
}

/**
 * Sends `updates` messages to the program, which is killed (SIGKILL) `kills` times at moments chosen by `seed`, lets a last
 * process finish, and gives what became of them.
 */
export async function runWithKills(options: { updates: number; kills: number; seed: number }): Promise<KillRun> {
  const random = createRandom(options.seed)
  const fresh = await freshDatabase()
  const superuser = fresh.superuserConnectionString ?? fresh.connectionString
  const telegram = await startLocalTelegram()
  const truth = makeTruth(options.updates, OWNERS)
  const people = new Map(OWNERS.map((id) => [id, telegram.user(id)]))
  const folder = await mkdtemp(join(tmpdir(), 'expense-tracker-kill-'))
  const environment = {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    DATABASE_URL: fresh.connectionString,
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('base64'),
    OWNER_TELEGRAM_IDS: OWNERS.join(','),
    LOG_LEVEL: 'warn',
  }
  let sent = 0
  let killsUnderWay = 0
  let program: Program | null = null
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      // A share before each kill, so that there is work at every moment; the rest may still wait from before. Every other
      // share finds the program about to poll: the kill then strikes while it is being taken in, handled and answered.
      const upTo = Math.ceil((options.updates * kill) / options.kills)
      const share = truth.slice(sent, upTo)
      const send = () => {
        for (const message of share) people.get(message.senderId)?.sendText(message.text)
      }
      const isSentLate = kill % 2 === 0
      if (!isSentLate) send()
      telegram.clearCalls()
      program = await startProgram(environment, folder)
      await program.isServing
      if (isSentLate) {
        await telegram.waitForCall((call) => call.method === 'deleteWebhook', { timeoutMs: 30_000 })
        send()
      }
      sent = upTo
      await pause(random() * (isSentLate ? 250 : 1_200))
      const isIdle = telegram.pendingUpdates().length === 0 && (await countWaiting(superuser)) === 0
      if (!isIdle) killsUnderWay += 1
      await program.kill()
    }
    program = await startProgram(environment, folder)
    await program.isServing
    await telegram.waitForNoPendingUpdates({ timeoutMs: 60_000 })
    while ((await countWaiting(superuser)) > 0) await pause(100)
    await program.kill()
    const findings = await checkLedgers(superuser, truth)
    const replies = OWNERS.flatMap((id) => telegram.messages(id).filter((message) => message.fromBot)).length
    const unconfirmedUpdates = telegram.pendingUpdates().length
    const repeatedReplies = replies - findings.sentCalls
    return { ...findings, kills: options.kills, killsUnderWay, unconfirmedUpdates, repeatedReplies }
  } finally {
    await program?.kill()
    await telegram.close()
    await fresh.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A run of the program. */
export type Program = {
  /** Settles at the first line the program writes for its user; rejects with its errors when it ends before. */
  readonly isServing: Promise<void>
  kill(): Promise<void>
}

export async function startProgram(environment: Readonly<Record<string, string>>, folder: string): Promise<Program> {
  const [port, metricsPort] = await Promise.all([freePort(), freePort()])
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...environment, PORT: port, METRICS_PORT: metricsPort },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = endOf(child)
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const serving = Promise.withResolvers<void>()
  child.stdout.once('data', () => serving.resolve())
  void ended.then(() => serving.reject(new Error(`the program ended: ${errors}`)))
  // Who does not wait for it (a program killed early) is not told.
  serving.promise.catch(() => {})
  return {
    isServing: serving.promise,
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return String(port)
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()))
}
