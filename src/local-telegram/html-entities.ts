import type { MessageEntity } from 'grammy/types'

/** A text without mark-up and the entities that stood in it (offsets in UTF-16 units), or why it cannot be read. */
export type ParsedText =
  | { readonly kind: 'parsed'; readonly text: string; readonly entities: MessageEntity[] }
  | { readonly kind: 'refused'; readonly reason: string }

const SIMPLE_TAGS: Readonly<Record<string, 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler'>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
}
const OTHER_TAGS = new Set(['a', 'code', 'pre', 'blockquote', 'tg-emoji', 'tg-time', 'span'])
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

type OpenTag = { name: string; attributes: Map<string, string>; offset: number; order: number }
type Placed = { entity: MessageEntity; order: number }
type Cursor = { source: string; position: number; text: string; open: OpenTag[]; placed: Placed[]; order: number }

/**
 * Reads Telegram's HTML strictly: supported tags only, properly nested and closed; `<` always begins a tag; of the
 * named character references only &lt; &gt; &amp; &quot; are known, any other `&` stands for itself.
 * Source: "HTML style" in the Bot API's formatting options.
 */
export function parseHtml(source: string): ParsedText {
  const cursor: Cursor = { source, position: 0, text: '', open: [], placed: [], order: 0 }
  while (cursor.position < source.length) {
    const character = source.charAt(cursor.position)
    const reason = character === '<' ? readTag(cursor) : readCharacter(cursor)
    if (reason !== null) return { kind: 'refused', reason }
  }
  const unclosed = cursor.open.at(-1)
  if (unclosed !== undefined) {
    return { kind: 'refused', reason: `Can't find end tag corresponding to start tag "${unclosed.name}"` }
  }
  return { kind: 'parsed', text: cursor.text, entities: mergeCodeBlocks(sorted(cursor.placed)) }
}

function byteOffset(cursor: Cursor, position: number): number {
  return Buffer.byteLength(cursor.source.slice(0, position))
}

function readCharacter(cursor: Cursor): null {
  const reference = decodeReference(cursor.source, cursor.position)
  if (reference === null) {
    cursor.text += cursor.source.charAt(cursor.position)
    cursor.position += 1
  } else {
    cursor.text += reference.text
    cursor.position = reference.end
  }
  return null
}

/** The closing semicolon may be missing, which is how Telegram reads it; so an unescaped "&lt" is visible here too. */
function decodeReference(source: string, position: number): { text: string; end: number } | null {
  if (source.charAt(position) !== '&') return null
  const match = /^&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([a-z]+));?/.exec(source.slice(position, position + 16))
  if (match === null) return null
  const [whole, decimal, hexadecimal, name] = match
  const text = name === undefined ? numericText(decimal, hexadecimal) : NAMED[name]
  return text === undefined ? null : { text, end: position + whole.length }
}

function numericText(decimal: string | undefined, hexadecimal: string | undefined): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  const valid = code > 0 && code < 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return valid ? String.fromCodePoint(code) : undefined
}

function readTag(cursor: Cursor): string | null {
  return cursor.source.charAt(cursor.position + 1) === '/' ? readEndTag(cursor) : readStartTag(cursor)
}

function readEndTag(cursor: Cursor): string | null {
  const start = cursor.position
  const close = cursor.source.indexOf('>', start)
  const at = `at byte offset ${byteOffset(cursor, start)}`
  if (close === -1) return `Unclosed end tag ${at}`
  const name = cursor.source
    .slice(start + 2, close)
    .trimEnd()
    .toLowerCase()
  const open = cursor.open.pop()
  if (open === undefined) return `Unexpected end tag ${at}`
  if (name !== '' && name !== open.name) {
    return `Unmatched end tag ${at}, expected "</${open.name}>", found "</${name}>"`
  }
  cursor.position = close + 1
  place(cursor, open)
  return null
}

function readStartTag(cursor: Cursor): string | null {
  const start = cursor.position
  const at = `at byte offset ${byteOffset(cursor, start)}`
  const name = /^[^\s>]*/.exec(cursor.source.slice(start + 1, start + 40))?.[0].toLowerCase() ?? ''
  if (!(name in SIMPLE_TAGS) && !OTHER_TAGS.has(name)) return `Unsupported start tag "${name}" ${at}`
  cursor.position = start + 1 + name.length
  const attributes = readAttributes(cursor)
  if (attributes === null) return `Unclosed start tag ${at}`
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    return `Tag "span" must have class "tg-spoiler" ${at}`
  }
  cursor.open.push({ name, attributes, offset: cursor.text.length, order: cursor.order++ })
  return null
}

