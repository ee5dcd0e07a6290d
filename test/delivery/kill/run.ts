import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startLocalTelegram } from '../../../src/local-telegram/local-telegram.ts'
import { freshDatabase } from '../../support/database.ts'
import { createRandom } from '../support.ts'
import { checkLedgers, type Findings } from './checker.ts'
import { makeTruth } from './truth.ts'

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url))
const SENDERS = [501, 502, 503]

export type KillRun = Findings & {
  readonly kills: number
  /** Kills that struck while there was still something to do. */
  readonly killsUnderWay: number
  readonly unconfirmedUpdates: number
  /** Messages that reached a chat, beyond one for each sent call. */
  readonly repeatedReplies: number
}

/**
 * Sends `updates` messages to a bot that is killed (SIGKILL) `kills` times at moments chosen by `seed`, lets a last process
 * finish, and gives what became of them.
 */
export async function runWithKills(options: { updates: number; kills: number; seed: number }): Promise<KillRun> {
  const random = createRandom(options.seed)
  const fresh = await freshDatabase()
  const telegram = await startLocalTelegram()
  const truth = makeTruth(options.updates, SENDERS)
  const people = new Map(SENDERS.map((id) => [id, telegram.user(id)]))
  const places = {
    database: fresh.connectionString,
    api: telegram.apiRoot,
    token: telegram.token,
    key: randomBytes(32).toString('hex'),
    owners: SENDERS.join(','),
  }
  let sent = 0
  let killsUnderWay = 0
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      const child = startProgram({ ...places, ahead: '0' })
      await child.said('ready')
      // A share before each kill, so that there is work at every moment; the rest may still wait from before.
      const upTo = Math.ceil((options.updates * kill) / options.kills)
      for (; sent < upTo; sent += 1) {
        const message = truth[sent]
        if (message !== undefined) people.get(message.senderId)?.sendText(message.text)
      }
      await pause(random() * 900)
      if (!child.hasSaid('drained')) killsUnderWay += 1
      await child.kill()
    }
    // What a killed process was sending is held for it for a while: for the last process that time has passed.
    const last = startProgram({ ...places, ahead: '120' })
    await telegram.waitForNoPendingUpdates({ timeoutMs: 120_000 })
    await last.saidAgain('drained')
    await last.kill()
    const findings = await checkLedgers(fresh.superuserConnectionString ?? fresh.connectionString, truth)
    const replies = SENDERS.flatMap((id) => telegram.messages(id).filter((message) => message.fromBot)).length
    const unconfirmedUpdates = telegram.pendingUpdates().length
    const repeatedReplies = replies - findings.sentCalls
    return { ...findings, kills: options.kills, killsUnderWay, unconfirmedUpdates, repeatedReplies }
  } finally {
    await telegram.close()
    await fresh.close()
  }
}

type Program = {
  said(word: string): Promise<void>
  /** Said from now on. */
  saidAgain(word: string): Promise<void>
  hasSaid(word: string): boolean
  kill(): Promise<void>
}

function startProgram(options: Readonly<Record<string, string>>): Program {
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = endOf(child)
  const words: string[] = []
  const waiting = new Set<() => void>()
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  createInterface(child.stdout).on('line', (line) => {
    words.push(line)
    for (const look of waiting) look()
  })
  const saidFrom = (word: string, from: number): Promise<void> => {
    const heard = new Promise<void>((resolve) => {
      const look = () => {
        if (words.slice(from).includes(word)) resolve()
      }
      waiting.add(look)
      look()
    })
    const failed = ended.then(() => {
      throw new Error(`the program ended: ${errors}`)
    })
    return Promise.race([heard, failed])
  }
  return {
    said: (word) => saidFrom(word, 0),
    saidAgain: (word) => saidFrom(word, words.length),
    hasSaid: (word) => words.includes(word),
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()))
}
