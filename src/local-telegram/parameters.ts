import { badRequest } from './refusal.ts'

/** One uploaded file of a multipart request. */
export type Upload = { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }

/** The parameters of one call, whichever encoding brought them; `uploads` by the name of their form field. */
export type Parameters = {
  readonly values: Readonly<Record<string, unknown>>
  readonly uploads: ReadonlyMap<string, Upload>
}

/** A text parameter; null when absent. Numbers and booleans become their text, as Telegram does. */
export function readText(parameters: Parameters, name: string): string | null {
  const value = parameters.values[name]
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw badRequest(`parameter "${name}" must be a string`)
}

/** A whole number; null when absent or empty. */
export function readInteger(parameters: Parameters, name: string): number | null {
  const text = readText(parameters, name)
  if (text === null || text === '') return null
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw badRequest(`parameter "${name}" must be an integer`)
  return value
}

/** A whole number that must be there. */
export function requireInteger(parameters: Parameters, name: string): number {
  const value = readInteger(parameters, name)
  if (value === null) throw badRequest(`parameter "${name}" is required`)
  return value
}

/** True only for a JSON true and for the words that Telegram takes as true. */
export function readBoolean(parameters: Parameters, name: string): boolean {
  return ['true', '1', 'yes', 'y', 't'].includes((readText(parameters, name) ?? '').trim().toLowerCase())
}

/** A structured parameter: already structured in a JSON body, JSON text in the other encodings; null when absent. */
export function readJson(parameters: Parameters, name: string): unknown {
  const value = parameters.values[name]
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name} JSON object`)
  }
}

/** A structured parameter that must be an object; null when absent. */
export function readObject(parameters: Parameters, name: string): Record<string, unknown> | null {
  const value = readJson(parameters, name)
  if (value === null) return null
  if (!isObject(value)) throw badRequest(`object expected as ${name}`)
  return value
}

/** A structured parameter that must be an array; null when absent. */
export function readArray(parameters: Parameters, name: string): unknown[] | null {
  const value = readJson(parameters, name)
  if (value === null) return null
  if (!Array.isArray(value)) throw badRequest(`array expected as ${name}`)
  return value
}

/** Whether a value read from JSON is an object (not null, not an array). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
