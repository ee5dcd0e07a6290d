import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

/** Pixels row by row from the top, four bytes each: red, green, blue, alpha; alpha is taken for full. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgba: Uint8Array }

const COLOURS_MAX = 256
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const compress = promisify(deflate)

/**
 * The pixels as a PNG with a palette, a third of the size of a true-colour one: charts are flat areas and the soft edges of letters.
 * The 256 commonest colours are exact, each rarer one becomes the nearest of them. The same pixels give the same bytes (PNG 3rd ed.).
 */
export async function encodePalettePng({ width, height, rgba }: Pixels): Promise<Buffer> {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height)
  const palette = commonestColours(pixels)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8) // eight bits a pixel, palette, deflate, no filter, not interlaced
  const rows = await compress(indexRows(pixels, width, height, palette), { level: 7 })
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function commonestColours(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>()
  // Runs of one colour are the rule, so the map is asked once a run.
  for (let at = 0; at < pixels.length; ) {
    const colour = pixels[at] as number
    const from = at
    while (at < pixels.length && pixels[at] === colour) at += 1
    counts.set(colour, (counts.get(colour) ?? 0) + at - from)
  }
  const ranked = [...counts].sort(([colourA, a], [colourB, b]) => b - a || colourA - colourB)
  return ranked.slice(0, COLOURS_MAX).map(([colour]) => colour)
}

/** One byte a pixel, and before each row the byte 0: no filter. */
function indexRows(pixels: Uint32Array, width: number, height: number, palette: readonly number[]): Buffer {
  const indexes = new Map(palette.map((colour, index) => [colour, index]))
  const rows = Buffer.alloc((width + 1) * height)
  let colour = palette[0] as number
  let index = 0
  for (let at = 0; at < pixels.length; at += 1) {
    if (pixels[at] !== colour) {
      colour = pixels[at] as number
      index = indexes.get(colour) ?? nearestIndex(colour, palette)
      indexes.set(colour, index)
    }
    rows[at + Math.floor(at / width) + 1] = index
  }
  return rows
}

function nearestIndex(colour: number, palette: readonly number[]): number {
  const [red, green, blue] = channels(colour)
  let nearest = 0
  let distanceMin = Number.POSITIVE_INFINITY
  for (const [index, candidate] of palette.entries()) {
    const [r, g, b] = channels(candidate)
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
    if (distance >= distanceMin) continue
    distanceMin = distance
    nearest = index
  }
  return nearest
}

/** Read as a little-endian word, a pixel's lowest byte is red. Node runs on no big-endian platform this product supports. */
function channels(colour: number): [red: number, green: number, blue: number] {
  return [colour & 0xff, (colour >>> 8) & 0xff, (colour >>> 16) & 0xff]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
