import type { MessageEntity } from 'grammy/types'

/**
 * A text with its entities as Telegram HTML, for assertions and for reading. Entities that Telegram finds by itself
 * (links, commands, mentions) are left as text, so that reading the result gives the same text and entities again.
 */
export function writeHtml(text: string, entities: readonly MessageEntity[]): string {
  const tags = entities
    .map((entity) => ({ entity, tag: tagOf(entity) }))
    .flatMap(({ entity, tag }) =>
      tag === null ? [] : [{ ...tag, start: entity.offset, end: entity.offset + entity.length }],
    )
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
  let html = ''
  const open: { close: string; end: number }[] = []
  let next = 0
  for (let position = 0; position <= text.length; position++) {
    while (open.at(-1)?.end === position) html += open.pop()?.close ?? ''
    for (let tag = tags[next]; tag !== undefined && tag.start === position; tag = tags[++next]) {
      html += tag.open
      open.push(tag)
    }
    html += escapeHtml(text.charAt(position))
  }
  return html
}

/** A text with the three characters escaped that mean something in Telegram HTML, and quotes for attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

const SIMPLE: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  blockquote: 'blockquote',
  code: 'code',
}

function tagOf(entity: MessageEntity): { open: string; close: string } | null {
  const simple = SIMPLE[entity.type]
  if (simple !== undefined) return { open: `<${simple}>`, close: `</${simple}>` }
  switch (entity.type) {
    case 'expandable_blockquote':
      return { open: '<blockquote expandable>', close: '</blockquote>' }
    case 'text_link':
      return { open: `<a href="${escapeHtml(entity.url)}">`, close: '</a>' }
    case 'pre':
      return entity.language === undefined
        ? { open: '<pre>', close: '</pre>' }
        : { open: `<pre><code class="language-${escapeHtml(entity.language)}">`, close: '</code></pre>' }
    case 'custom_emoji':
      return { open: `<tg-emoji emoji-id="${escapeHtml(entity.custom_emoji_id)}">`, close: '</tg-emoji>' }
    case 'date_time': {
      const attributes = `unix="${entity.unix_time}" format="${entity.date_time_format}"`
      return { open: `<tg-time ${attributes}>`, close: '</tg-time>' }
    }
    default:
      return null
  }
}
