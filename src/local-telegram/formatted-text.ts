import type { MessageEntity } from 'grammy/types'
import { findAutomaticEntities } from './automatic-entities.ts'
import { parseHtml } from './html-entities.ts'
import type { Parameters } from './parameters.ts'
import { isObject } from './parameters.ts'
import { badRequest } from './refusal.ts'

/** A text as a message carries it, with its entities in order. */
export type FormattedText = { readonly text: string; readonly entities: MessageEntity[] }

/**
 * The text a bot gave, with its mark-up read (`parse_mode` HTML, explicit entities, or plain), cleaned and with
 * Telegram's automatic entities. Refuses mark-up that cannot be read and the Markdown modes, which the product never uses.
 */
export function formatText(source: string, parseMode: string | null, entities: unknown): FormattedText {
  const marked = readMarkup(source, parseMode, entities)
  const cleaned = clean(marked)
  return { text: cleaned.text, entities: withAutomatic(cleaned) }
}

function readMarkup(source: string, parseMode: string | null, entities: unknown): FormattedText {
  const mode = (parseMode ?? '').toLowerCase()
  if (mode === '') return { text: source, entities: readEntities(entities, source) }
  if (mode === 'markdown' || mode === 'markdownv2') {
    throw badRequest(`can't parse entities: ${parseMode} is not supported by the local server, use HTML`)
  }
  if (mode !== 'html') throw badRequest('unsupported parse_mode')
  const parsed = parseHtml(source)
  if (parsed.kind === 'refused') throw badRequest(`can't parse entities: ${parsed.reason}`)
  return parsed
}

function readEntities(entities: unknown, text: string): MessageEntity[] {
  if (entities === null || entities === undefined) return []
  if (!Array.isArray(entities)) throw badRequest("can't parse entities: expected an Array of MessageEntity")
  return entities.map((entity) => {
    const offset: unknown = isObject(entity) ? entity.offset : null
    const length: unknown = isObject(entity) ? entity.length : null
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || Number(offset) < 0 || Number(length) < 1) {
      throw badRequest("can't parse MessageEntity: offset and length must be positive integers")
    }
    if (Number(offset) + Number(length) > text.length) throw badRequest('entity is outside of the text')
    return entity as MessageEntity
  })
}

/** Removed from texts by Telegram's servers: line and paragraph separators, direction overrides, three accents. */
const REMOVED = /\r|[\u{2028}-\u{202e}]|\u{333}|\u{33f}|\u{30a}/u
const BLANK = /\s/u

/** Cleans a text as Telegram's servers do (control characters, ends trimmed) and moves the entities with it. */
export function clean(marked: FormattedText): FormattedText {
  const kept: string[] = []
  const newOffset: number[] = []
  for (let index = 0; index < marked.text.length; index++) {
    newOffset.push(kept.length)
    const character = marked.text.charAt(index)
    if (REMOVED.test(character)) continue
    kept.push(character < ' ' && character !== '\n' ? ' ' : character)
  }
  newOffset.push(kept.length)
  let start = 0
  let end = kept.length
  while (end > start && BLANK.test(kept[end - 1] ?? '')) end -= 1
  while (start < end && BLANK.test(kept[start] ?? '')) start += 1
  const move = (offset: number): number => Math.min(Math.max((newOffset[offset] ?? end) - start, 0), end - start)
  const entities = marked.entities.flatMap((entity) => {
    const offset = move(entity.offset)
    const length = move(entity.offset + entity.length) - offset
    return length > 0 ? [{ ...entity, offset, length }] : []
  })
  return { text: kept.slice(start, end).join(''), entities }
}

function withAutomatic(formatted: FormattedText): MessageEntity[] {
  const blocks = formatted.entities.filter((entity) =>
    ['code', 'pre', 'text_link', 'text_mention', 'custom_emoji', 'date_time'].includes(entity.type),
  )
  const found = findAutomaticEntities(formatted.text).filter((one) => !blocks.some((block) => overlap(one, block)))
  return [...formatted.entities, ...found].toSorted((a, b) => a.offset - b.offset || b.length - a.length)
}

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}

/** The formatted text of a parameter, between the given lengths; `kind` words the refusals. */
export function readFormattedText(
  parameters: Parameters,
  names: { text: string; entities: string },
  lengthMax: number,
): FormattedText {
  const source = parameters.values[names.text]
  const formatted = formatText(
    source === undefined || source === null ? '' : String(source),
    parameters.values.parse_mode === undefined ? null : String(parameters.values.parse_mode),
    parseEntities(parameters.values[names.entities]),
  )
  if (formatted.text.length > lengthMax) {
    throw badRequest(names.text === 'text' ? 'message is too long' : 'message caption is too long')
  }
  return formatted
}

function parseEntities(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value === '' ? null : value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest("can't parse entities JSON object")
  }
}
