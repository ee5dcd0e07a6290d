/** Text that is already safe to send with `parse_mode: HTML`. Only `html` makes it. */
export type Html = { readonly markup: string }

type Part = string | number | Html | readonly Html[]

/**
 * Makes HTML from a template: what is interpolated is cleaned and escaped, unless it is `Html` already. This is the
 * only way from text to HTML.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const markup = strings.map((fixed, index) => fixed + (index < parts.length ? partMarkup(parts[index] as Part) : ''))
  return { markup: markup.join('') }
}

/** The lines below each other; `null` leaves a line out. */
export function lines(parts: readonly (Html | null)[]): Html {
  return {
    markup: parts
      .filter((part) => part !== null)
      .map(({ markup }) => markup)
      .join('\n'),
  }
}

/** As `lines`, but stops before the line that would pass `lengthMax`, and says so with an ellipsis in its place. */
export function fittingLines(parts: readonly Html[], lengthMax: number): Html {
  const kept: Html[] = []
  let length = 0
  for (const [index, part] of parts.entries()) {
    const roomForEllipsis = index === parts.length - 1 ? 0 : 2
    length += visibleLength(part) + (index === 0 ? 0 : 1)
    if (length + roomForEllipsis > lengthMax) return lines([...kept, html`…`])
    kept.push(part)
  }
  return lines(kept)
}

/** How long Telegram will find it: UTF-16 units without tags, an escaped character counting one. */
export function visibleLength({ markup }: Html): number {
  return markup.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|amp|quot);/g, '.').length
}

/** The lines as they read without marks. */
export function plainLines({ markup }: Html): string[] {
  const plain = markup.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|amp|quot);/g, (entity) => UNESCAPED[entity] ?? '')
  return plain.split('\n')
}

/**
 * Text fit to be shown on one line: lone surrogates replaced, control and direction-changing characters taken out
 * (a merchant must not be able to turn an amount around), white space collapsed.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(
      /[\p{Cc}\p{Co}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{206F}\u{FEFF}\u{FFF9}-\u{FFFB}\u{E0000}-\u{E0FFF}]/gu,
      '',
    )
    .trim()
}

/** The cleaned text in at most `lengthMax` UTF-16 units: cut between graphemes, with an ellipsis where something is gone. */
export function shortText(text: string, lengthMax: number): string {
  const clean = cleanText(text)
  if (clean.length <= lengthMax) return clean
  let kept = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(clean.slice(0, lengthMax))) {
    if (kept.length + segment.length > lengthMax - 1) break
    kept += segment
  }
  // One grapheme can be endless (a letter under a heap of marks): then code points have to do.
  if (kept === '')
    kept = clean
      .slice(0, lengthMax - 1)
      .toWellFormed()
      .replace(/\uFFFD$/, '')
  return `${kept.trimEnd()}…`
}

function partMarkup(part: Part): string {
  if (typeof part === 'string') return escapeText(part)
  if (typeof part === 'number') return String(part)
  return Array.isArray(part) ? part.map(({ markup }: Html) => markup).join('') : (part as Html).markup
}

function escapeText(text: string): string {
  return cleanText(text).replace(/[&<>"]/g, (character) => ESCAPED[character] ?? '')
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const UNESCAPED = Object.fromEntries(Object.entries(ESCAPED).map(([character, entity]) => [entity, character]))
