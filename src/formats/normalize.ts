/**
 * A message as the readers see it: full-width forms as ASCII, odd spaces as spaces, invisible marks gone, runs of space
 * as one character (a line break if the run had one). `origin[i]` is the index in the raw text of `text[i]`, with one
 * more entry for the end. `lower` has the length of `text`.
 */
export type NormalizedText = {
  readonly raw: string
  readonly text: string
  readonly lower: string
  readonly origin: readonly number[]
}

/** Soft hyphen, zero-width, bidirectional and variation marks: invisible, so they cannot be part of what is said. */
function isInvisible(code: number): boolean {
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
    code === 0x7f ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

/** Full-width ASCII and the dashes and quotes that stand for ASCII ones; other characters as they are. */
function plain(code: number): string {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe63) return '-'
  if (code === 0x2018 || code === 0x2019) return "'"
  if (code === 0x201c || code === 0x201d) return '"'
  if (code === 0x2217 || code === 0x2022 || code === 0x25cf || code === 0xb7) return '*'
  return String.fromCharCode(code)
}

function lowered(character: string): string {
  const lower = character.toLowerCase()
  return lower.length === character.length ? lower : character
}

/** The normalised form of a raw text, in one pass. */
export function normalize(raw: string): NormalizedText {
  const characters: string[] = []
  const origin: number[] = []
  let pendingSpace = ''
  let pendingAt = 0
  for (let index = 0; index < raw.length; index++) {
    const code = raw.charCodeAt(index)
    if (isLineBreak(code) || isBlank(code)) {
      if (pendingSpace === '') pendingAt = index
      pendingSpace = isLineBreak(code) || pendingSpace === '\n' ? '\n' : ' '
      continue
    }
    if (isInvisible(code)) continue
    if (pendingSpace !== '' && characters.length > 0) {
      characters.push(pendingSpace)
      origin.push(pendingAt)
    }
    pendingSpace = ''
    characters.push(plain(code))
    origin.push(index)
  }
  origin.push(pendingSpace === '' ? raw.length : pendingAt)
  return { raw, text: characters.join(''), lower: characters.map(lowered).join(''), origin }
}

/** The raw text behind a stretch of the normalised one. */
export function rawSlice(normalized: NormalizedText, start: number, end: number): string {
  if (end <= start) return ''
  return normalized.raw.slice(normalized.origin[start], (normalized.origin[end - 1] ?? 0) + 1)
}

/** The text without invisible marks and with every run of white space as one space: how a person reads it. */
export function visibleText(raw: string): string {
  const visible = [...raw].filter((character) => !isInvisible(character.charCodeAt(0))).join('')
  return visible.replace(/\s+/gu, ' ').trim()
}
