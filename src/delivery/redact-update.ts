/** Replaces one-time codes in a text by the words 'one-time code'; `found` tells whether there was one. */
export type Redact = (text: string) => { readonly text: string; readonly found: boolean }

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Fields = { readonly [key: string]: Json }

/** What Telegram and we use to find things again: changing it would break the answer, and no person writes it. */
const IDENTIFIERS: ReadonlySet<string> = new Set([
  'id',
  'type',
  'data',
  'chat_instance',
  'file_id',
  'file_unique_id',
  'inline_message_id',
  'media_group_id',
  'language_code',
  'mime_type',
])

/** Where the formatting of a text lies, when it is not `<key>_entities`. */
const ENTITIES_OF: ReadonlyMap<string, string> = new Map([['text', 'entities']])

const REPLACEMENT = 'one-time code'

/**
 * The update without one-time codes, and whether it held one. Every text in it is looked at, however deep, so that
 * a new kind of update is covered. A code found in one text is also taken out of the others (a quoted part, a copy button,
 * a link), where it may stand without the words that give it away. Formatting that the change touches is dropped, the
 * rest moves along.
 */
export function redactUpdate<T>(update: T, redact: Redact): { readonly update: T; readonly found: boolean } {
  const codes = new Set<string>()
  // Rich texts come in pieces: a code and the words around it may lie in different strings.
  const joined = joinedTexts(update as Json)
  for (const text of joined) collectCodes(text, redact, codes)
  const change = (text: string): string => withoutCodes(redact(text).text, codes)
  const redacted = walk(update as Json, change)
  return { update: redacted as T, found: JSON.stringify(redacted) !== JSON.stringify(update) }
}

/** Every text on its own, and all texts of a rich message as one. */
function joinedTexts(value: Json, key = ''): string[] {
  if (typeof value === 'string') return IDENTIFIERS.has(key) ? [] : [value]
  if (isList(value)) return value.flatMap((item) => joinedTexts(item, key))
  if (!isFields(value)) return []
  const texts = Object.entries(value).flatMap(([name, item]) => joinedTexts(item, name))
  return key === 'rich_message' ? [...texts, texts.join(' ')] : texts
}

/** Words with a digit that the redaction of `text` took out. */
function collectCodes(text: string, redact: Redact, codes: Set<string>): void {
  const result = redact(text)
  if (!result.found) return
  const kept = new Set(wordsOf(result.text))
  for (const word of wordsOf(text)) {
    if (!kept.has(word) && word.length >= 3 && /\d/.test(word)) codes.add(word)
  }
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []
}

function withoutCodes(text: string, codes: ReadonlySet<string>): string {
  let changed = text
  for (const code of codes) {
    const whole = new RegExp(`(?<![\\p{L}\\p{N}])${code}(?![\\p{L}\\p{N}])`, 'gu')
    changed = changed.replace(whole, REPLACEMENT)
  }
  return changed
}

function walk(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value)
  if (isList(value)) return value.map((item) => walk(item, change))
  if (!isFields(value)) return value
  const result: Record<string, Json> = {}
  for (const [key, item] of Object.entries(value)) {
    result[key] = typeof item === 'string' && IDENTIFIERS.has(key) ? item : walk(item, change)
  }
  for (const [key, item] of Object.entries(value)) {
    const changed = result[key]
    const entitiesKey = ENTITIES_OF.get(key) ?? `${key}_entities`
    const entities = result[entitiesKey]
    if (typeof item !== 'string' || typeof changed !== 'string' || changed === item || !isList(entities)) continue
    result[entitiesKey] = movedEntities(entities, item, changed)
  }
  return result
}

/** Entities before the changed stretch as they are, those after it moved, those that touch it dropped. */
function movedEntities(entities: readonly Json[], before: string, after: string): Json[] {
  const shorter = Math.min(before.length, after.length)
  let prefix = 0
  while (prefix < shorter && before[prefix] === after[prefix]) prefix += 1
  let suffix = 0
  while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1
  return entities.flatMap((entity) => {
    if (!isFields(entity)) return []
    const { offset, length } = entity
    if (typeof offset !== 'number' || typeof length !== 'number') return []
    if (offset + length <= prefix) return [entity]
    if (offset >= before.length - suffix) return [{ ...entity, offset: offset + after.length - before.length }]
    return []
  })
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
