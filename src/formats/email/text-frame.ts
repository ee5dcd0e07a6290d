/**
 * Text of a page or of one table cell as it is put together: paragraphs, each of one or more lines. White space is
 * collapsed as a browser does it.
 */
export class TextFrame {
  readonly paragraphs: string[] = []
  #parts: string[] = []
  #endsOpen = false

  /** Adds text; `keepsLines` for preformatted text. Gives the number of characters added. */
  add(text: string, keepsLines: boolean): number {
    const collapsed = keepsLines ? text.replace(/[^\S\n]+/gu, ' ') : text.replace(/\s+/gu, ' ')
    const kept = this.#endsOpen ? collapsed : collapsed.replace(/^ /u, '')
    if (kept === '') return 0
    this.#parts.push(kept)
    this.#endsOpen = !/[ \n]$/u.test(kept)
    return kept.length
  }

  /** A line break inside a paragraph. */
  breakLine(): void {
    if (this.#parts.length > 0) this.#parts.push('\n')
    this.#endsOpen = false
  }

  /** Ends the paragraph. */
  breakParagraph(): void {
    const paragraph = this.#parts
      .join('')
      .replace(/ *\n */gu, '\n')
      .trim()
    if (paragraph !== '') this.paragraphs.push(paragraph)
    this.#parts = []
    this.#endsOpen = false
  }
}

const LABEL_MAX = 60

/**
 * The paragraphs of a finished row. Cells of one paragraph each are one line, `label: value`; a cell that is a table of its
 * own keeps its paragraphs.
 */
export function paragraphsOfRow(cells: readonly TextFrame[]): string[] {
  const filled = cells.filter(({ paragraphs }) => paragraphs.length > 0)
  if (filled.length < 2 || filled.some(({ paragraphs }) => paragraphs.length > 1)) {
    return filled.length === 1 ? (filled[0]?.paragraphs ?? []) : filled.flatMap(({ paragraphs }) => paragraphs)
  }
  const texts = filled
    .map(({ paragraphs }) => (paragraphs[0] ?? '').replace(/\s+/gu, ' '))
    .filter((text) => !/^[:：|]$/u.test(text))
  const isPairs = texts.length > 2 && texts.length % 2 === 0 && texts.every((text, at) => at % 2 === 1 || isLabel(text))
  if (!isPairs) return [labelled(texts)]
  return texts.flatMap((text, at) => (at % 2 === 0 ? [labelled([text, texts[at + 1] ?? ''])] : []))
}

function labelled([label = '', ...values]: readonly string[]): string {
  const value = values.join(' ')
  return isLabel(label) && !value.startsWith(':')
    ? `${label.replace(/ ?[:：]$/u, '')}: ${value}`
    : `${label} ${value}`.trim()
}

function isLabel(text: string): boolean {
  return text.length <= LABEL_MAX && /^\p{L}[^\n]*$/u.test(text)
}
