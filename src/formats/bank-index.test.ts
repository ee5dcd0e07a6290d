import { describe, expect, it } from 'vitest'
import type { BankFormat } from './bank-format.ts'
import { createBankIndex, putAhead } from './bank-index.ts'
import { parse } from './parse.ts'

function bankOf(id: string, ...samples: string[]): BankFormat {
  return {
    id,
    name: id,
    country: 'NG',
    currency: 'NGN',
    timeZone: 'Africa/Lagos',
    senders: [],
    layouts: samples.map((sample, at) => ({
      id: `${at}`,
      channel: 'sms',
      evidence: 'real',
      direction: 'debit',
      sample,
    })),
  }
}

const BUILT_IN = bankOf('xx-built-in', 'Acme debit of «amount:5.00» for «narration:TEXT»')
const PACK = bankOf('xx-pack', 'Acme debit of «amount:5.00» for «counterparty:TEXT» today')
const TAUGHT = bankOf('xx-taught', 'debit of «amount:5.00» for «counterparty:TEXT» today')
const TEXT = 'Acme debit of 5.00 for ADA OBI today'

function read(text: string, index: ReturnType<typeof createBankIndex>) {
  const receivedAt = Temporal.Instant.fromEpochMilliseconds(0)
  const outcome = parse({ source: 'sms', sender: null, subject: null, text, receivedAt }, index)
  return outcome.kind === 'parsed' ? outcome.alerts.map((alert) => alert.bankId) : outcome.kind
}

describe('banks put ahead of others', () => {
  it('are the ones that count where both claim a message, which is else a bug', () => {
    expect(read(TEXT, createBankIndex([BUILT_IN, PACK]))).toBe('ambiguous')
    expect(read(TEXT, putAhead([PACK], createBankIndex([BUILT_IN])))).toEqual(['xx-pack'])
    expect(read(TEXT, putAhead([BUILT_IN], createBankIndex([PACK])))).toEqual(['xx-built-in'])
  })

  it('count as well when their layout begins behind where the other one does', () => {
    const packs = putAhead([PACK], createBankIndex([BUILT_IN]))
    expect(read(TEXT, putAhead([TAUGHT], packs))).toEqual(['xx-taught'])
  })

  it('leave the rest of a message to the others', () => {
    const index = putAhead([PACK], createBankIndex([BUILT_IN]))
    expect(read(`Acme debit of 7.00 for rent\n\n${TEXT}`, index)).toEqual(['xx-built-in', 'xx-pack'])
    expect(read('Acme debit of 7.00 for rent', index)).toEqual(['xx-built-in'])
  })

  it('must not have the id of one that is there', () => {
    expect(() => putAhead([PACK], createBankIndex([PACK]))).toThrow('two banks have the id xx-pack')
  })
})
