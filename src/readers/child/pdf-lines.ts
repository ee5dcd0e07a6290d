import { constants, inflateSync } from 'node:zlib'
import type { PlacedLine, PlacedText } from '../../formats/statements/table.ts'
import { LIMITS } from '../limits.ts'
import { Locked, Refused } from './refused.ts'

/** A piece of text as pdf.js gives it. */
type Item = { readonly str: string; readonly transform: number[]; readonly width: number; readonly height: number }
type Placed = PlacedText & { readonly base: number; readonly size: number; readonly isTyped: boolean }

/** Text that stands closer to the text before it than this part of its height belongs to the same word or sentence. */
const JOINT = 0.45
/** Typewriter letters are all this wide, spaces too; there one space parts words and two part columns. */
const TYPED_WIDTH = 0.6
const TYPED_JOINT = 0.64

/** The lines of a PDF's pages from top to bottom, each with its pieces of text from left to right. */
export async function readPdfLines(bytes: Uint8Array, password: string | null): Promise<PlacedLine[]> {
  refuseBombs(bytes)
  const document = await openPdf(bytes, password)
  if (document.numPages > LIMITS.pages) throw new Refused('too-large', `more than ${LIMITS.pages} pages`)
  const lines: PlacedLine[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const top = page.view[3] ?? 0
    lines.push(...linesOf((items as object[]).filter(isItem), number, top, lines.length))
    if (lines.length > LIMITS.rows) throw new Refused('too-large', `more than ${LIMITS.rows} lines`)
    page.cleanup()
  }
  return lines
}

/**
 * Unpacks every stream once, within bounds, before the library does it without any. Streams of a locked file are no
 * readable data yet; they are looked at by its memory alone.
 */
function refuseBombs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left: number = LIMITS.unpackedBytes
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1)
    if (((file[start] ?? 0) & 0x0f) !== 8 || left < 0) continue
    try {
      left -= inflateSync(file.subarray(start), {
        maxOutputLength: Math.max(left, 1),
        finishFlush: constants.Z_SYNC_FLUSH,
      }).length
    } catch (error) {
      if (error instanceof RangeError) throw new Refused('unsafe', 'a page unpacks to far more than it is')
      // Not packed this way, encrypted or damaged: the library says what it is.
    }
  }
}

async function openPdf(bytes: Uint8Array, password: string | null) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  try {
    return await getDocument({
      data: bytes,
      ...(password === null ? {} : { password }),
      verbosity: 0,
      useSystemFonts: true,
      disableFontFace: true,
      isEvalSupported: false,
      useWorkerFetch: false,
    } as Parameters<typeof getDocument>[0]).promise
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') throw new Locked(password !== null)
    throw new Refused('damaged', 'the PDF cannot be read')
  }
}

function isItem(item: object): item is Item {
  return 'str' in item && typeof item.str === 'string' && item.str.trim() !== ''
}

function linesOf(items: readonly Item[], page: number, pageTop: number, linesBefore: number): PlacedLine[] {
  const placed = items.flatMap((item) => pieceOf(item)).sort((left, right) => right.base - left.base)
  const groups: Placed[][] = []
  for (const piece of placed) {
    const current = groups.at(-1)
    const isSameLine = current !== undefined && Math.abs((current[0]?.base ?? 0) - piece.base) < piece.size * 0.45
    if (isSameLine) current.push(piece)
    else groups.push([piece])
  }
  return groups.map((group, index) => {
    const base = group[0]?.base ?? 0
    const above = groups[index - 1]?.[0]?.base
    const size = Math.max(...group.map((piece) => piece.size))
    return {
      line: linesBefore + index + 1,
      page,
      gap: above === undefined ? Number.POSITIVE_INFINITY : (above - base) / size,
      top: pageTop - base,
      pieces: joined(group.sort((left, right) => left.left - right.left)),
    }
  })
}

/** The pieces of one item: a run of spaces inside it parts columns, as in pages made of fixed-width lines. */
function pieceOf({ str, transform, width, height }: Item): Placed[] {
  const [scaleX = 0, skewY = 0, , scaleY = 0, left = 0, base = 0] = transform
  // Text that runs upwards is a stamp or a margin note.
  if (Math.abs(skewY) > Math.abs(scaleX)) return []
  const size = height || Math.abs(scaleY) || 1
  const perCharacter = width / str.length
  return [...str.matchAll(/\S+(?:\s\S+)*/gu)].map((match) => ({
    text: match[0].slice(0, LIMITS.cellLength),
    left: left + match.index * perCharacter,
    right: left + (match.index + match[0].length) * perCharacter,
    base,
    size,
    isTyped: Math.abs(perCharacter / size - TYPED_WIDTH) < 0.012,
  }))
}

function joined(pieces: readonly Placed[]): PlacedText[] {
  const texts: PlacedText[] = []
  let before: Placed | undefined
  for (const piece of pieces) {
    const last = texts.at(-1)
    const gap = last === undefined ? 0 : piece.left - last.right
    const size = before?.size ?? piece.size
    const joint = before?.isTyped && piece.isTyped ? TYPED_JOINT : JOINT
    if (last === undefined || gap > size * joint) texts.push({ text: piece.text, left: piece.left, right: piece.right })
    else {
      const space = gap > size * 0.12 ? ' ' : ''
      texts[texts.length - 1] = { left: last.left, right: piece.right, text: `${last.text}${space}${piece.text}` }
    }
    before = piece
  }
  return texts
}
