import { randomBytes } from 'node:crypto'

/** All that a log may say about an error: nothing in it comes from a message, a parameter or a row. */
export type ErrorSummary = {
  /** Class names from the error to its innermost cause, such as `DrizzleQueryError/DatabaseError`. */
  readonly errorClass: string
  /** The first code found on that way: SQLSTATE, Node's code, or Telegram's error_code. */
  readonly errorCode: string | null
  /** File and line of ours that threw, such as `src/db/client.ts:42`, or null when none can be told safely. */
  readonly errorAt: string | null
  /** Eight hex digits; the same for the same error object, so that a person can be told where to look. */
  readonly errorId: string
}

const DEPTH_MAX = 8
const idsOfErrors = new WeakMap<object, string>()

/** What may be logged about `error`, whatever was thrown. Never its message, stack, parameters or other properties. */
export function summarizeError(error: unknown): ErrorSummary {
  const chain = causesOf(error)
  return {
    errorClass: chain.map(className).join('/'),
    errorCode: chain.map(codeOf).find((code) => code !== null) ?? null,
    errorAt: chain.map(placeOf).find((place) => place !== null) ?? null,
    errorId: idOf(error),
  }
}

/** The error and what caused it. grammY keeps the cause in `error`, everybody else in `cause`. */
function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  let current = error
  while (chain.length < DEPTH_MAX && !chain.includes(current)) {
    chain.push(current)
    const next = propertyOf(current, 'cause') ?? propertyOf(current, 'error')
    if (!(next instanceof Error)) break
    current = next
  }
  return chain
}

/** The name in the source, because the `name` property may be any text. */
function className(error: unknown): string {
  if (!(error instanceof Error)) return error === null ? 'null' : typeof error
  const name: unknown = Object.getPrototypeOf(error)?.constructor?.name
  return typeof name === 'string' && /^[A-Za-z_$][\w$]{0,60}$/.test(name) ? name : 'Error'
}

function codeOf(error: unknown): string | null {
  const code = propertyOf(error, 'code') ?? propertyOf(error, 'error_code')
  if (typeof code === 'number' && Number.isInteger(code) && code >= 100 && code <= 599) return String(code)
  if (typeof code !== 'string') return null
  // SQLSTATE; Node's EPIPE, ERR_… and UND_ERR_…
  return /^([0-9][0-9A-Z]{4}|[FHPX][0-9A-Z]\d{3}|E[A-Z]{2,20}|(UND_)?ERR_[A-Z_]{1,50})$/.test(code) ? code : null
}

/** Only frames below the message count, and only when V8's own header is there to tell where the message ends. */
function placeOf(error: unknown): string | null {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return null
  const header = /^[\w$ [\]]*(?:: )?/.exec(error.stack)?.[0] ?? ''
  const rest = error.stack.slice(header.length)
  if (!rest.startsWith(error.message)) return null
  const frames = rest.slice(error.message.length)
  if (!/^\n {4}at /.test(frames)) return null
  const match = /^ {4}at [^\n]*?\/(src\/[a-z0-9.-]+(?:\/[a-z0-9.-]+)*\.ts:\d+):\d+\)?$/m.exec(frames)
  return match?.[1] ?? null
}

function idOf(error: unknown): string {
  const fresh = randomBytes(4).toString('hex')
  if (typeof error !== 'object' || error === null) return fresh
  const known = idsOfErrors.get(error)
  if (known !== undefined) return known
  idsOfErrors.set(error, fresh)
  return fresh
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
