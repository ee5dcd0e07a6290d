import { describe, expect, it } from 'vitest'
import type { ParsedAlert } from '../../domain/alert.ts'
import { readCharge } from './charge-text.ts'

function charge(narration: string | null) {
  return readCharge({ counterparty: null, narration } as ParsedAlert)
}

describe('what a charge is for', () => {
  it.each([
    ['NIP Charge + VAT', 'transfer'],
    ['TRANSFER FEE + VALUE ADDED TAX', 'transfer'],
    ['VAT ON NIP TRANSFER COMMISSION 314230', 'transfer'],
    ['ELECTRONIC MONEY TRANSFER LEVY', 'levy'],
    ['EMTL/STAMP DUTY 21052026', 'levy'],
    ['SMS ALERT CHARGES FEB 2025', 'none'],
    ['CARD MAINTENANCE FEE Q1 2026 + VAT', 'none'],
    ['ATM WITHDRAWAL FEE', 'cash'],
    [null, 'transfer'],
  ])('%s: %s', (narration, kind) => {
    expect(charge(narration).kind).toBe(kind)
  })

  it.each([
    'STAMP DUTY CHARGE FOR TRXNS BTW 09-08-2026 TO 15-08-2026',
    'STAMP DUTY 2026-08-09 - 2026-08-15',
    'Stamp duty 09/AUG/26 to 15/AUG/26',
  ])('reads the days of %s', (narration) => {
    const { span } = charge(narration)
    expect([span?.from.toString(), span?.to.toString()]).toEqual(['2026-08-09', '2026-08-15'])
  })

  it('takes no other numbers for days', () => {
    expect(charge('STAMP DUTY 99/99/2026 TO 15-08-2026').span).toBeNull()
    expect(charge('STAMP DUTY 15-08-2026 TO 09-08-2026').span).toBeNull()
  })
})
