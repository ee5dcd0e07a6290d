import { CHANNELS } from '../../domain/alert.ts'
import { IGNORE_REASONS } from '../../domain/outcome.ts'
import { STATEMENT_FIELDS } from '../bank-format.ts'

/** Says what is wrong with a value, each problem with the place it stands in (`layouts[0].sample`). */
export type Check = (value: unknown, place: string) => string[]

/** Enough for any bank; a sample is as long as an alert. */
const TEXT_MAX = 4_000
const LIST_MAX = 500

const text: Check = (value, place) => {
  if (typeof value !== 'string' || value.trim() === '') return [`${place} must be a text`]
  return value.length > TEXT_MAX ? [`${place} is longer than ${TEXT_MAX} characters`] : []
}

const matching =
  (pattern: RegExp, words: string): Check =>
  (value, place) =>
    typeof value === 'string' && pattern.test(value) ? [] : [`${place} must be ${words}`]

const oneOf = (options: readonly string[]): Check => {
  return (value, place) => {
    return typeof value === 'string' && options.includes(value) ? [] : [`${place} must be one of ${options.join(', ')}`]
  }
}

const timeZone: Check = (value, place) => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(String(value))
    return []
  } catch {
    // not a zone that this machine knows
    return [`${place} must be an IANA time zone such as Africa/Lagos`]
  }
}

const listOf =
  (check: Check, min: number): Check =>
  (value, place) => {
    if (!Array.isArray(value) || value.length < min)
      return [`${place} must be a list${min > 0 ? ' with an entry' : ''}`]
    if (value.length > LIST_MAX) return [`${place} has more than ${LIST_MAX} entries`]
    return value.flatMap((item, index) => check(item, `${place}[${index}]`))
  }

/** Every key that is missing, unknown or wrong. Keys that end in `?` may be absent. */
const object = (checks: Readonly<Record<string, Check>>): Check => {
  const known = new Map(Object.entries(checks).map(([name, check]) => [name.replace('?', ''), check]))
  return (value, place) => {
    const within = place === '' ? '' : `${place}.`
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [`${place || 'it'} must be an object`]
    const given = Object.entries(value)
    const unknown = given.filter(([name]) => !known.has(name)).map(([name]) => `${within}${name} is not a known key`)
    const missing = Object.keys(checks)
      .filter((name) => !name.endsWith('?') && !Object.hasOwn(value, name))
      .map((name) => `${within}${name} is missing`)
    return [...unknown, ...missing, ...given.flatMap(([name, part]) => known.get(name)?.(part, within + name) ?? [])]
  }
}

const ID = matching(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'small letters, digits and dashes')
const CHANNEL = oneOf(['sms', 'email'])

const EVIDENCE = oneOf(['real', 'codebase', 'inferred'])
const DATES = oneOf(['day-first', 'month-first'])
const TEXTS = listOf(text, 1)

/** The problems of a bank file given as data: its keys and values, not yet its samples. */
export const checkShape: Check = object({
  id: matching(/^[a-z]{2}-[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'a country and a name, such as xx-acme'),
  name: text,
  country: matching(/^[A-Z]{2}$/u, 'two capitals (ISO 3166-1), such as NG'),
  currency: matching(/^[A-Z]{3}$/u, 'three capitals (ISO 4217), such as NGN'),
  'keepsOneCurrency?': (value, place) => (value === true ? [] : [`${place} must be true, or absent`]),
  timeZone,
  senders: listOf(object({ channel: CHANNEL, address: text }), 0),
  'numbers?': oneOf(['1,234.56', '1.234,56', '1 234,56']),
  'dates?': DATES,
  layouts: listOf(
    object({
      id: ID,
      channel: CHANNEL,
      evidence: EVIDENCE,
      sample: text,
      'direction?': oneOf(['debit', 'credit']),
      'rail?': oneOf(CHANNELS),
    }),
    1,
  ),
  'narrations?': listOf(object({ sample: text, 'rail?': oneOf(CHANNELS) }), 0),
  'ignore?': listOf(object({ id: ID, reason: oneOf(IGNORE_REASONS), sample: text }), 0),
  'statements?': object({
    evidence: EVIDENCE,
    'names?': TEXTS,
    'codes?': TEXTS,
    'columns?': listOf(TEXTS, 1),
    'headings?': object(Object.fromEntries(STATEMENT_FIELDS.map((field) => [`${field}?`, text]))),
    'marks?': TEXTS,
    'dates?': DATES,
    'savings?': object({ table: text, account: text }),
  }),
})
