import { expect, test } from 'vitest'
import { accessBank } from '../../banks/ng-access-bank.ts'
import { deriveFromNarration } from './derive.ts'
import { withoutPlace } from './places.ts'
import { compileShapes } from './shapes.ts'

const common = compileShapes([])
const access = compileShapes(accessBank.narrations)

test.each([
  ['NIP/GTB/NGOZI  OKAFOR/SCHOOL FEES', 'credit', 'NGOZI OKAFOR', 'transfer', null],
  ['NIP/OPAY/ESTHER BASSEY', 'debit', 'ESTHER BASSEY', 'transfer', null],
  ['NIP/GTB/REV JOHN OBI/OFFERING', 'credit', 'REV JOHN OBI', 'transfer', null],
  ['CIP/CR/MOB/TERKULA IORFA', 'debit', 'TERKULA IORFA', 'transfer', null],
  ['NIP CR/HAUWA BELLO/KUDA', 'debit', 'HAUWA BELLO', 'transfer', null],
  ['TRF FRM ADA OBI TO UMAR SANI|RENT', 'debit', 'UMAR SANI', 'transfer', null],
  ['TRF FRM ADA OBI TO UMAR SANI|RENT', 'credit', 'ADA OBI', 'transfer', null],
  ['Transfer to Ireti Bamgbose/9920114872', 'debit', 'Ireti Bamgbose', 'transfer', '9920114872'],
  ['OUTWARD TRANSFER TO OPAY - MOSES EKANEM', 'debit', 'MOSES EKANEM', 'transfer', null],
  ['VIA GTWORLD OWN ACCOUNT TRANSFER', 'debit', null, 'transfer', null],
  ['POS Pur @ SHOPRITE LEKKI', 'debit', 'SHOPRITE', 'pos', null],
  ['POS PURCHASE @SHOPRITE IKEJA LA', 'debit', 'SHOPRITE', 'pos', null],
  ['POS PURCHASE DATA HUB IKEJA LA', 'debit', 'DATA HUB', 'pos', null],
  [
    'POS/WEB PURCHASE 118273 MAMA CASS RESTAURANT PORT HARCOURT RV NG',
    'debit',
    'MAMA CASS RESTAURANT',
    'pos',
    '118273',
  ],
  ['MC Loc Web Prch-000310077412--JUMIA FOOD    LA           LANG-', 'debit', 'JUMIA FOOD', 'web', '000310077412'],
  ['MC POS Intl- SPOTIFY AB SE', 'debit', 'SPOTIFY AB', 'web', null],
  ['RSVL OF OUTWARD TRANSFER TO OPAY - MOSES EKANEM FAILED TXN', 'credit', 'MOSES EKANEM', 'reversal', null],
  ['RSVL POS/WEB PURCHASE 442190 FRESHBASKET STORES LEKKI', 'credit', 'FRESHBASKET STORES', 'reversal', '442190'],
  ['MOBILE TRF TO GTB/ LOAN REFUND /ADA OBI', 'debit', 'ADA OBI', 'transfer', null],
  ['Airtime//08034410297//MTN', 'debit', 'MTN', 'airtime', null],
  ['-USSD-AIRTIME/AIRTEL/08139920417', 'debit', 'AIRTEL', 'airtime', null],
  ['DATA PURCHASE GLO 08051193380', 'debit', 'GLO', 'airtime', null],
  ['DSTV SUBSCRIPTION 4410298873', 'debit', 'DSTV', 'bill', null],
  ['BILL_PAYMENT|EEDC PREPAID|54110027731', 'debit', 'EEDC', 'bill', '54110027731'],
  ['NIP Charge + VAT', 'debit', null, 'fee', null],
  ['STAMP DUTY CHARGE FOR TRXNS BTW 09-08-2026 TO 15-08-2026', 'debit', null, 'fee', null],
  ['CAPITALIZED INTEREST CREDIT JUNE 2026', 'credit', null, 'interest', null],
  ['ATM WDL @ ADETOKUNBO BR VI LA', 'debit', null, 'atm', null],
  ['CASH DEPOSIT BY SELF KANO', 'credit', null, 'cash', null],
  ['Card Payment via POS', 'debit', null, 'pos', null],
  ['HOTPOT', 'debit', null, null, null],
] as const)('%j (%s) names %s, rail %s, reference %s', (narration, direction, counterparty, channel, reference) => {
  expect(deriveFromNarration(narration, direction, common, { steps: 0 })).toEqual({ counterparty, channel, reference })
})

test("a bank's own shapes are read before the common ones when they say more", () => {
  const narration = '183QTRB2618300kT/MOBILE TRF TO GTB/ RENT TOPUP /SIMISOLA ADELEKE'
  expect(deriveFromNarration(narration, 'debit', access, { steps: 0 })).toEqual({
    counterparty: 'SIMISOLA ADELEKE',
    channel: 'transfer',
    reference: '183QTRB2618300kT',
  })
  expect(
    deriveFromNarration('183QTRB2618300kT/MOBILE TRF TO GTB/ JAN/FEB /ADA OBI', 'debit', access, { steps: 0 })
      .counterparty,
  ).toBe('ADA OBI')
})

test.each([
  ['HOTPOT GRILL YABA LA', 'HOTPOT GRILL'],
  ['NORTHWIND HOSTING INC US', 'NORTHWIND HOSTING INC'],
  ['GREENLEAF MART ENUGU 618204', 'GREENLEAF MART'],
  ['BLUEGATE PHARMACY OY OYNG-', 'BLUEGATE PHARMACY'],
  ['LAGOS CONTINENTAL VICTORIA ISLAND LA NG', 'LAGOS CONTINENTAL'],
  ['LEKKI', 'LEKKI'],
  ['SHOPRITE', 'SHOPRITE'],
  ['CHICKEN REPUBLIC', 'CHICKEN REPUBLIC'],
])('without its place, %j is %j', (printed, name) => {
  expect(withoutPlace(printed)).toBe(name)
})
