import { Parser } from 'htmlparser2'
import { paragraphsOfRow, type RowFrame, TextFrame } from './text-frame.ts'
import { isReadable, type Look, lookOf, PLAIN_LOOK, readStyleSheet } from './visibility.ts'

/** The text a person would see, or why the page is not read. */
export type PageText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'too-deep' }

/** Larger or deeper pages are no bank's alerts; both bounds keep the work linear. */
const HTML_MAX = 2_000_000
const DEPTH_MAX = 400
const CHUNK = 8_192
/** Text behind this is not kept: no alert is as long. */
const TEXT_MAX = 65_536

const UNSEEN: ReadonlySet<string> = new Set(
  'script style title template noscript object iframe svg math textarea select audio video canvas map'.split(' '),
)
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'html body p div h1 h2 h3 h4 h5 h6 ul ol li section article header footer main aside nav address blockquote center ' +
    'form fieldset hr table caption thead tbody tfoot tr td th dl dt dd pre figure figcaption details summary'
  ).split(' '),
)

type Open = {
  readonly name: string
  readonly look: Look
  readonly isBlock: boolean
  readonly frame: 'row' | 'cell' | null
}

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

class PageReader {
  isTooDeep = false
  isFull = false
  readonly #page = new TextFrame()
  readonly #open: Open[] = []
  readonly #cells: TextFrame[] = []
  readonly #rows: RowFrame[] = []
  #rules = new Map<string, string>()
  #styleSheet = ''
  #length = 0
  #preformatted = 0

  open(name: string, attributes: Record<string, string>): void {
    if (this.isTooDeep) return
    const around = this.#open.at(-1)?.look ?? PLAIN_LOOK
    const look = UNSEEN.has(name) ? { ...around, isHidden: true } : lookOf(around, attributes, this.#rules)
    const isBlock = BLOCKS.has(name) || /display:\s*(?:block|table|flex|grid|list-item)/iu.test(attributes.style ?? '')
    if (isBlock) this.#frame().breakParagraph()
    if (name === 'br' && !look.isHidden) this.#frame().breakLine()
    const frame = name === 'tr' ? 'row' : (name === 'td' || name === 'th') && this.#isInRow() ? 'cell' : null
    if (frame === 'row') this.#rows.push({ cells: [] })
    if (frame === 'cell') this.#startCell()
    if (name === 'pre') this.#preformatted++
    this.#open.push({ name, look, isBlock, frame })
    if (this.#open.length > DEPTH_MAX) this.isTooDeep = true
  }

  close(name: string): void {
    const element = this.#open.pop()
    if (element === undefined || this.isTooDeep) return
    if (element.isBlock) this.#frame().breakParagraph()
    if (name === 'pre') this.#preformatted--
    if (name === 'style') this.#finishStyleSheet()
    if (element.frame === 'cell') this.#cells.pop()
    if (element.frame !== 'row') return
    const row = this.#rows.pop()
    if (row !== undefined) this.#frame().paragraphs.push(...paragraphsOfRow(row))
  }

  text(text: string): void {
    const element = this.#open.at(-1)
    if (element?.name === 'style') {
      if (this.#styleSheet.length < TEXT_MAX) this.#styleSheet += text
      return
    }
    if (this.isFull || !isReadable(element?.look ?? PLAIN_LOOK)) return
    this.#length += this.#frame().add(text, this.#preformatted > 0)
    if (this.#length > TEXT_MAX) this.isFull = true
  }

  /** The whole text; elements still open have been closed by the parser. */
  finish(): string {
    this.#page.breakParagraph()
    return this.#page.paragraphs.join('\n\n').slice(0, TEXT_MAX)
  }

  #frame(): TextFrame {
    return this.#cells.at(-1) ?? this.#page
  }

  /** Whether the innermost table part that is open is a row. */
  #isInRow(): boolean {
    const part = this.#open.findLast(({ frame, name }) => frame !== null || name === 'table')
    return part?.frame === 'row'
  }

  #startCell(): void {
    const cell = new TextFrame()
    this.#rows.at(-1)?.cells.push(cell)
    this.#cells.push(cell)
  }

  #finishStyleSheet(): void {
    this.#rules = new Map([...this.#rules, ...readStyleSheet(this.#styleSheet)])
    this.#styleSheet = ''
  }
}
