/** Deeper trees are no statements. */
const DEPTH_MAX = 60

/** An element of OFX or XML, and the line it begins at. Names are in capitals, without a namespace. */
export type Markup = {
  readonly name: string
  readonly line: number
  /** Its own text, with entities read. */
  readonly own: string
  readonly attributes: string
  /** The text of the first element of that name below it; `A/B` for one inside another. Null when there is none or it is empty. */
  text(path: string): string | null
  first(path: string): Markup | null
  all(name: string): readonly Markup[]
}

/**
 * The tree of a text in OFX's SGML, where a value's end tag may be left out, or in XML. Only the five entities of XML and
 * character numbers are read: nothing expands. Reading stops at elements deeper than any statement has.
 */
export function readMarkup(text: string): Markup {
  const root = new Element('', 1, '')
  const open: Element[] = [root]
  let line = 1
  let nextBreak = text.indexOf('\n')
  for (const match of text.matchAll(/<(\/?)([\w.:-]+)([^<>]*)>([^<]*)/gu)) {
    const [, slash, rawName = '', attributes = '', content = ''] = match
    while (nextBreak >= 0 && nextBreak < match.index) {
      line++
      nextBreak = text.indexOf('\n', nextBreak + 1)
    }
    const name = (rawName.split(':').at(-1) ?? '').toUpperCase()
    const value = decoded(content)
    if (slash === '/') {
      const at = open.findLastIndex((element) => element.name === name)
      if (at > 0) open.length = at
      continue
    }
    const parent = open.at(-1) as Element
    // A value whose end tag was left out ends where the next element begins.
    const around = parent.own !== '' && parent !== root ? closeValue(open) : parent
    const element = new Element(name, line, attributes)
    element.own = value
    around.children.push(element)
    if (!attributes.endsWith('/')) open.push(element)
    if (open.length > DEPTH_MAX) break
  }
  return root
}

function closeValue(open: Element[]): Element {
  open.pop()
  return open.at(-1) as Element
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decoded(text: string): string {
  const trimmed = text.trim()
  if (!trimmed.includes('&')) return trimmed
  return trimmed.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

class Element implements Markup {
  readonly children: Element[] = []
  own = ''
  readonly name: string
  readonly line: number
  readonly attributes: string

  constructor(name: string, line: number, attributes: string) {
    this.name = name
    this.line = line
    this.attributes = attributes
  }

  text(path: string): string | null {
    const found = this.first(path)
    return found === null || found.own === '' ? null : found.own
  }

  first(path: string): Markup | null {
    let found: Element | null = this
    for (const name of path.toUpperCase().split('/')) found = found?.descendant(name) ?? null
    return found
  }

  all(name: string): readonly Markup[] {
    const wanted = name.toUpperCase()
    return this.children.flatMap((child) => (child.name === wanted ? [child] : child.all(wanted)))
  }

  descendant(name: string): Element | null {
    for (const child of this.children) {
      const found = child.name === name ? child : child.descendant(name)
      if (found !== null) return found
    }
    return null
  }
}
