/** What the drawing code uses of a canvas context, here because the project compiles without the browser's types. */
export type Drawing = {
  font: string
  fillStyle: string
  strokeStyle: string
  lineWidth: number
  lineJoin: 'round'
  textAlign: 'left' | 'right' | 'center'
  textBaseline: 'alphabetic'
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  strokeText(text: string, x: number, y: number): void
  measureText(text: string): { width: number }
  beginPath(): void
  roundRect(x: number, y: number, width: number, height: number, radius: number): void
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  setLineDash(segments: number[]): void
  closePath(): void
  fill(): void
  stroke(): void
  save(): void
  restore(): void
}

/** The family under which the bundled Inter is registered; a name of its own, so that an installed Inter cannot step in. */
export const FONT_FAMILY = 'Bundled Inter'

/** How a piece of text is set; `size` in pixels. */
export type TextStyle = { readonly size: number; readonly weight: 400 | 700; readonly colour: string }

/** Chooses the font and colour for what is measured or written next. */
function setText(drawing: Drawing, { size, weight, colour }: TextStyle): void {
  drawing.font = `${weight} ${size}px "${FONT_FAMILY}"`
  drawing.fillStyle = colour
  drawing.textBaseline = 'alphabetic'
}

/** Where a line of text stands: its baseline, and which of its points `x` is. */
export type TextPlace = { readonly x: number; readonly y: number; readonly align?: 'left' | 'right' | 'center' }

/** Writes one line at its baseline. */
export function writeText(drawing: Drawing, text: string, at: TextPlace, style: TextStyle): void {
  setText(drawing, style)
  drawing.textAlign = at.align ?? 'left'
  drawing.fillText(text, at.x, at.y)
}

/** Writes one line with a rim of the background's colour, readable where a line of the chart runs behind it. */
export function writeOverLines(drawing: Drawing, text: string, at: TextPlace, style: TextStyle, rim: string): void {
  setText(drawing, style)
  drawing.textAlign = at.align ?? 'left'
  drawing.strokeStyle = rim
  drawing.lineWidth = style.size / 3
  drawing.lineJoin = 'round'
  drawing.strokeText(text, at.x, at.y)
  drawing.fillText(text, at.x, at.y)
}

/** Width in pixels. */
export function textWidth(drawing: Drawing, text: string, style: TextStyle): number {
  setText(drawing, style)
  return drawing.measureText(text).width
}

/** The same style, smaller where `text` would be wider than `widthMax`, but never below `sizeMin`. */
export function fitStyle(
  drawing: Drawing,
  text: string,
  style: TextStyle,
  widthMax: number,
  sizeMin: number,
): TextStyle {
  const width = textWidth(drawing, text, style)
  if (width <= widthMax) return style
  return { ...style, size: Math.max(sizeMin, Math.floor((style.size * widthMax) / width)) }
}

/** `text`, cut between whole letters (marks stay with theirs) and ended by "…" where it is wider than `widthMax`. */
export function ellipsize(drawing: Drawing, text: string, style: TextStyle, widthMax: number): string {
  if (textWidth(drawing, text, style) <= widthMax) return text
  const letters = [...LETTERS.segment(text.slice(0, LETTERS_MAX))].map(({ segment }) => segment)
  let fits = 0
  let tooMany = letters.length + 1
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (textWidth(drawing, cutText(letters, middle), style) <= widthMax) fits = middle
    else tooMany = middle
  }
  return cutText(letters, fits)
}

/**
 * A name as the bundled font can draw it: composed, without emoji, invisible characters, broken surrogates and piled-up marks, on
 * one line. `No name` when nothing is left.
 */
export function printable(text: string): string {
  const drawn = text
    .toWellFormed()
    .normalize('NFC')
    .replace(
      /(?![©®™])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3|\ufe0e|\ufe0f|\ufffd/gu,
      '',
    )
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return drawn === '' ? 'No name' : drawn
}

const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** More UTF-16 units than any width holds. */
const LETTERS_MAX = 400

function cutText(letters: readonly string[], count: number): string {
  return `${letters.slice(0, count).join('').trimEnd()}…`
}
