import type { Update } from 'grammy/types'
import type { Changes } from './changes.ts'
import { LIMITS } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { PendingUpdate, State } from './state.ts'

/** An update without its id: the queue numbers it. */
type NewUpdate = Omit<Update, 'update_id'>

/** What a getUpdates call asks for. */
type UpdateRequest = {
  readonly offset: number | null
  readonly limit: number
  readonly timeoutMs: number
  /** Aborted when the asker has gone away. */
  readonly signal: AbortSignal
}

/** The updates that wait for the bot, with Telegram's rules: confirmed by offset, kept 24 hours, one asker at a time. */
export type UpdateQueue = {
  /** Adds an update unless the bot did not subscribe to its type; gives back its id, or null when it was left out. */
  add(update: NewUpdate): number | null
  /** Adds an update as it is, with its own id. */
  addRaw(update: Update): void
  /** Answers a long poll; a second asker ends the first with a 409. */
  poll(request: UpdateRequest): Promise<readonly Update[]>
  /** The updates that wait now, oldest first. */
  pending(): readonly Update[]
  /** Removes updates with these ids. */
  remove(updateIds: ReadonlySet<number>): void
  /** Answers a waiting poll with what there is. */
  release(): void
  /** Releases a waiting poll and refuses later ones, as Telegram does while it restarts. */
  close(): void
}

type Waiting = { finish: () => void; refuse: (reason: Refusal) => void }

const LEFT_OUT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

/** The update queue over `state.updates`; `now` gives milliseconds of the server's clock. */
export function createUpdateQueue(state: State, changes: Changes, now: () => number): UpdateQueue {
  let waiting: Waiting | null = null
  let isClosed = false
  const expire = (): void => {
    const oldestMs = now() - LIMITS.updateKeptMs
    state.updates = state.updates.filter((pending) => pending.createdAtMs > oldestMs)
  }
  const addRaw = (update: Update): void => {
    state.updates.push({ update, createdAtMs: now() })
    changes.tell({ kind: 'updates' })
    waiting?.finish()
  }
  return {
    add(update) {
      if (!isWanted(state, update)) return null
      const id = state.nextUpdateId++
      addRaw({ update_id: id, ...update })
      return id
    },
    addRaw,
    poll(request) {
      if (isClosed) return Promise.reject(new Refusal(500, 'Internal Server Error: restart'))
      waiting?.refuse(terminatedByOther())
      expire()
      if (confirm(state, request.offset)) changes.tell({ kind: 'updates' })
      const take = (): Update[] => state.updates.slice(0, request.limit).map((pending) => pending.update)
      if (state.updates.length > 0 || request.timeoutMs === 0) return Promise.resolve(take())
      return wait(request, take, (next) => {
        waiting = next
      })
    },
    pending() {
      expire()
      return state.updates.map((pending) => pending.update)
    },
    remove(updateIds) {
      state.updates = state.updates.filter((pending) => !updateIds.has(pending.update.update_id))
      changes.tell({ kind: 'updates' })
    },
    release() {
      waiting?.finish()
    },
    close() {
      isClosed = true
      waiting?.finish()
    },
  }
}

/** What Telegram answers the asker that lost its place to another. */
export function terminatedByOther(): Refusal {
  const reason = 'terminated by other getUpdates request; make sure that only one bot instance is running'
  return new Refusal(409, `Conflict: ${reason}`)
}

function wait(
  request: UpdateRequest,
  take: () => Update[],
  setWaiting: (waiting: Waiting | null) => void,
): Promise<readonly Update[]> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      request.signal.removeEventListener('abort', finish)
      setWaiting(null)
    }
    const finish = (): void => {
      end()
      resolve(take())
    }
    const timer = setTimeout(finish, request.timeoutMs)
    request.signal.addEventListener('abort', finish, { once: true })
    setWaiting({
      finish,
      refuse: (reason) => {
        end()
        reject(reason)
      },
    })
  })
}

/**
 * Forgets what an offset confirms: everything before it in the queue. A negative offset keeps that many updates from
 * the end. Ids may jump down after a quiet week, so a place in the queue counts, not only the number. Gives whether
 * anything was forgotten.
 */
function confirm(state: State, offset: number | null): boolean {
  const before = state.updates.length
  state.updates = unconfirmed(state.updates, offset)
  return state.updates.length < before
}

function unconfirmed(updates: PendingUpdate[], offset: number | null): PendingUpdate[] {
  if (offset === null || offset === 0) return updates
  if (offset < 0) return updates.slice(offset)
  const place = updates.findIndex((pending) => pending.update.update_id === offset - 1)
  return place === -1 ? updates.filter((pending) => pending.update.update_id >= offset) : updates.slice(place + 1)
}

function isWanted(state: State, update: NewUpdate): boolean {
  const type = Object.keys(update)[0] ?? ''
  const allowed = state.allowedUpdates
  return allowed === null || allowed.length === 0 ? !LEFT_OUT_BY_DEFAULT.has(type) : allowed.includes(type)
}
