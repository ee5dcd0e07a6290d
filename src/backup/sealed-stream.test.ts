import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { open, seal } from './sealed-stream.ts'

const LOG2_N = 10
const CHUNK = 64 * 1024

async function gather(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

const sealed = (bytes: Uint8Array, passphrase = 'open sesame') => gather(seal([bytes], passphrase, LOG2_N))
const opened = (bytes: Uint8Array, passphrase = 'open sesame') => gather(open([bytes], passphrase))

it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])('gives back %i bytes as they were', async (length) => {
  const bytes = randomBytes(length)
  expect(await opened(await sealed(bytes))).toEqual(bytes)
})

it('does not depend on the pieces that the bytes come in, nor on how a keyboard writes the passphrase', async () => {
  const bytes = randomBytes(CHUNK + 5)
  const file = await gather(seal([bytes.subarray(0, 3), bytes.subarray(3)], 'Ẹ̀kọ́'.normalize('NFD'), LOG2_N))
  const pieces = Array.from({ length: Math.ceil(file.length / 999) }, (_, at) =>
    file.subarray(at * 999, at * 999 + 999),
  )
  expect(await gather(open(pieces, 'Ẹ̀kọ́'.normalize('NFC')))).toEqual(bytes)
})

it('gives another file each time', async () => {
  const bytes = randomBytes(10)
  expect(await sealed(bytes)).not.toEqual(await sealed(bytes))
})

it('refuses another passphrase in words of its own', async () => {
  await expect(opened(await sealed(randomBytes(5)), 'open barley')).rejects.toThrow('The passphrase is not the one')
})

it('refuses a file with any bit of any byte changed', async () => {
  const file = await sealed(Buffer.from('money'))
  for (let at = 0; at < file.length; at += 1) {
    const copy = Buffer.from(file)
    copy.writeUInt8(copy.readUInt8(at) ^ (1 << (at % 8)), at)
    await expect(opened(copy), `byte ${at}`).rejects.toThrow(/damaged|no backup|format|passphrase/)
  }
})

it('refuses a file that is cut anywhere, at the end of a chunk, too, and one that goes on', async () => {
  const file = await sealed(randomBytes(2 * CHUNK))
  const header = file.length - 2 * (CHUNK + 16)
  for (const length of [0, 10, header, header + 10, header + CHUNK + 16, file.length - 1]) {
    await expect(opened(file.subarray(0, length)), `${length} bytes`).rejects.toThrow(/damaged|no backup|cut short/)
  }
  await expect(opened(Buffer.concat([file, Buffer.of(0)]))).rejects.toThrow('damaged')
})

it('refuses chunks that were put in another order', async () => {
  const file = await sealed(randomBytes(2 * CHUNK + 1))
  const header = file.length - 2 * (CHUNK + 16) - 17
  const chunk = (number: number) => file.subarray(header + number * (CHUNK + 16), header + (number + 1) * (CHUNK + 16))
  const swapped = Buffer.concat([file.subarray(0, header), chunk(1), chunk(0), file.subarray(-17)])
  await expect(opened(swapped)).rejects.toThrow('damaged')
})
