import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVault, type Place, VaultError } from './vault.ts'

const key = (fill: number) => new Uint8Array(32).fill(fill)
const vault = createVault(key(1))
const place: Place = { table: 'raw_messages', column: 'body', ledgerId: 'ledger-1', rowId: 'row-1' }

const bytes = fc.uint8Array({ maxLength: 200 })
const places: fc.Arbitrary<Place> = fc.record({
  table: fc.string(),
  column: fc.string(),
  ledgerId: fc.option(fc.string().filter((id) => id !== '-')),
  rowId: fc.string(),
})

describe('seal and open', () => {
  test('give back what was sealed, for the same place', () => {
    fc.assert(
      fc.property(places, bytes, (somewhere, plaintext) => {
        expect(new Uint8Array(vault.open(somewhere, vault.seal(somewhere, plaintext)))).toEqual(plaintext)
      }),
    )
  })

  test('text comes back as its UTF-8 bytes', () => {
    const text = 'Amt:₦5,000 Ẹ̀kọ́ 🇳🇬'
    expect(Buffer.from(vault.open(place, vault.seal(place, text))).toString('utf8')).toBe(text)
  })

  test('refuse another place, wherever it differs', () => {
    fc.assert(
      fc.property(places, places, bytes, (here, there, plaintext) => {
        fc.pre(JSON.stringify(here) !== JSON.stringify(there))
        expect(() => vault.open(there, vault.seal(here, plaintext))).toThrow(VaultError)
      }),
    )
    for (const moved of [
      { table: 'x' },
      { column: 'x' },
      { ledgerId: 'ledger-2' },
      { ledgerId: null },
      { rowId: 'x' },
    ]) {
      expect(() => vault.open({ ...place, ...moved }, vault.seal(place, 'secret'))).toThrow(VaultError)
    }
  })

  test('the parts of a place do not run into one another', () => {
    const sealed = vault.seal({ ...place, table: 'ab', column: 'c' }, 'secret')
    expect(() => vault.open({ ...place, table: 'a', column: 'bc' }, sealed)).toThrow(VaultError)
  })

  test('refuse every single flipped bit', () => {
    const sealed = vault.seal(place, 'secret')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => vault.open(place, changed)).toThrow(VaultError)
    }
  })

  test('refuse every cut, and bytes added', () => {
    const sealed = vault.seal(place, 'secret')
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => vault.open(place, sealed.subarray(0, length))).toThrow(VaultError)
    }
    expect(() => vault.open(place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow(VaultError)
  })

  test('refuse another key, and say so', () => {
    expect(() => createVault(key(2)).open(place, vault.seal(place, 'secret'))).toThrow(/another SECRET_KEY/)
  })

  test('never seal alike twice, and show nothing of the text', () => {
    const sealed = [1, 2].map(() => Buffer.from(vault.seal(place, 'CANARY-8137')))
    expect(sealed[0]?.equals(sealed[1] ?? Buffer.alloc(0))).toBe(false)
    expect(sealed[0]?.includes('CANARY')).toBe(false)
  })

  test('a refusal holds nothing of the content', () => {
    const sealed = Buffer.from(vault.seal(place, 'CANARY-8137'))
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
    try {
      vault.open(place, sealed)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(VaultError)
      expect(JSON.stringify([(error as Error).message, (error as Error).cause ?? null])).not.toContain('CANARY')
    }
  })
})

describe('fingerprints', () => {
  test('are equal for equal purpose and text only, under one key', () => {
    const pair = fc.tuple(fc.string(), fc.string())
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        const areEqual = JSON.stringify(one) === JSON.stringify(other)
        expect(vault.fingerprint(...one) === vault.fingerprint(...other)).toBe(areEqual)
      }),
    )
    expect(vault.fingerprint('message', 'x')).toMatch(/^[0-9a-f]{32}$/)
    expect(createVault(key(2)).fingerprint('message', 'x')).not.toBe(vault.fingerprint('message', 'x'))
  })
})

describe('derived ids', () => {
  test('are version 8 UUIDs, the same for the same parts and different for others', () => {
    const list = fc.array(fc.string(), { maxLength: 4 })
    fc.assert(
      fc.property(list, list, (one, other) => {
        const areEqual = JSON.stringify(one) === JSON.stringify(other)
        expect(vault.deriveId(...one) === vault.deriveId(...other)).toBe(areEqual)
        expect(vault.deriveId(...one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
    )
    expect(vault.deriveId('ab', 'c')).not.toBe(vault.deriveId('a', 'bc'))
    expect(createVault(key(2)).deriveId('a')).not.toBe(vault.deriveId('a'))
  })

  test('stay what they are from release to release, as do fingerprints and the key check', () => {
    expect([vault.deriveId('ledger', 'origin'), vault.fingerprint('message', 'text'), vault.keyCheck]).toEqual([
      'd83ed6ce-963b-82e8-a803-b46c1ceb4d9c',
      'eacd7dc5e6a416f4bc57527242074466',
      'faff8850630fdaa103f5084b29e4bd44',
    ])
  })
})

test('a code is good for its own purpose, text and key only', () => {
  const code = vault.mac('button', 'undo:1')
  expect(vault.isMac('button', 'undo:1', code)).toBe(true)
  expect(vault.isMac('button', 'undo:2', code)).toBe(false)
  expect(vault.isMac('link', 'undo:1', code)).toBe(false)
  expect(vault.isMac('button', 'undo:1', code.subarray(1))).toBe(false)
  expect(createVault(key(2)).isMac('button', 'undo:1', code)).toBe(false)
})

test('the key check differs from key to key', () => {
  expect(createVault(key(2)).keyCheck).not.toBe(vault.keyCheck)
})

test('a key that is not 32 bytes is refused', () => {
  expect(() => createVault(new Uint8Array(31))).toThrow(RangeError)
})
