import { setTimeout as pause } from 'node:timers/promises'
import { checkLedgers, countWaiting } from '../delivery/kill/checker.ts'
import type { KillRun } from '../delivery/kill/run.ts'
import { makeTruth } from '../delivery/kill/truth.ts'
import { createRandom } from '../delivery/support.ts'
import { type Role, startProcesses } from './processes.ts'

const OWNERS = [501, 502, 503]

/**
 * Sends `updates` messages to processes of these roles, of which each of `victims` in turn is killed (SIGKILL) at a moment chosen by
 * `seed` and started again, lets them finish, and gives what became of the messages.
 */
export async function runRolesWithKills(options: {
  readonly updates: number
  readonly victims: readonly Role[]
  readonly roles?: readonly Role[]
  readonly seed: number
}): Promise<KillRun> {
  const { updates, victims, roles } = options
  const random = createRandom(options.seed)
  const truth = makeTruth(updates, OWNERS)
  const processes = await startProcesses({ ownerIds: OWNERS, ...(roles === undefined ? {} : { roles }) })
  const { telegram, connectionString } = processes
  const people = new Map(OWNERS.map((id) => [id, telegram.user(id)]))
  let killsUnderWay = 0
  try {
    for (const [at, victim] of victims.entries()) {
      const share = truth.slice(
        Math.ceil((updates * at) / victims.length),
        Math.ceil((updates * (at + 1)) / victims.length),
      )
      for (const message of share) people.get(message.senderId)?.sendText(message.text)
      await pause(random() * 400)
      const isIdle = telegram.pendingUpdates().length === 0 && (await countWaiting(connectionString)) === 0
      if (!isIdle) killsUnderWay += 1
      await processes.killAndRestart(victim)
    }
    await telegram.waitForNoPendingUpdates({ timeoutMs: 60_000 })
    while ((await countWaiting(connectionString)) > 0) await pause(50)
    const findings = await checkLedgers(connectionString, truth)
    const replies = OWNERS.flatMap((id) => telegram.messages(id).filter((message) => message.fromBot)).length
    return {
      ...findings,
      kills: victims.length,
      killsUnderWay,
      unconfirmedUpdates: telegram.pendingUpdates().length,
      repeatedReplies: replies - findings.sentCalls,
    }
  } finally {
    await processes.close()
  }
}