const ATTRIBUTE = /\s*([^\s=>"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)))?/y
const TAG_END = /\s*>/y

/** Leaves the cursor behind the tag's `>`; null when the tag does not end properly. */
function readAttributes(cursor: Cursor): Map<string, string> | null {
  const attributes = new Map<string, string>()
  for (;;) {
    TAG_END.lastIndex = cursor.position
    if (TAG_END.test(cursor.source)) {
      cursor.position = TAG_END.lastIndex
      return attributes
    }
    ATTRIBUTE.lastIndex = cursor.position
    const match = ATTRIBUTE.exec(cursor.source)
    if (match === null) return null
    attributes.set((match[1] ?? '').toLowerCase(), decodeAll(match[2] ?? match[3] ?? match[4] ?? ''))
    cursor.position = ATTRIBUTE.lastIndex
  }
}

function decodeAll(source: string): string {
  let text = ''
  let position = 0
  while (position < source.length) {
    const reference = decodeReference(source, position)
    text += reference?.text ?? source.charAt(position)
    position = reference?.end ?? position + 1
  }
  return text
}

function place(cursor: Cursor, open: OpenTag): void {
  const length = cursor.text.length - open.offset
  if (length === 0) return
  const entity = entityOf(open, { offset: open.offset, length }, cursor.text.slice(open.offset))
  if (entity !== null) cursor.placed.push({ entity, order: open.order })
}

function entityOf(tag: OpenTag, range: { offset: number; length: number }, content: string): MessageEntity | null {
  const simple = SIMPLE_TAGS[tag.name]
  if (simple !== undefined) return { type: simple, ...range }
  if (tag.name === 'span') return { type: 'spoiler', ...range }
  if (tag.name === 'blockquote') {
    return { type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', ...range }
  }
  if (tag.name === 'pre') return { type: 'pre', ...range }
  if (tag.name === 'code') return codeEntity(tag, range)
  if (tag.name === 'a') return linkEntity(tag.attributes.get('href') ?? content, range)
  if (tag.name === 'tg-emoji') {
    return { type: 'custom_emoji', custom_emoji_id: tag.attributes.get('emoji-id') ?? '', ...range }
  }
  const unix = Number(tag.attributes.get('unix'))
  const format = (tag.attributes.get('format') ?? '') as 'r'
  return Number.isSafeInteger(unix) ? { type: 'date_time', unix_time: unix, date_time_format: format, ...range } : null
}

/** A code tag with a language class is kept as a `pre` so that the surrounding `pre` can take the language over. */
function codeEntity(tag: OpenTag, range: { offset: number; length: number }): MessageEntity {
  const language = /^language-(.+)$/.exec(tag.attributes.get('class') ?? '')?.[1]
  return language === undefined ? { type: 'code', ...range } : { type: 'pre', language, ...range }
}

/** Telegram drops links it does not understand but keeps their text. */
function linkEntity(url: string, range: { offset: number; length: number }): MessageEntity | null {
  return /^(?:https?:\/\/|tg:\/\/|mailto:|tel:)\S+$/i.test(url.trim())
    ? { type: 'text_link', url: url.trim(), ...range }
    : null
}

function sorted(placed: readonly Placed[]): MessageEntity[] {
  return placed
    .toSorted((a, b) => a.entity.offset - b.entity.offset || b.entity.length - a.entity.length || a.order - b.order)
    .map((one) => one.entity)
}

/** `<pre><code class="language-x">` is one block with a language; a language class elsewhere means plain code. */
function mergeCodeBlocks(entities: readonly MessageEntity[]): MessageEntity[] {
  const merged: MessageEntity[] = []
  for (const entity of entities) {
    const previous = merged.at(-1)
    const same = previous?.type === 'pre' && previous.offset === entity.offset && previous.length === entity.length
    const isCode = entity.type === 'code' || (entity.type === 'pre' && entity.language !== undefined)
    if (same && isCode) merged[merged.length - 1] = { ...previous, ...entity, type: 'pre' }
    else if (entity.type === 'pre' && entity.language !== undefined) {
      merged.push({ type: 'code', offset: entity.offset, length: entity.length })
    } else merged.push(entity)
  }
  return merged
}
