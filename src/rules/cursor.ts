/** What is wrong with the text of a rule, in words that say what to do. */
export class RuleProblem extends Error {}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '„': '“', '«': '»' }
const BOUNDARY = /[\s,;+.]/u
const AMOUNT = /^(?:NGN|USD|EUR|GBP|[₦$€£N])?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(k|m)?(?![\p{L}\p{N}])/iu

/** A place in the text of a rule, moved on by what is read. Letter case does not count. */
export class Cursor {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text.trim()
  }

  /** What is left, for messages: at most 40 characters. */
  get rest(): string {
    const left = this.#text.slice(this.#position).trim()
    return left.length > 40 ? `${left.slice(0, 40)}…` : left
  }

  get isAtEnd(): boolean {
    return this.#text.slice(this.#position).trim() === ''
  }

  /** Reads these words if they come next, whole. */
  take(words: string): boolean {
    const pattern = words.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const found = this.#match(new RegExp(`^${pattern.join('\\s+')}(?![\\p{L}\\p{N}])`, 'iu'))
    return found !== null
  }

  /** Reads the first of these that comes next. */
  takeOneOf<Words extends string>(choices: readonly Words[]): Words | null {
    return choices.find((words) => this.take(words)) ?? null
  }

  /** Reads one mark, such as a comma. */
  mark(marks: string): boolean {
    this.#skipSpace()
    const next = this.#text[this.#position]
    if (next === undefined || !marks.includes(next)) return false
    this.#position += 1
    return true
  }

  /** Reads a text in double quotes of any kind; null when none begins here. */
  quoted(): string | null {
    this.#skipSpace()
    const close = QUOTES[this.#text[this.#position] ?? '']
    if (close === undefined) return null
    const start = this.#position + 1
    const ends = [close, '"', '”'].map((mark) => this.#text.indexOf(mark, start)).filter((at) => at !== -1)
    const end = Math.min(...ends)
    if (ends.length === 0)
      throw new RuleProblem(`The quotation mark before ${this.rest.slice(1)} is not closed. Add " after it.`)
    this.#position = end + 1
    return this.#text.slice(start, end).trim()
  }

  /** Reads a regular expression between slashes; `\/` stands for a slash. */
  pattern(): string | null {
    return this.#match(/^\/((?:[^/\\]|\\.)+)\//u)?.[1]?.replaceAll('\\/', '/') ?? null
  }

  /** Reads words up to one of the stop words, a comma, semicolon or plus; empty when there are none. */
  words(stops: readonly string[]): string {
    this.#skipSpace()
    const start = this.#position
    while (this.#position < this.#text.length) {
      const left = this.#text.slice(this.#position)
      if (/^\s*[,;+"“”]/u.test(left)) break
      const word = /^\s*([^\s,;+"“”]+)/u.exec(left)
      if (word === null || stops.includes((word[1] ?? '').toLowerCase())) break
      this.#position += word[0].length
    }
    return this.#text.slice(start, this.#position).trim()
  }

  /** Reads an amount such as `1,000`, `₦2.5k` or `NGN 1m` as a plain decimal. */
  amount(): string | null {
    const found = this.#match(AMOUNT)
    if (found === null) return null
    const [, whole = '0', fraction = '', scale] = found
    return scaled(whole.replaceAll(',', ''), fraction.slice(1), scale?.toLowerCase())
  }

  /** Reads a percentage as hundredths of a percent. */
  percent(): number | null {
    const found = this.#match(/^(\d{1,3})(?:\.(\d{1,2}))?\s?%/u)
    return found === null ? null : Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  }

  /** Reads the longest of these names that comes next as a whole; gives its place in the list. */
  longestOf(names: readonly string[]): number | null {
    this.#skipSpace()
    const left = this.#text.slice(this.#position).toLowerCase()
    let best: number | null = null
    for (const [index, name] of names.entries()) {
      const isNext = name !== '' && left.startsWith(name.toLowerCase())
      const after = left[name.length]
      if (!isNext || (after !== undefined && !BOUNDARY.test(after))) continue
      if (best === null || name.length > (names[best] ?? '').length) best = index
    }
    if (best !== null) this.#position += (names[best] ?? '').length
    return best
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    this.#skipSpace()
    const found = pattern.exec(this.#text.slice(this.#position))
    if (found !== null) this.#position += found[0].length
    return found
  }

  #skipSpace(): void {
    while (/\s/u.test(this.#text[this.#position] ?? '')) this.#position += 1
  }
}

/** `2.5` with `k` gives `2500`. */
function scaled(whole: string, fraction: string, scale: string | undefined): string {
  const places = scale === 'k' ? 3 : scale === 'm' ? 6 : 0
  const digits = fraction.padEnd(places, '0')
  const large = `${whole}${digits.slice(0, places)}`.replace(/^0+(?=\d)/, '')
  const small = digits.slice(places).replace(/0+$/, '')
  return small === '' ? large : `${large}.${small}`
}
