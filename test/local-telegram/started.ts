import { onTestFinished } from 'vitest'
import {
  type LocalTelegramOptions,
  type StartedLocalTelegram,
  startLocalTelegram,
} from '../../src/local-telegram/local-telegram.ts'
import type { Answer } from '../../src/local-telegram/refusal.ts'

/** A clock that a test moves by hand, in milliseconds since 1970. */
export function createClock(startMs = Date.UTC(2026, 10, 23, 9, 0, 0)): {
  now: () => number
  advance(ms: number): void
} {
  let nowMs = startMs
  return {
    now: () => nowMs,
    advance(ms) {
      nowMs += ms
    },
  }
}

/** A started local Telegram that closes with the test. */
export async function startForTest(options: LocalTelegramOptions = {}): Promise<StartedLocalTelegram> {
  const telegram = await startLocalTelegram(options)
  onTestFinished(() => telegram.close())
  return telegram
}

/** Calls a method with a JSON body, without any client library, and gives the answer as it came. */
export async function call(
  telegram: StartedLocalTelegram,
  method: string,
  body: object = {},
  signal: AbortSignal | null = null,
): Promise<Answer> {
  const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  })
  return (await response.json()) as Answer
}

/** The result of a call that must succeed. */
export async function callOk<T>(telegram: StartedLocalTelegram, method: string, body: object = {}): Promise<T> {
  const answer = await call(telegram, method, body)
  if (!answer.ok) throw new Error(`${method} was refused: ${answer.description}`)
  return answer.result as T
}

/** The description of a call that must be refused. */
export async function refused(telegram: StartedLocalTelegram, method: string, body: object = {}): Promise<string> {
  const answer = await call(telegram, method, body)
  if (answer.ok) throw new Error(`${method} was not refused`)
  return `${answer.error_code} ${answer.description}`
}
