import fc from 'fast-check'
import type { MessageEntity } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { findAutomaticEntities } from '../../src/local-telegram/automatic-entities.ts'
import { clean, formatText } from '../../src/local-telegram/formatted-text.ts'
import { parseHtml } from '../../src/local-telegram/html-entities.ts'
import { escapeHtml, writeHtml } from '../../src/local-telegram/html-writer.ts'
import { splitText } from '../../src/local-telegram/split-text.ts'

const parsed = (source: string): { text: string; entities: MessageEntity[] } => {
  const result = parseHtml(source)
  if (result.kind === 'refused') throw new Error(result.reason)
  return { text: result.text, entities: result.entities }
}

/** Random texts with what breaks naive escaping: mark-up characters, references, right-to-left marks, pairs. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom('<', '>', '&', '"', '&lt', '&amp;', '&#60;', '</b>', '\u200f', '\u200d', '👩‍👩‍👧', 'ọ̀', '\n'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

describe('Telegram HTML', () => {
  it('accepts any escaped text and gives it back unchanged', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(parsed(escapeHtml(text))).toEqual({ text, entities: [] })
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps an escaped text inside tags and attributes unchanged', () => {
    fc.assert(
      fc.property(texts, texts, (outside, inside) => {
        fc.pre(inside !== '')
        const result = parsed(`${escapeHtml(outside)}<b>${escapeHtml(inside)}</b>`)
        expect(result.text).toBe(outside + inside)
        expect(result.entities).toEqual([{ type: 'bold', offset: outside.length, length: inside.length }])
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws on any source, and either reads it or names a reason', () => {
    fc.assert(
      fc.property(texts, (source) => {
        const result = parseHtml(source)
        expect(result.kind === 'parsed' || result.reason.length > 0).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it.each<[string, string, MessageEntity[]]>([
    ['<b>a</b><strong>b</strong>', 'ab', [bold(0, 1), bold(1, 1)]],
    [
      '<i>a<u>b</u></i>',
      'ab',
      [
        { type: 'italic', offset: 0, length: 2 },
        { type: 'underline', offset: 1, length: 1 },
      ],
    ],
    ['<s>a</s>', 'a', [{ type: 'strikethrough', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">a</span>', 'a', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<code>a&lt;b</code>', 'a<b', [{ type: 'code', offset: 0, length: 3 }]],
    ['<pre><code class="language-ts">x</code></pre>', 'x', [{ type: 'pre', language: 'ts', offset: 0, length: 1 }]],
    ['<blockquote expandable>q</blockquote>', 'q', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    [
      '<a href="https://a.b/?x=1&amp;y=2">l</a>',
      'l',
      [{ type: 'text_link', url: 'https://a.b/?x=1&y=2', offset: 0, length: 1 }],
    ],
    ['👋<b>₦1</b>', '👋₦1', [bold(2, 2)]],
    ['a & b &nbsp; c', 'a & b &nbsp; c', []],
    ['&#8358;&#x20A6;&quot;', '₦₦"', []],
    ['&lt3', '<3', []],
    ['<B>a</B>', 'a', [bold(0, 1)]],
  ])('reads %s', (source, text, entities) => {
    expect(parsed(source)).toEqual({ text, entities })
  })

  it.each([
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['₦<x>', 'Unsupported start tag "x" at byte offset 3'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['a</b', 'Unclosed end tag at byte offset 1'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href="x>l</a>', 'Unclosed start tag at byte offset 0'],
    ['<br>', 'Unsupported start tag "br" at byte offset 0'],
  ])('refuses %s', (source, reason) => {
    expect(parseHtml(source)).toEqual({ kind: 'refused', reason })
  })

  it('is written again from text and entities so that it reads the same', () => {
    const piece = fc.tuple(
      fc.constantFrom('b', 'i', 'u', 's', 'code', 'tg-spoiler', 'blockquote'),
      fc.string({ minLength: 1, maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const source = pieces.map(([tag, text]) => `<${tag}>${escapeHtml(text)}</${tag}> `).join('')
        const once = parsed(source)
        expect(parsed(writeHtml(once.text, once.entities))).toEqual(once)
      }),
    )
    expect(writeHtml('ab', [bold(0, 2), { type: 'italic', offset: 1, length: 1 }])).toBe('<b>a<i>b</i></b>')
  })
})

function bold(offset: number, length: number): MessageEntity {
  return { type: 'bold', offset, length }
}

describe('texts', () => {
  it('are trimmed and cleaned of control characters, and entities move along', () => {
    expect(clean({ text: ' \n a\u0007b\r ', entities: [bold(2, 3)] })).toEqual({ text: 'a b', entities: [bold(0, 2)] })
    expect(clean({ text: '  x', entities: [bold(0, 2)] })).toEqual({ text: 'x', entities: [] })
  })

  it('get the entities that Telegram finds by itself, outside of code', () => {
    const text = '/report@my_bot see https://a.example/x?y=1, ask @adaobi or ada@mail.example #food $NGN'
    const found = findAutomaticEntities(text).map((one) => [one.type, text.substr(one.offset, one.length)])
    expect(found).toEqual([
      ['bot_command', '/report@my_bot'],
      ['url', 'https://a.example/x?y=1'],
      ['mention', '@adaobi'],
      ['email', 'ada@mail.example'],
      ['hashtag', '#food'],
      ['cashtag', '$NGN'],
    ])
    expect(formatText('<code>/undo</code> 1/2', 'HTML', null).entities).toEqual([
      { type: 'code', offset: 0, length: 5 },
    ])
  })

  it('are cut for sending into parts that fit, at line ends where there are any, and lose no word', () => {
    expect(splitText('one two\nthree four', 10)).toEqual(['one two', 'three four'])
    expect(splitText('👋👋👋', 3)).toEqual(['👋', '👋', '👋'])
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 9 })), (words) => {
        const parts = splitText(words.join(' '), 10)
        expect(parts.every((part) => part.length <= 10 && part.trim() !== '')).toBe(true)
        expect(parts.join('').replace(/\s/g, '')).toBe(words.join('').replace(/\s/g, ''))
      }),
    )
  })
})
