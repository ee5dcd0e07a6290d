import { paragraphsOfRow, TextFrame } from './text-frame.ts'
import { isReadable, type Look, lookOf, PLAIN_LOOK, readStyleSheet } from './visibility.ts'

/** Deeper pages are no bank's alerts; the bound keeps the work linear. */
const DEPTH_MAX = 400
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
const BLOCK_STYLE = /display:\s*(?:block|table|flex|grid|list-item)/iu

type Open = { readonly name: string; readonly look: Look; readonly isBlock: boolean }

/** A table that is open: the cells of its row so far, and whether text goes to the last of them. */
type Table = { cells: TextFrame[]; isInCell: boolean }

/** Takes the events of an HTML parser and puts the visible text together. */
export class PageReader {
  /** Set when the page nests too deep; the rest is then not looked at. */
  isTooDeep = false
  /** Set when there is more text than is kept. */
  isFull = false
  readonly #page = new TextFrame()
  readonly #open: Open[] = []
  readonly #tables: Table[] = []
  #rules = new Map<string, string>()
  #styleSheet = ''
  #length = 0
  #preformatted = 0

  /** An element begins. */
  open(name: string, attributes: Record<string, string>): void {
    if (this.isTooDeep) return
    const around = this.#open.at(-1)?.look ?? PLAIN_LOOK
    const look = UNSEEN.has(name) ? { ...around, isHidden: true } : lookOf(around, attributes, this.#rules)
    const isBlock = BLOCKS.has(name) || BLOCK_STYLE.test(attributes.style ?? '')
    if (isBlock) this.#frame().breakParagraph()
    if (name === 'br' && !look.isHidden) this.#frame().breakLine()
    if (name === 'table') this.#tables.push({ cells: [], isInCell: false })
    if (name === 'tr') this.#finishRow()
    if (name === 'td' || name === 'th') this.#startCell()
    if (name === 'pre') this.#preformatted++
    this.#open.push({ name, look, isBlock })
    if (this.#open.length > DEPTH_MAX) this.isTooDeep = true
  }

  /** The innermost open element ends. */
  close(name: string): void {
    const element = this.#open.pop()
    if (element === undefined || this.isTooDeep) return
    if (element.isBlock) this.#frame().breakParagraph()
    if (name === 'pre') this.#preformatted--
    if (name === 'style') this.#finishStyleSheet()
    const table = this.#tables.at(-1)
    if ((name === 'td' || name === 'th') && table !== undefined) table.isInCell = false
    if (name === 'tr' || name === 'table') this.#finishRow()
    if (name === 'table') this.#tables.pop()
  }

  /** Text inside the innermost open element. */
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
    while (this.#tables.length > 0) {
      this.#finishRow()
      this.#tables.pop()
    }
    this.#page.breakParagraph()
    return this.#page.paragraphs.join('\n\n').slice(0, TEXT_MAX)
  }

  /** Where text goes: the cell that is open, or what is around the table. */
  #frame(around = this.#tables.length): TextFrame {
    for (let at = around - 1; at >= 0; at--) {
      const table = this.#tables[at]
      const cell = table?.isInCell === true ? table.cells.at(-1) : undefined
      if (cell !== undefined) return cell
    }
    return this.#page
  }

  /** Cells and rows that nobody closed end where the next begins. */
  #startCell(): void {
    const table = this.#tables.at(-1)
    if (table === undefined) return
    table.cells.at(-1)?.breakParagraph()
    table.cells.push(new TextFrame())
    table.isInCell = true
  }

  #finishRow(): void {
    const table = this.#tables.at(-1)
    if (table === undefined || table.cells.length === 0) return
    table.cells.at(-1)?.breakParagraph()
    const outside = this.#frame(this.#tables.length - 1)
    outside.breakParagraph()
    for (const paragraph of paragraphsOfRow(table.cells)) outside.paragraphs.push(paragraph)
    table.cells = []
    table.isInCell = false
  }

  #finishStyleSheet(): void {
    for (const [name, rule] of readStyleSheet(this.#styleSheet)) this.#rules.set(name, rule)
    this.#styleSheet = ''
  }
}
