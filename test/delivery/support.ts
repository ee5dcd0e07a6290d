import { randomBytes, randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createVault, type Vault } from '../../src/db/vault.ts'
import type { TelegramUpdate } from '../../src/delivery/door.ts'
import type { Redact } from '../../src/delivery/redact-update.ts'
import type { Sleep } from '../../src/delivery/waiting.ts'
import type { Clock, LogFields, Logger } from '../../src/domain/ports.ts'

export const BOT_ID = 7_000_000_001n

/** Lines as `message fields`, for tests that look at what was logged. */
export function createTestLogger(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = []
  const write = (fields: LogFields, message: string) => {
    const shown = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`)
    lines.push([message, ...shown].join(' '))
  }
  return { logger: { debug: write, info: write, warn: write, error: write }, lines }
}

/** A clock that only sleeping moves, and a sleep that takes no time but a turn of the event loop. */
export function createTestTime(): { readonly clock: Clock; readonly sleep: Sleep; readonly sleptMs: number[] } {
  let now = Temporal.Instant.from('2026-08-12T09:36:00Z')
  const sleptMs: number[] = []
  return {
    clock: { now: () => now },
    sleptMs,
    sleep: async (milliseconds, signal) => {
      await nextTurn()
      if (signal?.aborted === true) return
      now = now.add({ milliseconds })
      sleptMs.push(milliseconds)
    },
  }
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A vault with a key of its own. */
export function createTestVault(): Vault {
  return createVault(randomBytes(32))
}

/** Numbers from 0 to 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Takes six digits after the letters OTP for a one-time code. */
export const redactSixDigits: Redact = (text) => {
  const replaced = text.replace(/(OTP\D{0,20})\d{6}/g, '$1one-time code')
  return { text: replaced, found: replaced !== text }
}

export const redactNothing: Redact = (text) => ({ text, found: false })

/** A private message. */
export function messageUpdate(updateId: number, senderId: number, text: string): TelegramUpdate {
  const from = { id: senderId, is_bot: false, first_name: 'Ada' }
  const chat = { id: senderId, type: 'private', first_name: 'Ada' }
  return { update_id: updateId, message: { message_id: updateId, date: 1_786_500_000, from, chat, text } }
}

export function newHolder(): string {
  return randomUUID()
}
