/**
 * What an element inherits: whether it is shown, whether its letters are too small to be seen, and the colours that decide whether
 * its text can be told from its ground.
 */
export type Look = {
  readonly isHidden: boolean
  readonly isTiny: boolean
  readonly color: string
  readonly ground: string
}

/** Style declarations by the class or id they are for, as `.name` or `#name`. */
export type StyleRules = ReadonlyMap<string, string>

/** A page before any style: black on white. */
export const PLAIN_LOOK: Look = { isHidden: false, isTiny: false, color: 'black', ground: 'white' }

/** A ground that cannot be known, such as a picture: no text is taken for hidden on it. */
const UNKNOWN = 'unknown'

/** More of either is not looked at, so that many elements of many classes stay linear work. */
const CLASSES_MAX = 8
const RULE_MAX = 500

const HIDING =
  /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|(?:max-height|opacity|zoom|height|width|max-width):0(?:\.0+)?(?:px|pt|em|rem|%)?)(?:!important)?(?=;|$)/u
/** Far off the page, cut to nothing, or shrunk to a point. */
const AWAY =
  /(?:^|;)(?:(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\d{3}|clip:rect\(0|clip-path:(?:inset\((?:50|100)%|circle\(0)|transform:(?:scale\(0[,)]|translate[xy]?\([^;]*-\d{3}))/u
/** Letters of this size, in pixels or points, are dots. */
const TINY_MAX = 2
/** Colours that differ by less in each of red, green and blue look the same. */
const NEAR = 13
const ALONE_HARMLESS = /(?:^|;)(?:height|width|max-width):0[^;]*/gu

/** The look of an element from its attributes, the page's class rules and the look around it. */
export function lookOf(around: Look, attributes: Readonly<Record<string, string>>, rules: StyleRules): Look {
  if (around.isHidden) return around
  const style = `${rulesFor(attributes, rules)};${compact(attributes.style ?? '')}`
  if ('hidden' in attributes || hides(style)) return { ...around, isHidden: true }
  const ground =
    groundOf(style) ?? colorName(attributes.bgcolor) ?? ('background' in attributes ? UNKNOWN : around.ground)
  const color = colorName(lastValue(style, 'color')) ?? colorName(attributes.color) ?? around.color
  return { isHidden: false, isTiny: isTinyWith(style, around.isTiny), color, ground }
}

/** Layouts give a table the size 0 and its cells a size of their own, so a size counts until the next one. */
function isTinyWith(style: string, isTinyAround: boolean): boolean {
  const shorthand = /(\d*\.?\d+(?:px|pt|em|rem|%))|(?:^|[a-z])(0)\//u.exec(lastValue(style, 'font') ?? '')
  const size = lastValue(style, 'font-size') ?? shorthand?.[1] ?? shorthand?.[2] ?? null
  const [, number, unit] = /^(\d*\.?\d+)(px|pt|em|rem|%)?$/u.exec(size ?? '') ?? []
  if (size === null || size === 'inherit') return isTinyAround
  if (number === undefined) return false
  if (unit === undefined || unit === 'px' || unit === 'pt') return Number(number) <= TINY_MAX
  return Number(number) === 0 || (unit !== 'rem' && isTinyAround)
}

/** Whether text of this look can be read by a person. */
export function isReadable({ isHidden, isTiny, color, ground }: Look): boolean {
  return !isHidden && !isTiny && color !== 'transparent' && color !== ground && !isNear(color, ground)
}

function isNear(color: string, ground: string): boolean {
  const [one, other] = [partsOf(color), partsOf(ground)]
  return one !== null && other !== null && one.every((part, at) => Math.abs(part - (other[at] ?? 0)) < NEAR)
}

/** Red, green and blue; null for a colour that is only named. */
function partsOf(color: string): readonly number[] | null {
  const hex = color === 'white' ? '#ffffff' : color === 'black' ? '#000000' : color
  if (!/^#[0-9a-f]{6}$/u.test(hex)) return null
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

/** The rules of a style sheet that are for one class or one id; rules for some screens only are left out. */
export function readStyleSheet(css: string): Map<string, string> {
  const rules = new Map<string, string>()
  for (const [, selectors, body] of withoutBlocks(css).matchAll(/([^{}]{1,500})\{([^{}]{0,2000})\}/gu)) {
    for (const selector of (selectors ?? '').split(',')) {
      const name = /^[a-z0-9]*([.#][\w-]+)$/iu.exec(selector.trim())?.[1]
      if (name !== undefined) rules.set(name, `${rules.get(name) ?? ''};${compact(body ?? '')}`.slice(0, RULE_MAX))
    }
  }
  return rules
}

/** The sheet without comments and without `@media` and other nested blocks. */
function withoutBlocks(css: string): string {
  let kept = ''
  let depth = 0
  const plain = css.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//gu, '')
  for (const [block] of plain.matchAll(/@[^{};]*\{|[{}]|[^@{}]+|@/gu)) {
    if (depth === 0 && !block.startsWith('@')) kept += block
    if (block.startsWith('@') && block.endsWith('{')) depth++
    else if (depth > 0 && block === '{') depth++
    else if (depth > 0 && block === '}') depth--
  }
  return kept
}

function rulesFor(attributes: Readonly<Record<string, string>>, rules: StyleRules): string {
  if (rules.size === 0) return ''
  const names = (attributes.class ?? '')
    .slice(0, 500)
    .split(/\s+/u, CLASSES_MAX)
    .map((name) => `.${name}`)
  return [...names, `#${attributes.id ?? ''}`].map((name) => rules.get(name) ?? '').join(';')
}

function compact(style: string): string {
  return style.slice(0, 4_000).toLowerCase().replace(/\s+/gu, '')
}

/** A box without height or width still shows what runs over its edge, unless that is cut off. */
function hides(style: string): boolean {
  const isCut = /overflow:hidden/u.test(style)
  return AWAY.test(style) || HIDING.test(isCut ? style : style.replace(ALONE_HARMLESS, ''))
}

function groundOf(style: string): string | null {
  const value = lastValue(style, 'background-color') ?? lastValue(style, 'background')
  if (value === null || value === 'none' || value === 'transparent' || value === 'inherit') return null
  return colorName(value) ?? UNKNOWN
}

function lastValue(style: string, property: string): string | null {
  const declarations = style.split(';').filter((declaration) => declaration.startsWith(`${property}:`))
  return (
    declarations
      .at(-1)
      ?.slice(property.length + 1)
      .replace('!important', '') ?? null
  )
}

/** One spelling for a colour, or null when the text names none. */
function colorName(value: string | null | undefined): string | null {
  const text = value?.trim().toLowerCase() ?? ''
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/u.exec(text)
  if (short !== null)
    return colorName(
      `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`,
    )
  const parts = /^rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,([\d.]+))?\)$/u.exec(text)
  if (parts !== null) {
    if (Number(parts[4] ?? 1) === 0) return 'transparent'
    return colorName(
      `#${parts
        .slice(1, 4)
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join('')}`,
    )
  }
  if (text === '#ffffff' || text === 'white') return 'white'
  if (text === '#000000' || text === 'black') return 'black'
  return /^(?:#[0-9a-f]{6}|[a-z]+)$/u.test(text) && text !== 'inherit' ? text : null
}
