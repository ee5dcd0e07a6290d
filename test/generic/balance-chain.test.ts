import { expect, test } from 'vitest'
import { readGeneric } from '../../src/formats/generic/read-generic.ts'
import { normalize } from '../../src/formats/normalize.ts'

const WEAK = 'Paid INR 500.00. Balance INR 1,500.00'
const CLEAR = 'Your account XX1234 has been debited with INR 500.00. Balance INR 1,500.00.'

function read(text: string, known: bigint | null): boolean {
  const alert = readGeneric(normalize(text), {
    sender: null,
    receivedAt: Temporal.Instant.from('2026-10-12T09:00:00Z'),
    isSuspect: false,
    knownBalance: () => known,
  })
  return alert !== null
}

test('a balance that follows from the known one makes a weak reading certain', () => {
  expect(read(WEAK, null)).toBe(false)
  expect(read(WEAK, 200_000n)).toBe(true)
})

test('a balance that follows only from the other direction forbids the reading', () => {
  expect(read(CLEAR, null)).toBe(true)
  expect(read(CLEAR, 100_000n)).toBe(false)
})

test('a balance that does not follow lowers certainty without forbidding what is said outright', () => {
  expect(read(CLEAR, 999_999n)).toBe(true)
})
