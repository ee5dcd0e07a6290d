import type { Random } from './random.ts'

/** Somebody money goes to or comes from: a name, the bank as narrations spell it, ten digits. */
export type Person = { readonly name: string; readonly bank: string; readonly number: string }

const FIRST = [
  'AMAKA',
  'TUNDE',
  'HALIMA',
  'EMEKA',
  'RUTH',
  'SEGUN',
  'BLESSING',
  'YUSUF',
  'CHIKE',
  'EFE',
  'LARAI',
  'OSARO',
  'DAYO',
  'ADAEZE',
  'BASHIR',
  'KUNLE',
  'NKECHI',
  'TERNA',
  'IBIYEMI',
  'GLORIA',
]
const LAST = [
  'OKEREKE',
  'DANTATA',
  'BADEJO',
  'OLATUNJI',
  'EZEH',
  'IGHODARO',
  'FALANA',
  'ESSIEN',
  'TANIMU',
  'MADU',
  'OJUKWU',
  'AKOSU',
  'ONOME',
  'GARUBA',
  'BITRUS',
  'ALABI',
]
const BANKS = ['GTB', 'ACCESS', 'ZENITH', 'UBA', 'OPAY', 'KUDA', 'FCMB', 'PALMPAY', 'MONIEPOINT']

export const SHOPS = [
  'FRESHBASKET STORES',
  'GREENLEAF MART',
  'HOTPOT GRILL',
  'BLUEGATE PHARMACY',
  'CITYGATE FUEL',
  'ROYAL CROWN HOTEL',
  'TULIP LOUNGE',
  'PEPPER HOUSE',
  'MERIDIAN CLINIC',
  'SUNDIAL BAKERY',
  'KAURA SUPERSTORE',
  'VALLEYVIEW CHEMIST',
  'CORNERSTONE EATERY',
]
export const SITES = ['LEARNWELL.NG', 'CINEPLUS ONLINE', 'NORTHWIND HOSTING', 'STREAMBOX', 'ARTISAN HUB']
export const BILLERS = ['DSTV', 'GOTV', 'IKEDC PREPAID', 'EEDC PREPAID', 'EKEDC PREPAID']
export const TELCOS = ['MTN', 'GLO', 'AIRTEL', '9MOBILE']
export const MACHINES = ['ALLEN AVE IKEJA LA', 'AWOLOWO RD IBADAN', 'ADETOKUNBO BR VI LA', 'AJOSE ADEOGUN']
export const REMARKS = ['GIFT', 'UPKEEP', 'FOOD', 'TRANSFER', 'LOAN REFUND', 'CONTRIBUTION', 'DATA', 'SCHOOL FEES', '']

/** The people a household deals with: `count` of them, with different names. */
export function createPeople(random: Random, count: number): readonly Person[] {
  const names = new Set<string>()
  while (names.size < count) names.add(`${random.pick(FIRST)} ${random.pick(LAST)}`)
  return [...names].map((name) => ({ name, bank: random.pick(BANKS), number: random.digits(10) }))
}

/** A price as shops make them: most end in 0 or 5 naira, some in kobo. In minor units. */
export function price(random: Random, low: number, high: number): bigint {
  const naira = random.between(low, high)
  if (random.chance(0.55)) return BigInt(Math.max(low, Math.round(naira / 50) * 50)) * 100n
  if (random.chance(0.8)) return BigInt(Math.round(naira / 5) * 5) * 100n
  return BigInt(naira) * 100n + BigInt(random.between(1, 99))
}

/** A sum as people send it. In minor units. */
export function roundSum(random: Random): bigint {
  return (
    BigInt(
      random.weighted([
        [1_000, 3],
        [2_000, 5],
        [3_500, 2],
        [5_000, 8],
        [7_500, 2],
        [10_000, 8],
        [15_000, 4],
        [20_000, 6],
        [25_000, 3],
        [50_000, 4],
        [75_000, 1],
        [100_000, 2],
      ]),
    ) * 100n
  )
}
