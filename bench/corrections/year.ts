import { HOUSEHOLDS } from '../../test/simulator/households.ts'
import { live } from '../../test/simulator/life.ts'
import type { What } from '../../test/simulator/model.ts'
import { narrate } from '../../test/simulator/narrations.ts'
import { createRandom } from '../../test/simulator/random.ts'
import { DAY, wallSeconds } from '../../test/simulator/wall-time.ts'
import { CITY, simulateHousehold } from '../categorize/household.ts'
import { simulateOther } from '../categorize/other-household.ts'

/** One transaction of a year, as its bank words it, and the category this household wants it in (a key of the default tree). */
export type Wished = {
  readonly text: string
  readonly direction: 'debit' | 'credit'
  readonly amountMinor: bigint
  /** From 0 to 11. */
  readonly month: number
  readonly wish: string
}

/** A year of each kind of household, by name; equal seeds give equal years. */
export const YEARS: Readonly<Record<string, (seed: number) => Wished[]>> = {
  simulator: lifeOf,
  household: (seed) => rowsAsYear(simulateHousehold(CITY, seed, CITY_A_YEAR), CITY_WISHES, seed),
  'kept aside': (seed) => rowsAsYear(simulateOther(seed, TOWN_A_YEAR), TOWN_WISHES, seed),
}

const CITY_A_YEAR = 1_900
const TOWN_A_YEAR = 1_800
const EVENTS_PER_DAY = 4

/** What payees may be to a household; which of them they are is drawn for each household. */
const SHOP_WISHES: Readonly<Record<string, string>> = {
  'FRESHBASKET STORES': 'food.groceries',
  'GREENLEAF MART': 'food.groceries|home.furniture',
  'HOTPOT GRILL': 'food.eating-out',
  'BLUEGATE PHARMACY': 'health.pharmacy',
  'CITYGATE FUEL': 'transport.fuel|home.generator',
  'ROYAL CROWN HOTEL': 'transport.travel|fun.outings',
  'TULIP LOUNGE': 'food.drinks|fun.outings',
  'PEPPER HOUSE': 'food.eating-out|food.groceries',
  'MERIDIAN CLINIC': 'health.hospital',
  'SUNDIAL BAKERY': 'food.groceries|food.drinks',
  'KAURA SUPERSTORE': 'food.groceries',
  'VALLEYVIEW CHEMIST': 'health.pharmacy',
  'CORNERSTONE EATERY': 'food.eating-out',
  'LEARNWELL.NG': 'personal.education|family.school',
  'CINEPLUS ONLINE': 'fun.outings|fun.tv',
  'NORTHWIND HOSTING': 'work.software',
  STREAMBOX: 'fun.tv',
  'ARTISAN HUB': 'personal.shopping|work.wages',
}
const PERSON_WISHES =
  'family.support|family.friends|family.celebrations|work.wages|faith.tithe|saving.ajo|food.groceries|transport.public|home.repairs'
const PERSON_IN_WISHES = 'family-in|business|freelance|gifts-in|repaid'
/** What a remark says, where the bank prints it. */
const REMARK_WISHES: Readonly<Record<string, readonly [out: string, into: string]>> = {
  GIFT: ['family.celebrations', 'gifts-in'],
  'LOAN REFUND': ['debt.repayment', 'repaid'],
  CONTRIBUTION: ['saving.ajo', 'family-in'],
  'SCHOOL FEES': ['family.school', 'family-in'],
  RENT: ['home.rent', 'rent-in'],
}

/** A year of the household of test/simulator: its payments and income without transfers between own accounts and charges. */
function lifeOf(seed: number): Wished[] {
  const random = createRandom(seed)
  const from = wallSeconds(2026, 1, 1)
  const accounts = HOUSEHOLDS[seed % 2 === 0 ? 'classic' : 'fintech'] ?? []
  const world = live({ accounts, from, until: from + 365 * DAY, eventsPerDay: EVENTS_PER_DAY, habitShare: 0.4 }, random)
  const entries = new Map(world.entries.map((entry) => [entry.id, entry]))
  const wishOf = createWishes(random.fork('wishes'))
  return world.events
    .flatMap(({ kind, parts }) => {
      const entry = entries.get(parts[0]?.entryId ?? '')
      return entry === undefined || (kind !== 'expense' && kind !== 'income') ? [] : [entry]
    })
    .toSorted((left, right) => left.at - right.at)
    .map((entry): Wished => {
      const text = narrate(entry, 'alert')
      const isOut = entry.amountMinor < 0n
      return {
        text,
        direction: isOut ? 'debit' : 'credit',
        amountMinor: isOut ? -entry.amountMinor : entry.amountMinor,
        month: Math.min(11, Math.floor((entry.at - from) / (DAY * 30.42))),
        wish: wishOf(entry.what, text),
      }
    })
}

