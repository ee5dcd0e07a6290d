import { describe, expect, it, test } from 'vitest'
import { HEADS } from '../../src/categories/seed/heads.ts'
import { LABEL_WORDS } from '../../src/categories/seed/label-words.ts'
import { NAMES } from '../../src/categories/seed/names.ts'
import { PLAIN_NAMES } from '../../src/categories/seed/plain-names.ts'
import { REMARKS } from '../../src/categories/seed/remarks.ts'
import { chargeCategory, seededCategories } from '../../src/categories/seeded-category.ts'
import { SEED_CATEGORIES } from '../../src/pipeline/seed/categories.ts'

function categoryOf(narration: string, direction: 'debit' | 'credit' = 'debit'): string | null {
  return seededCategories({ counterparty: null, narration, direction, isOwnWords: false })[0]?.key ?? null
}

describe('what is known without history', () => {
  it.each([
    ['POS PURCHASE @SHOPRITE IKEJA LA NG 4412', 'food.groceries'],
    ['POS PURCHASE SHOPRITE IKE', 'food.groceries'],
    ['MC Loc POS Prch-618204990112--CHICKEN REPUBL    LA           LANG-', 'food.eating-out'],
    ['WEB PUR CHICKENREPUBLIC', 'food.eating-out'],
    ["POS PURCHASE DOMINO'S PIZZA YABA LA", 'food.eating-out'],
    ['POS PURCHASE TOTAL LEKKI LA NG', 'transport.fuel'],
    ['BILL_PAYMENT|EEDC PREPAID|54110027731', 'home.electricity'],
    ['NIP CR/MOB/RCCG JESUS PARISH/GTB', 'faith.tithe'],
    ['MC POS Intl- SPOTIFY AB  SE', 'fun.tv'],
    ['WEB PUR @ BET9JA', 'fun.betting'],
    ['GLO Data 3.9GB 08051193380', 'phone.data'],
    ['DATA TOPUP GLO-08051193380', 'phone.data'],
    ['AIRTIME TOPUP GLO-08051193380', 'phone.airtime'],
    ['POS PURCHASE CHURCH STREET PHARMACY IKEJA LA', 'health.pharmacy'],
    ['POS PURCHASE HOSPITAL ROAD FILLING STATION ABA', 'transport.fuel'],
    ['POS PURCHASE UBER COOL BARBERS', 'personal.hair'],
    ['TRANSFER TO BLESSING SALON OPAY', 'personal.hair'],
    ['FIP:MB:GTB/ORITSE MABIAKU/GROCERIES', 'food.groceries'],
    ['MOB/UTO/GRACE OKPARA/SCHOOL FEES/40117729051', 'family.school'],
  ])('%j is %s', (narration, key) => {
    expect(categoryOf(narration)).toBe(key)
  })

  it.each([
    'NIP CR/MOB/KONGA EMEKA/GTB',
    'NIP CR/MOB/TOTAL OKAFOR/GTB',
    'TRANSFER TO SHELL ADEBAYO UBA',
    'TRANSFER TO GRACE BET KUDA',
    'MOB/UTO/BOLT IDOWU/TRF/40117729051',
    'FIP:MB:GTB/SMILE JOHNSON/ACCESS',
    'FIP:MB:GTB/GIFT OKORO/',
    'NIP CR/MOB/NIKE ADEYEMI/UBA',
    'NIP CR/MOB/TEMU OCHOLI/UBA',
    'TRANSFER TO SUNDAY MARKET OKON OPAY',
    'TRANSFER TO CARBON OKEKE',
    'TRANSFER TO MERCY BAKER',
    'NIP/ZENITH/UBA BRANCH MANAGER/TRF',
    'POS PURCHASE ZENTRA VENTURES',
    'POS PURCHASE KAYAK PLACE LEKKI',
  ])('%j says nothing', (narration) => {
    expect(categoryOf(narration)).toBeNull()
  })

  it('takes an income word for an income only on money that came in', () => {
    expect(categoryOf('TNF-ADA OBI/LOAN REFUND', 'credit')).toBe('repaid')
    expect(categoryOf('MOB/UTO/ADA OBI/LOAN REFUND/1', 'debit')).toBe('debt.repayment')
    expect(categoryOf('SALARY SEP 2026 OAKWELL LOGISTICS LTD', 'debit')).not.toBe('salary')
  })

  it("counts every word of somebody's own", () => {
    const found = (isOwnWords: boolean) =>
      seededCategories({ counterparty: 'lunch with the team', narration: null, direction: 'debit', isOwnWords })[0]?.key
    expect(found(true)).toBe('food.eating-out')
    expect(found(false)).toBeUndefined()
  })
})

test.each([
  ['STAMP DUTY CHARGE FOR TRXNS', 'charges.stamp-duty'],
  ['SMS ALERT CHARGE + VAT 17-SEP-2026', 'charges.sms'],
  ['NIP Charge + VAT', 'charges.transfer'],
  ['CARD MAINTENANCE FEE Q1 2026 + VAT', 'charges.card'],
  ['SOMETHING ELSE', undefined],
])('the charge %j is %s', (narration, key) => {
  expect(chargeCategory(narration)?.key).toBe(key)
})

test('every category of the shipped map is one of the default tree', () => {
  const keys = new Set(SEED_CATEGORIES.map(({ key }) => key))
  const used = [NAMES, PLAIN_NAMES, HEADS, REMARKS, LABEL_WORDS].flatMap((table) => Object.keys(table))
  expect(used.filter((key) => !keys.has(key))).toEqual([])
})

test('no name is in two categories', () => {
  const names = Object.values(NAMES).flatMap((text) => text.split('|'))
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})
