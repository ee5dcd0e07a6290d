import { Parser } from 'htmlparser2'
import { PageReader } from './page-reader.ts'

/** The text a person would see, or why the page is not read. */
export type PageText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'too-deep' }

/** Larger pages are no bank's alerts. */
const HTML_MAX = 2_000_000
const CHUNK = 8_192

/**
 * The visible text of an HTML mail: a paragraph for each block, with an empty line between paragraphs; a table row of
 * label and value is one line `label: value`. Hidden text, comments, scripts and styles are left out. Work is linear in
 * the length; nothing is fetched.
 */
export function htmlToText(html: string): PageText {
  if (html.length > HTML_MAX) return { kind: 'refused', reason: 'too-large' }
  const reader = new PageReader()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true },
  )
  for (let at = 0; at < html.length && !reader.isTooDeep && !reader.isFull; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK))
  }
  if (reader.isTooDeep) return { kind: 'refused', reason: 'too-deep' }
  parser.end()
  return { kind: 'text', text: reader.finish() }
}
