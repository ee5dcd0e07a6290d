import type { PackMessage } from './make-pack.ts'
import type { Truth } from './mark.ts'

/** A line of input, or what is wrong with it. */
export type PackLine =
  | { readonly kind: 'message'; readonly id: string | null; readonly message: PackMessage }
  | { readonly kind: 'wrong'; readonly id: string | null; readonly why: string }

type Json = Readonly<Record<string, unknown>>

/**
 * Reads `{id?, sender?, text, expect?}`. `expect` says what is true of a message that nothing reads yet: `amountMinor`,
 * `direction` and `currency`, and as far as known `accountTail`, `balanceMinor`, `feeMinor`, `counterparty`, `narration`; a
 * key that is null says that the message does not state it, one that is left out says nothing.
 */
export function readPackMessage(line: string): PackLine {
  const fields = fromJson(line)
  if (fields === null) return { kind: 'wrong', id: null, why: 'it is not a JSON object' }
  const id = typeof fields.id === 'string' || typeof fields.id === 'number' ? String(fields.id) : null
  const { text, sender = null, expect } = fields
  if (typeof text !== 'string') return { kind: 'wrong', id, why: 'text is missing' }
  if (sender !== null && typeof sender !== 'string') return { kind: 'wrong', id, why: 'sender is not a text' }
  const truth = expect === undefined || expect === null ? null : readTruth(expect)
  if (typeof truth === 'string') return { kind: 'wrong', id, why: truth }
  return { kind: 'message', id, message: { text, sender, truth } }
}

function fromJson(line: string): Json | null {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : null
  } catch {
    // not JSON: the caller says so
    return null
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The truth, or what is wrong with it. */
function readTruth(expected: unknown): Truth | string {
  if (!isObject(expected)) return 'expect is not an object'
  const { direction, currency, amountMinor } = expected
  if (direction !== 'debit' && direction !== 'credit') return 'expect.direction must be debit or credit'
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/u.test(currency)) return 'expect.currency must be three capitals'
  const amount = minorUnits(amountMinor)
  if (amount === null || amount <= 0n) return 'expect.amountMinor must be a whole number above zero'
  const truth: { -readonly [Key in keyof Truth]: Truth[Key] } = { direction, currency, amountMinor: amount }
  for (const name of ['balanceMinor', 'feeMinor'] as const) {
    if (expected[name] === undefined) continue
    const minor = expected[name] === null ? null : minorUnits(expected[name])
    if (minor === null && expected[name] !== null) return `expect.${name} must be a whole number`
    truth[name] = minor
  }
  for (const name of ['accountTail', 'counterparty', 'narration'] as const) {
    const value = expected[name]
    if (value === undefined) continue
    if (value !== null && typeof value !== 'string') return `expect.${name} must be a text`
    truth[name] = value
  }
  return truth
}

function minorUnits(value: unknown): bigint | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^-?\d{1,18}$/u.test(text) ? BigInt(text) : null
}
