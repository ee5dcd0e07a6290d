import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { encodePalettePng } from './palette-png.ts'

type Chunk = { readonly type: string; readonly data: Buffer }

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

/** The pixels as `#rrggbb`, row by row, read from the file alone. */
function coloursOf(png: Buffer, width: number): string[] {
  const [, palette, rows] = chunksOf(png)
  const indexes = inflateSync(rows?.data ?? Buffer.alloc(0))
  const colours: string[] = []
  for (const [at, index] of indexes.entries()) {
    if (at % (width + 1) === 0) expect(index).toBe(0)
    else colours.push(`#${palette?.data.toString('hex', index * 3, index * 3 + 3)}`)
  }
  return colours
}

function pixels(colours: readonly string[]): Uint8Array {
  return Uint8Array.from(colours.flatMap((colour) => [...Buffer.from(`${colour.slice(1)}ff`, 'hex')]))
}

describe('encodePalettePng', () => {
  it('gives every pixel back when there are few colours', async () => {
    const colours = ['#102030', '#102030', '#ffffff', '#d3590b', '#000000', '#0b62b8']
    const png = await encodePalettePng({ width: 3, height: 2, rgba: pixels(colours) })
    expect(chunksOf(png).map(({ type }) => type)).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
    expect(coloursOf(png, 3)).toEqual(colours)
  })

  it('turns the rarest colours into their nearest neighbours when there are too many', async () => {
    const common = Array.from({ length: 256 }, (_, red) => `#${red.toString(16).padStart(2, '0')}0000`)
    const colours = [...common, ...common, '#7f0100', '#ff0002']
    const png = await encodePalettePng({ width: 2, height: 257, rgba: pixels(colours) })
    expect(coloursOf(png, 2)).toEqual([...common, ...common, '#7f0000', '#ff0000'])
  })
})
