/**
 * A message as the readers see it: full-width forms as ASCII, odd spaces as spaces, invisible marks gone, runs of space
 * as one character (a line break if the run had one), quote marks at the start of lines gone. `origin[i]` is the index in the raw text of `text[i]`, with one
 * more entry for the end. `lower` has the length of `text`.
 */
export type NormalizedText = {
  readonly raw: string
  readonly text: string
  readonly lower: string
  readonly origin: Int32Array
}

/** Soft hyphen, zero-width, bidirectional and variation marks: invisible, so they cannot be part of what is said. */
function isInvisible(code: number): boolean {
  if (code < 0xad) return false
  return (
    code === 0xad ||
    code === 0x61c ||
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff
  )
}

function isLineBreak(code: number): boolean {
  return (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029
}

function isBlank(code: number): boolean {
  return (
    code <= 0x20 ||
    (code >= 0x7f &&
      (code === 0x7f ||
        code === 0xa0 ||
        code === 0x1680 ||
        (code >= 0x2000 && code <= 0x200a) ||
        code === 0x202f ||
        code === 0x205f ||
        code === 0x3000))
  )
}

/** Full-width ASCII and the dashes and quotes that stand for ASCII ones; other characters as they are. */
function plain(code: number): number {
  if (code < 0xb7) return code
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe63) return MINUS
  if (code === 0x2018 || code === 0x2019) return APOSTROPHE
  if (code === 0x201c || code === 0x201d) return QUOTE
  if (code === 0x2217 || code === 0x2022 || code === 0x25cf || code === 0xb7) return STAR
  return code
}

const [MINUS, APOSTROPHE, QUOTE, STAR, SPACE, LINE_BREAK, QUOTE_MARK] = [0x2d, 0x27, 0x22, 0x2a, 0x20, 0x0a, 0x3e]
/** How many character codes go into one call that makes a string of them. */
const CHUNK = 4_096

/** Much faster than spreading; `apply` takes anything with a length. */
const fromCodes = (codes: ArrayLike<number>): string =>
  Reflect.apply<undefined, number[], string>(String.fromCharCode, undefined, codes as number[])

/** The text of character codes. */
function textOf(codes: Uint16Array): string {
  let text = ''
  for (let at = 0; at < codes.length; at += CHUNK) text += fromCodes(codes.subarray(at, at + CHUNK))
  return text
}

/** Lower case of the same length: characters whose lower case is longer stay as they are. */
function lowered(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from({ length: text.length }, (_, at) => {
    const character = text.charAt(at).toLowerCase()
    return character.length === 1 ? character : text.charAt(at)
  }).join('')
}

/** The normalised form of a raw text, in one pass. */
export function normalize(raw: string): NormalizedText {
  const codes = new Uint16Array(raw.length)
  const origin = new Int32Array(raw.length + 1)
  let length = 0
  let pendingSpace = 0
  let pendingAt = 0
  for (let index = 0; index < raw.length; index++) {
    const code = raw.charCodeAt(index)
    const isBreak = isLineBreak(code)
    if (isBreak || isBlank(code)) {
      if (pendingSpace === 0) pendingAt = index
      if (isBreak) pendingSpace = LINE_BREAK
      else if (pendingSpace === 0) pendingSpace = SPACE
      continue
    }
    if (isInvisible(code)) continue
    // Quoted lines of a forwarded message begin with it.
    if (code === QUOTE_MARK && (length === 0 || pendingSpace === LINE_BREAK)) continue
    if (pendingSpace !== 0 && length > 0) {
      codes[length] = pendingSpace
      origin[length++] = pendingAt
    }
    pendingSpace = 0
    codes[length] = plain(code)
    origin[length++] = index
  }
  origin[length] = pendingSpace === 0 ? raw.length : pendingAt
  const text = textOf(codes.subarray(0, length))
  return { raw, text, lower: lowered(text), origin }
}

/** The raw text behind a stretch of the normalised one. */
export function rawSlice(normalized: NormalizedText, start: number, end: number): string {
  if (end <= start) return ''
  return normalized.raw.slice(normalized.origin[start], (normalized.origin[end - 1] ?? 0) + 1)
}

/** Printed ASCII with single spaces: nothing to do. */
const PLAIN_WORDS = /^[!-~]+(?: [!-~]+)*$/u

/** The text without invisible marks and with every run of white space as one space: how a person reads it. */
export function visibleText(raw: string): string {
  if (PLAIN_WORDS.test(raw)) return raw
  const visible = [...raw].filter((character) => !isInvisible(character.charCodeAt(0))).join('')
  return visible.replace(/\s+/gu, ' ').trim()
}
