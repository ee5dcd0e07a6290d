import { setTimeout as pause } from 'node:timers/promises'
import { checkLedgers, countWaiting } from '../delivery/kill/checker.ts'
import type { KillRun } from '../delivery/kill/run.ts'
import { makeTruth } from '../delivery/kill/truth.ts'
import { createRandom } from '../delivery/support.ts'
import type { Processes, Role } from './processes.ts'

/**
 * Sends `updates` messages of `ownerIds` to processes that have handled none yet, of which each of `victims` in turn is killed
 * (SIGKILL) at a moment chosen by `seed` and started again, lets them finish, and gives what became of the messages.
 */
export async function killUnderLoad(
  { telegram, connectionString, killAndRestart }: Processes,
  options: {
    readonly ownerIds: readonly number[]
    readonly updates: number
    readonly victims: readonly Role[]
    readonly seed: number
  },
): Promise<KillRun> {
  const { ownerIds, updates, victims } = options
  const random = createRandom(options.seed)
  const truth = makeTruth(updates, ownerIds)
  const people = new Map(ownerIds.map((id) => [id, telegram.user(id)]))
  const isIdle = async () => telegram.pendingUpdates().length === 0 && (await countWaiting(connectionString)) === 0
  let killsUnderWay = 0
  for (const [at, victim] of victims.entries()) {
    const upTo = (share: number) => Math.ceil((updates * share) / victims.length)
    for (const message of truth.slice(upTo(at), upTo(at + 1))) people.get(message.senderId)?.sendText(message.text)
    await pause(random() * 400)
    if (!(await isIdle())) killsUnderWay += 1
    await killAndRestart(victim)
  }
  while (!(await isIdle())) await pause(50)
  const findings = await checkLedgers(connectionString, truth)
  const replies = ownerIds.flatMap((id) => telegram.messages(id).filter((message) => message.fromBot)).length
  return {
    ...findings,
    kills: victims.length,
    killsUnderWay,
    unconfirmedUpdates: telegram.pendingUpdates().length,
    repeatedReplies: replies - findings.sentCalls,
  }
}
