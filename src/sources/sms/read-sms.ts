import { plainName, SENDER_NAMES, SIM_NAMES, TEXT_NAMES, TIME_NAMES, WRAPPER_NAMES } from './field-names.ts'
import { undecorated } from './forwarder-text.ts'
import { readLenientJson } from './lenient-json.ts'
import type { RequestContent } from './request-fields.ts'
import { readSmsTime } from './sms-time.ts'

/** An SMS as an app posted it. */
export type ReadSms = {
  readonly text: string
  readonly sender: string | null
  /** An instant, a wall time without a zone, or null; see readSmsTime. */
  readonly sentAt: string | null
  /** Whether `sentAt` stays the same when the app posts the message again. */
  readonly isTimed: boolean
  /** The app, as far as it can be told, and the SIM. */
  readonly channel: string
}

/** What a request brings. `nothing`: an event that is no incoming SMS. `problem`: which field cannot be used, and why. */
export type SmsReading =
  | { readonly kind: 'messages'; readonly messages: readonly ReadSms[] }
  | { readonly kind: 'nothing'; readonly what: string }
  | { readonly kind: 'problem'; readonly field: string; readonly what: string }

const TEXT_LENGTH_MAX = 8_192
const SENDER_LENGTH_MAX = 100
const MESSAGES_MAX = 50
const DEPTH_MAX = 4

/** What the objects around a message say of it. */
type Surroundings = {
  readonly sender: string | null
  readonly time: Time | null
  readonly sim: string
  readonly app: string
}
type Time = { readonly sentAt: string; readonly isTimed: boolean }
type Fields = Readonly<Record<string, unknown>>

/** The messages of a request, whichever app sent it. Total: every content gives a reading. */
export function readSms(content: RequestContent): SmsReading {
  if (content.kind === 'problem') return content
  const query = byPlainName(content.query)
  const outer = surroundingsOf(query, { sender: null, time: null, sim: '', app: 'other' })
  if (content.kind === 'text') return readPlainText(content.text, outer)
  const { value } = content
  if (isFields(value)) {
    const event = eventProblem(value)
    if (event !== null) return event
    if (Object.keys(value).length === 0) return readValue(content.query, outer, '', 0)
  }
  return readValue(value, outer, '', 0)
}

/** Events of apps that tell of more than incoming messages. */
function eventProblem(value: Fields): SmsReading | null {
  const { event, type, data } = value
  if (typeof event === 'string' && /^[a-z]+:/u.test(event) && !/^(?:sms:received|mms:downloaded)$/u.test(event)) {
    return { kind: 'nothing', what: `event ${event.slice(0, 40)} is no incoming SMS` }
  }
  if (typeof value.specversion !== 'string' || typeof type !== 'string') return null
  if (type !== 'message.phone.received')
    return { kind: 'nothing', what: `type ${type.slice(0, 40)} is no incoming SMS` }
  if (isFields(data) && data.encrypted === true) {
    return {
      kind: 'problem',
      field: 'data.encrypted',
      what: 'must be false: switch end-to-end encryption off in the app',
    }
  }
  return null
}

function readPlainText(text: string, outer: Surroundings): SmsReading {
  const headed = /^\s*(?:from|sender)\s*:\s*([^\r\n]{1,100})\r?\n([\s\S]+)$/iu.exec(text)
  if (headed === null) return toReading(text, outer, 'body')
  return toReading(headed[2] ?? '', { ...outer, sender: senderOf(headed[1]) ?? outer.sender }, 'body')
}

function readValue(value: unknown, outer: Surroundings, path: string, depth: number): SmsReading {
  if (depth > DEPTH_MAX) return { kind: 'problem', field: path.slice(0, 60), what: 'lies too deep' }
  if (Array.isArray(value)) return readList(value, outer, path, depth)
  if (typeof value === 'string') return toReading(value, outer, path || 'body')
  if (!isFields(value)) return { kind: 'problem', field: path || 'body', what: 'is neither an object nor a text' }
  const fields = byPlainName(value)
  const around = surroundingsOf(fields, outer)
  for (const name of TEXT_NAMES) {
    const text = fields.get(name)
    if (typeof text?.value !== 'string' || text.value.trim() === '') continue
    const inner = nestedJson(text.value)
    const field = pathTo(path, text.name)
    return inner === null ? toReading(text.value, around, field) : readValue(inner, around, field, depth + 1)
  }
  for (const name of WRAPPER_NAMES) {
    const wrapped = fields.get(name)
    const inner = typeof wrapped?.value === 'string' ? nestedJson(wrapped.value) : wrapped?.value
    if (wrapped === undefined || typeof inner !== 'object' || inner === null) continue
    return readValue(inner, around, pathTo(path, wrapped.name), depth + 1)
  }
  return { kind: 'problem', field: pathTo(path, emptyTextName(fields)), what: missingText(value) }
}