/** What a household wants things to be: the same payee is always the same, unless the printed remark says otherwise. */
function createWishes(random: ReturnType<typeof createRandom>): (what: What, text: string) => string {
  const drawn = new Map<string, string>()
  const draw = (name: string, choices: string): string => {
    const known = drawn.get(name) ?? random.pick(choices.split('|'))
    drawn.set(name, known)
    return known
  }
  return (what, text) => {
    switch (what.type) {
      case 'pos':
      case 'web':
      case 'refund':
        return draw(what.merchant, SHOP_WISHES[what.merchant] ?? 'personal.shopping')
      case 'airtime':
        return 'phone.airtime'
      case 'bill':
        return what.biller.endsWith('PREPAID') ? 'home.electricity' : 'fun.tv'
      case 'atm':
        return 'cash'
      case 'salary':
        return 'salary'
      case 'interest':
        return 'interest'
      case 'transfer-out':
      case 'transfer-in': {
        const isOut = what.type === 'transfer-out'
        const said = text.toUpperCase().includes(what.remark) ? REMARK_WISHES[what.remark] : undefined
        if (said !== undefined) return said[isOut ? 0 : 1]
        return draw(`${what.type} ${what.name}`, isOut ? PERSON_WISHES : PERSON_IN_WISHES)
      }
      default:
        return 'charges'
    }
  }
}

/** What the labels of the invented households are in the default tree; of several one is drawn for each household. */
const CITY_WISHES: Readonly<Record<string, string>> = {
  Groceries: 'food.groceries',
  'Eating out': 'food.eating-out',
  'Bars and snacks': 'food.drinks',
  Rent: 'home.rent',
  Electricity: 'home.electricity',
  Fuel: 'transport.fuel|home.generator',
  Transport: 'transport.ride|transport.public',
  'Car repairs': 'transport.car',
  Airtime: 'phone.airtime',
  Data: 'phone.data',
  'Family support': 'family.support',
  School: 'family.school',
  Celebrations: 'family.celebrations',
  Friends: 'family.friends',
  Tithe: 'faith.tithe',
  Pharmacy: 'health.pharmacy',
  Hospital: 'health.hospital',
  'Clothes and tailor': 'personal.clothing',
  Hair: 'personal.hair',
  'Online shopping': 'personal.shopping',
  'TV and streaming': 'fun.tv',
  Betting: 'fun.betting',
  Software: 'work.software',
  Ajo: 'saving.ajo',
  'Loan repayment': 'debt.repayment',
  'House help and artisans': 'work.wages|home.repairs',
  Cash: 'cash',
  'From family and friends': 'family-in',
  'Business income': 'business',
  Salary: 'salary',
}
const TOWN_WISHES: Readonly<Record<string, string>> = {
  'food/market': 'food.groceries',
  'food/outside': 'food.eating-out',
  home: 'home.furniture|home.repairs',
  rent: 'home.rent',
  'estate dues': 'home.waste',
  power: 'home.electricity',
  petrol: 'transport.fuel',
  'moving around': 'transport.public|transport.ride',
  calls: 'phone.airtime',
  internet: 'phone.data|phone.broadband',
  parents: 'family.support',
  'siblings and cousins': 'family|family.friends',
  children: 'family.children|family.school',
  'gifts & parties': 'family.celebrations',
  'mosque & alms': 'faith.zakat',
  medical: 'health.hospital|health',
  looks: 'personal.hair|personal.clothing',
  'online orders': 'personal.shopping',
  tv: 'fun.tv',
  bet: 'fun.betting',
  contribution: 'saving.ajo',
  debts: 'debt.repayment',
  helpers: 'work.wages',
  'shop stock': 'work.supplies',
  cash: 'cash',
  'shop sales': 'business',
  'help received': 'family-in',
  salary: 'salary',
}

type Row = ReturnType<typeof simulateHousehold>[number]

/** Rows without bank charges, spread over twelve months; what a person answers is wrong as often as the labels are. */
function rowsAsYear(rows: readonly Row[], wishes: Readonly<Record<string, string>>, seed: number): Wished[] {
  const random = createRandom(seed)
  const drawn = new Map(Object.entries(wishes).map(([label, choices]) => [label, random.pick(choices.split('|'))]))
  return rows.flatMap(({ text, direction, amountMinor, category }, at) => {
    const wish = drawn.get(category)
    if (wish === undefined) return []
    const month = Math.floor((at / rows.length) * 12)
    return [{ text, direction, amountMinor: BigInt(amountMinor), month, wish }]
  })
}
