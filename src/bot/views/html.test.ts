import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText, fittingLines, html, lines, shortText, visibleLength } from './html.ts'

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string())

test('what is interpolated is escaped, what is HTML already is not', () => {
  expect(html`<b>${'A & B <i>"x"</i>'}</b> ${html`<s>${1}</s>`}`.markup).toBe(
    '<b>A &amp; B &lt;i&gt;&quot;x&quot;&lt;/i&gt;</b> <s>1</s>',
  )
})

test('no text can open a tag, end an entity or bring in a lone surrogate', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { markup } = html`<b>${text}</b>`
      const inside = markup.slice(3, -4)
      expect(inside).not.toMatch(/[<>"]|&(?!(?:amp|lt|gt|quot);)/)
      expect(markup.isWellFormed()).toBe(true)
    }),
  )
})

test('control and direction-changing characters are taken out and white space is collapsed', () => {
  expect(cleanText(' A\u202E00.05\u2066\u0000\u200B\r\n\tB\uD800 ')).toBe('A00.05 B\uFFFD')
})

test('a cut text is short enough, well formed and ends in an ellipsis', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 30 }), (text, lengthMax) => {
      const short = shortText(text, lengthMax)
      expect(short.length).toBeLessThanOrEqual(lengthMax)
      expect(short.isWellFormed()).toBe(true)
      expect(short === cleanText(text) || short.endsWith('…')).toBe(true)
    }),
  )
})

test('a text is cut between graphemes', () => {
  expect(shortText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 13)).toBe('👩‍👩‍👧‍👦…')
  expect(shortText('ọ̀ọ̀ọ̀', 4)).toBe('ọ̀…')
  expect(shortText(`a${'\u0301'.repeat(50)}`, 10)).toBe(`a${'\u0301'.repeat(8)}…`)
})

test('lines that would pass the limit are left out and said to be', () => {
  const parts = [html`<b>one</b>`, html`two`, html`three`]
  expect(fittingLines(parts, 13).markup).toBe('<b>one</b>\ntwo\nthree')
  expect(fittingLines(parts, 12).markup).toBe('<b>one</b>\ntwo\n…')
  expect(visibleLength(lines([html`<b>${'&<'}</b>`, null, html`x`]))).toBe(4)
})