function readList(list: readonly unknown[], outer: Surroundings, path: string, depth: number): SmsReading {
  if (list.length === 0) return { kind: 'problem', field: path || 'body', what: 'is an empty list' }
  if (list.length > MESSAGES_MAX) {
    return { kind: 'problem', field: path || 'body', what: `holds more than ${MESSAGES_MAX} messages` }
  }
  const messages: ReadSms[] = []
  for (const [index, item] of list.entries()) {
    const reading = readValue(item, outer, pathTo(path, String(index)), depth + 1)
    if (reading.kind !== 'messages') return reading
    messages.push(...reading.messages)
  }
  return { kind: 'messages', messages }
}

function toReading(given: string, around: Surroundings, field: string): SmsReading {
  const { sender, time, app, sim } = around
  const text = undecorated(given, sender).trim()
  if (text === '') return { kind: 'problem', field, what: 'is empty' }
  if (text.length > TEXT_LENGTH_MAX) {
    return { kind: 'problem', field, what: `is longer than ${TEXT_LENGTH_MAX} characters` }
  }
  if (isPlaceholder(text)) {
    return { kind: 'problem', field, what: 'is a placeholder that the app did not replace: insert the variable itself' }
  }
  const channel = sim === '' ? app : `${app}/${sim}`
  return {
    kind: 'messages',
    messages: [{ text, sender, sentAt: time?.sentAt ?? null, isTimed: time?.isTimed ?? false, channel }],
  }
}

type Named = ReadonlyMap<string, { readonly name: string; readonly value: unknown }>

function byPlainName(fields: Fields): Named {
  return new Map(Object.entries(fields).map(([name, value]) => [plainName(name), { name, value }]))
}

function surroundingsOf(fields: Named, outer: Surroundings): Surroundings {
  const app = appOf(fields) ?? outer.app
  const sender = firstOf(SENDER_NAMES, fields, senderOf)
  const sim = firstOf(SIM_NAMES, fields, (value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : null,
  )
  return { app, sender: sender ?? outer.sender, sim: sim ?? outer.sim, time: timeOf(fields, app) ?? outer.time }
}

/** Fields that only one app has. */
function appOf(fields: Named): string | null {
  if (fields.has('event') && fields.has('payload')) return 'sms-gate'
  if (fields.has('specversion')) return 'httpsms'
  if (fields.has('sentstamp') || fields.has('receivedstamp')) return 'sms-to-url'
  return fields.has('sign') || fields.has('orgcontent') || fields.has('devicemark') ? 'sms-forwarder' : null
}

function timeOf(fields: Named, app: string): Time | null {
  for (const name of TIME_NAMES) {
    const sentAt = readSmsTime(fields.get(name)?.value)
    // SmsForwarder's `timestamp` is when it posts, which another try changes; a CloudEvent's `time` is when it was made.
    const isTimed = !(app === 'sms-forwarder' && name === 'timestamp')
    if (sentAt !== null && !(app === 'httpsms' && name === 'time')) return { sentAt, isTimed }
  }
  const joined = readSmsTime(`${fields.get('date')?.value ?? ''} ${fields.get('time')?.value ?? ''}`)
  return joined === null ? null : { sentAt: joined, isTimed: true }
}

function firstOf<T>(names: readonly string[], fields: Named, read: (value: unknown) => T | null): T | null {
  for (const name of names) {
    const found = read(fields.get(name)?.value)
    if (found !== null) return found
  }
  return null
}

function senderOf(value: unknown): string | null {
  if (isFields(value)) return firstOf(['name', 'number', 'address', 'phonenumber'], byPlainName(value), senderOf)
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value).trim()
  return text === '' || text.length > SENDER_LENGTH_MAX || isPlaceholder(text) ? null : text
}

/** The object or list that a text holds as JSON; null for any other text. */
function nestedJson(text: string): object | null {
  if (!/^\s*[{[]/u.test(text)) return null
  const value = readLenientJson(text.trim())
  return typeof value === 'object' && value !== null ? value : null
}

/** `%text%`, `[content]`, `{sms_message}`: an automation that sends the word for the thing. */
function isPlaceholder(text: string): boolean {
  return /^(?:%[a-z_]{2,20}%?|\[[a-z_]{2,20}\]|\{{1,2}\s?[a-z_.]{2,30}\s?\}{1,2}|<[a-z_ ]{2,20}>|shortcut input)$/iu.test(
    text,
  )
}

function emptyTextName(fields: Named): string {
  const found = TEXT_NAMES.map((name) => fields.get(name)).find((field) => field !== undefined)
  return found?.name ?? 'text'
}

function missingText(value: Fields): string {
  const names = Object.keys(value).slice(0, 10)
  const had = names.length === 0 ? 'no fields' : names.map((name) => name.slice(0, 30)).join(', ')
  return `is missing or empty: the SMS belongs in text, message, body, content or sms; came with ${had}`
}

function pathTo(path: string, name: string): string {
  return path === '' ? name.slice(0, 60) : `${path}.${name.slice(0, 60)}`
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
