import { describe, expect, it, test } from 'vitest'
import { readNarration } from '../../src/categories/read-narration.ts'

describe('the payee of a narration', () => {
  it.each([
    ['POS PURCHASE @SHOPRITE IKEJA LA NG 4412', 'debit', 'SHOPRITE', false],
    ['POS/WEB PURCHASE 442190 FRESHBASKET STORES LEKKI LA NG', 'debit', 'FRESHBASKET STORES', false],
    ['MC Loc POS Prch-000310077412--BLUEGATE PHARMACY    OY           OYNG-', 'debit', 'BLUEGATE PHARMACY', false],
    ['POS Trf @ 2UB10042-GREENLEAF MART ENUGU 618204', 'debit', 'GREENLEAF MART', false],
    ['WEB PYMT PAYSTACK*CHOWDECK', 'debit', 'CHOWDECK', false],
    ['183NIPL26184007B/Flutterwave/KOLANUT STUDIOS', 'credit', 'KOLANUT STUDIOS', false],
    ['183QTRB2618300kT/MOBILE TRF TO GTB/ RENT TOPUP /SIMISOLA ADELEKE', 'debit', 'ADELEKE SIMISOLA', true],
    ['MOB/UTO/GRACE OKPARA/FUEL/40117729051', 'debit', 'GRACE OKPARA', true],
    ['NIBSS INSTANT PAYMENT OUTWARD 407755029648 TO ACCESS CHIKE OKEREKE', 'debit', 'CHIKE OKEREKE', true],
    ['TRANSFER TO OSARO GARUBA ACCESS', 'debit', 'GARUBA OSARO', true],
    ['OneBank Transfer from KEMI DURO to SEUN ALLI', 'debit', 'ALLI SEUN', true],
    ['OneBank Transfer from KEMI DURO to SEUN ALLI', 'credit', 'DURO KEMI', true],
    ['Tailor/ To BISI ADEROUNMU', 'debit', 'ADEROUNMU BISI', true],
    ['NIP TRANSFER TO CHIKE OKEREKE SCHOOL FEES', 'debit', 'CHIKE OKEREKE', true],
    ['BILL_PAYMENT|EEDC PREPAID|54110027731', 'debit', 'EEDC PREPAID', false],
  ] as const)('of %j (%s) is %s', (text, direction, key, isPerson) => {
    expect(readNarration(text, direction).payee).toMatchObject({ key, isPerson })
  })

  it.each([
    'NIP Charge + VAT',
    'STAMP DUTY CHARGE FOR TRXNS BTW 09-08-2026 TO 15-08-2026',
    'CARD MAINTENANCE FEE Q1 2026 + VAT',
    'SMS ALERT CHARGES FEB 2025',
  ])('is nobody in %j, which is a charge', (text) => {
    expect(readNarration(text, 'debit')).toMatchObject({ payee: null, rail: 'fee' })
  })

  it('is the same however a person is written', () => {
    const keys = ['NIP CR/MOB/ADA NGOZI OBI/GTB', 'TRANSFER TO OBI ADA NGOZI KUDA', 'Send to Mrs. Ada Ngozi Obi'].map(
      (text) => readNarration(text, 'debit').payee?.key,
    )
    expect(new Set(keys)).toEqual(new Set(['ADA NGOZI OBI']))
  })

  it('is the one a bank file read, where it did', () => {
    const { payee, remark } = readNarration('TRF/RENT/X9', 'debit', 'Landlady & Sons')
    expect(payee?.key).toBe('LANDLADY SONS')
    expect(remark).toContain('RENT')
  })
})

test('numbers that may be phones, meters and accounts are kept, short ones are not', () => {
  expect(readNarration('Airtime//08034410297//MTN 55', 'debit')).toMatchObject({
    rail: 'airtime',
    numbers: ['08034410297'],
  })
})

test.each(['', ' ', '///', '🙂', '-'.repeat(5_000), 'A/'.repeat(5_000), 'ẸKỌ́ '.repeat(3_000)])(
  '%j is read without harm',
  (text) => {
    expect(readNarration(text, null).numbers).toEqual([])
  },
)
