import type { Happening, Row, Style } from './kinds.ts'
import { Random } from './random.ts'
import { STYLES } from './styles.ts'

type Rail = Happening['rail']
/** What one category of spending looks like. */
export type Habit = {
  readonly label: string
  readonly direction: 'debit' | 'credit'
  /** Times a month. */
  readonly monthly: number
  readonly rails: readonly (readonly [Rail, number])[]
  /** Usual amount in naira, and how far payees differ from it (natural logarithm). */
  readonly amount: number
  readonly spread: number
  /** Payees a household knows at once; more come and go. */
  readonly payees: number
  /** Shares of payees that are known brands, shops named for what they sell, other shops; the rest are persons. */
  readonly brands: number
  readonly telling: number
  readonly other: number
  readonly brandNames: string
  readonly heads: string
  readonly remarks: string
}

/** The vocabulary and the habits a household is made of. */
export type World = {
  readonly habits: readonly Habit[]
  readonly firstNames: readonly string[]
  readonly familyNames: readonly string[]
  readonly shopWords: readonly string[]
  readonly otherEndings: readonly string[]
  readonly styles: Readonly<Record<string, Style>>
  /** How often a payer writes a remark that tells. */
  readonly remarkShare: number
  /** How often a payment goes to somebody new. */
  readonly newShare: number
  /** How many banks a household has. */
  readonly bankCount: number
}

type KnownPayee = { name: string; rail: Rail; usual: number; weight: number; remark: string; shared: boolean }

const NOISE = 0.015

const BASE: Omit<Habit, 'label' | 'monthly' | 'amount' | 'rails' | 'payees'> = {
  direction: 'debit',
  spread: 0.6,
  brands: 0,
  telling: 0,
  other: 0,
  brandNames: '',
  heads: '',
  remarks: '',
}

/** Chooses the rail as a shop takes it: mostly the card, now and then a transfer. */
const SHOP: Habit['rails'] = [
  ['pos', 70],
  ['transfer', 25],
  ['web', 5],
]
const PERSON: Habit['rails'] = [['transfer', 1]]

/** A household of a Nigerian city: 25 categories. Shops and people are invented; brands are the public ones. */
const CITY_HABITS: readonly Habit[] = [
  {
    ...BASE,
    label: 'Groceries',
    monthly: 9,
    amount: 9000,
    rails: SHOP,
    payees: 6,
    brands: 0.25,
    telling: 0.55,
    other: 0.1,
    brandNames: 'SHOPRITE|EBEANO SUPERMARKET|JUSTRITE|SPAR|HUBMART|FOODCO|BOKKU MART',
    heads: 'MART|STORES|SUPERSTORE|SUPERMARKET|FOODSTUFF|GROCERY|MINIMART',
    remarks: 'FOODSTUFF|GROCERIES|TOMATOES|PROVISIONS|RICE',
  },
  {
    ...BASE,
    label: 'Eating out',
    monthly: 8,
    amount: 4200,
    rails: SHOP,
    payees: 6,
    brands: 0.25,
    telling: 0.5,
    other: 0.15,
    brandNames: 'CHICKEN REPUBLIC|DOMINOS PIZZA|KFC|MR BIGGS|CHOWDECK|KILIMANJARO',
    heads: 'GRILL|EATERY|KITCHEN|RESTAURANT|CAFE|FOODS|BUKKA|HOUSE',
    remarks: 'LUNCH|FOOD|AMALA|DINNER',
  },
  {
    ...BASE,
    label: 'Bars and snacks',
    monthly: 3.5,
    amount: 5000,
    rails: SHOP,
    payees: 4,
    telling: 0.7,
    other: 0.25,
    heads: 'LOUNGE|BAR|BAKERY|CONFECTIONERY|DRINKS',
    remarks: 'DRINKS|CAKE',
  },
  {
    ...BASE,
    label: 'Rent',
    monthly: 0.7,
    amount: 180000,
    rails: PERSON,
    payees: 2,
    telling: 0.2,
    heads: 'PROPERTIES|REALTY',
    remarks: 'RENT|HOUSE RENT|RENT TOPUP',
  },
  {
    ...BASE,
    label: 'Electricity',
    monthly: 3,
    amount: 8000,
    rails: [
      ['bill', 80],
      ['web', 10],
      ['transfer', 10],
    ],
    payees: 2,
    brands: 1,
    brandNames: 'IKEDC PREPAID|EKEDC PREPAID|EEDC PREPAID|AEDC PREPAID|BUYPOWER',
    remarks: 'LIGHT BILL|NEPA',
  },
  {
    ...BASE,
    label: 'Fuel',
    monthly: 5,
    amount: 12000,
    rails: SHOP,
    payees: 4,
    brands: 0.45,
    telling: 0.5,
    other: 0.05,
    brandNames: 'TOTALENERGIES|NNPC FILLING STATION|MOBIL|CONOIL|OANDO|NORTHWEST PETROLEUM',
    heads: 'FUEL|FILLING STATION|PETROLEUM|ENERGY|OIL',
    remarks: 'FUEL|DIESEL',
  },
  {
    ...BASE,
    label: 'Transport',
    monthly: 8,
    amount: 2600,
    rails: [
      ['web', 50],
      ['transfer', 50],
    ],
    payees: 6,
    brands: 0.4,
    other: 0.1,
    telling: 0.1,
    brandNames: 'UBER|BOLT|INDRIVE|COWRY|SHUTTLERS',
    heads: 'TRANSPORT|CABS',
    remarks: 'TRANSPORT|T FARE|KEKE|CAB',
  },
  {
    ...BASE,
    label: 'Car repairs',
    monthly: 1,
    amount: 22000,
    rails: [
      ['transfer', 60],
      ['pos', 40],
    ],
    payees: 3,
    telling: 0.5,
    heads: 'AUTOS|AUTO PARTS|TYRES|MOTORS',
    remarks: 'MECHANIC|CAR REPAIR|ENGINE OIL',
  },
  { ...BASE, label: 'Airtime', monthly: 8, amount: 700, spread: 0.5, rails: [['airtime', 1]], payees: 4 },
  {
    ...BASE,
    label: 'Data',
    monthly: 3,
    amount: 3200,
    spread: 0.4,
    rails: [
      ['data', 60],
      ['airtime', 40],
    ],
    payees: 3,
  },
  {
    ...BASE,
    label: 'Family support',
    monthly: 5,
    amount: 18000,
    rails: PERSON,
    payees: 5,
    remarks: 'UPKEEP|FOR MUM|FAMILY SUPPORT|FEEDING',
  },
  {
    ...BASE,
    label: 'School',
    monthly: 1.4,
    amount: 60000,
    rails: [
      ['transfer', 80],
      ['pos', 20],
    ],
    payees: 3,
    telling: 0.75,
    other: 0.05,
    heads: 'SCHOOL|COLLEGE|ACADEMY|MONTESSORI|SCHOOLS',
    remarks: 'SCHOOL FEES|SECOND TERM FEES|LESSON',
  },
  {
    ...BASE,
    label: 'Celebrations',
    monthly: 2,
    amount: 10000,
    rails: PERSON,
    payees: 8,
    remarks: 'BIRTHDAY GIFT|ASO EBI|WEDDING GIFT|GIFT',
  },
  { ...BASE, label: 'Friends', monthly: 4, amount: 5000, rails: PERSON, payees: 8, remarks: 'FRIEND|HELP|BRO' },
  {
    ...BASE,
    label: 'Tithe',
    monthly: 3.5,
    amount: 9000,
    rails: [
      ['transfer', 90],
      ['pos', 10],
    ],
    payees: 2,
    brands: 0.4,
    telling: 0.4,
    brandNames: 'RCCG JESUS PARISH|WINNERS CHAPEL|DAYSTAR|MFM MINISTRIES',
    heads: 'CHURCH|CHAPEL|MINISTRIES|PARISH',
    remarks: 'TITHE|OFFERING',
  },
  {
    ...BASE,
    label: 'Pharmacy',
    monthly: 2.5,
    amount: 6000,
    rails: SHOP,
    payees: 3,
    brands: 0.2,
    telling: 0.7,
    brandNames: 'MEDPLUS|HEALTHPLUS',
    heads: 'PHARMACY|CHEMIST|PHARM',
    remarks: 'DRUGS',
  },
  {
    ...BASE,
    label: 'Hospital',
    monthly: 1.3,
    amount: 18000,
    rails: SHOP,
    payees: 3,
    telling: 0.85,
    heads: 'CLINIC|HOSPITAL|DIAGNOSTICS|MEDICAL CENTRE',
    remarks: 'HOSPITAL BILL|TEST',
  },
  {
    ...BASE,
    label: 'Clothes and tailor',
    monthly: 1.8,
    amount: 15000,
    rails: SHOP,
    payees: 4,
    brands: 0.1,
    telling: 0.4,
    other: 0.15,
    brandNames: 'SHEIN|ZARA',
    heads: 'FABRICS|BOUTIQUE|TAILORS|FASHION|TEXTILES',
    remarks: 'TAILOR|ANKARA|SEWING',
  },
  {
    ...BASE,
    label: 'Hair',
    monthly: 1.8,
    amount: 6500,
    rails: SHOP,
    payees: 3,
    telling: 0.55,
    other: 0.1,
    heads: 'SALON|BARBERS|SPA|BEAUTY',
    remarks: 'HAIR|BARBER',
  },
  {
    ...BASE,
    label: 'Online shopping',
    monthly: 2.2,
    amount: 14000,
    rails: [['web', 1]],
    payees: 4,
    brands: 0.55,
    telling: 0.1,
    other: 0.35,
    brandNames: 'JUMIA|KONGA|AMAZON|ALIEXPRESS|TEMU',
    heads: 'GADGETS|ELECTRONICS',
  },
  {
    ...BASE,
    label: 'TV and streaming',
    monthly: 2,
    amount: 5500,
    spread: 0.4,
    rails: [
      ['bill', 60],
      ['web', 40],
    ],
    payees: 2,
    brands: 0.9,
    other: 0.1,
    brandNames: 'DSTV|GOTV|NETFLIX|SPOTIFY|SHOWMAX',
  },
  {
    ...BASE,
    label: 'Betting',
    monthly: 3,
    amount: 2000,
    rails: [['web', 1]],
    payees: 2,
    brands: 1,
    brandNames: 'BET9JA|SPORTYBET|BETKING|1XBET',
  },
  {
    ...BASE,
    label: 'Software',
    monthly: 1.4,
    amount: 12000,
    spread: 0.5,
    rails: [['web', 1]],
    payees: 3,
    brands: 0.5,
    telling: 0.3,
    other: 0.2,
    brandNames: 'GITHUB|OPENAI|NAMECHEAP|GOOGLE CLOUD|CANVA',
    heads: 'HOSTING|CLOUD',
  },
  {
    ...BASE,
    label: 'Ajo',
    monthly: 2,
    amount: 20000,
    spread: 0.3,
    rails: PERSON,
    payees: 2,
    telling: 0.3,
    heads: 'COOPERATIVE|THRIFT',
    remarks: 'AJO|CONTRIBUTION|ESUSU',
  },
  {
    ...BASE,
    label: 'Loan repayment',
    monthly: 1.5,
    amount: 16000,
    spread: 0.3,
    rails: [
      ['debit-order', 70],
      ['transfer', 30],
    ],
    payees: 2,
    brands: 0.8,
    brandNames: 'RENMONEY|PALMCREDIT|CARBON|FAIRMONEY|CREDIT DIRECT',
    remarks: 'LOAN',
  },
  {
    ...BASE,
    label: 'House help and artisans',
    monthly: 2.5,
    amount: 12000,
    rails: PERSON,
    payees: 5,
    remarks: 'CLEANER|PLUMBER|DRIVER|ELECTRICIAN',
  },
  { ...BASE, label: 'Cash', monthly: 3, amount: 15000, spread: 0.5, rails: [['atm', 1]], payees: 1 },
  {
    ...BASE,
    label: 'From family and friends',
    direction: 'credit',
    monthly: 4,
    amount: 15000,
    rails: PERSON,
    payees: 8,
    remarks: '',
  },
  {
    ...BASE,
    label: 'Business income',
    direction: 'credit',
    monthly: 5,
    amount: 26000,
    rails: PERSON,
    payees: 10,
    brands: 0.2,
    telling: 0,
    other: 0.3,
    brandNames: 'PAYSTACK|FLUTTERWAVE|TEAMAPT LIMITED',
    remarks: 'INVOICE|PAYMENT FOR GOODS|LOGO DESIGN',
  },
  { ...BASE, label: 'Bank charges', monthly: 26, amount: 30, spread: 0.6, rails: [['fee', 1]], payees: 1 },
  {
    ...BASE,
    label: 'Salary',
    direction: 'credit',
    monthly: 1,
    amount: 280000,
    spread: 0.1,
    rails: [['salary', 1]],
    payees: 1,
    other: 1,
  },
]

/** The world of the tuned benchmark; what is kept aside is in another file. */
export const CITY: World = {
  habits: CITY_HABITS,
  firstNames:
    'ADA CHIKE EMEKA NGOZI TUNDE SEGUN KEMI BOLA AISHA YUSUF HALIMA SANI EFE OSARO DAYO NKECHI IFEOMA RUTH GRACE MOSES ESTHER HAUWA BASHIR ZAINAB KUNLE SIMISOLA BLESSING IBRAHIM FATIMA CHIDI OBINNA AMAKA TOLU FUNKE SAMUEL PETER JOY DAVID MARY JOHN'.split(
      ' ',
    ),
  familyNames:
    'OKAFOR BELLO ADEYEMI OKEREKE ALABI SULEIMAN BADEJO FALANA YAKUBU GARBA OJUKWU DANTATA BITRUS TANIMU ETIM IGHODARO OGBEIDE AKOSU GAMBO OKPARA EKANEM BASSEY NWOSU EZE BALOGUN LAWAL ABUBAKAR MUSA OKORO IBE UDOH OLADIPO ADEBAYO AKINOLA EFFIONG OBASEKI'.split(
      ' ',
    ),
  shopWords:
    'GREENLEAF MERIDIAN HOTPOT TULIP KAURA PEPPER SUNDIAL BLUEGATE CORNERSTONE VALLEYVIEW ROYAL CROWN GOLDEN STAR HERITAGE PALM RIVER HILLTOP EMERALD DIVINE MERCY GLORY EKO OMEGA ALPHA SUNRISE LAKESIDE HARVEST PEARL DIAMOND EAGLE OAK CEDAR IROKO KOLA ZUMA MILLENNIUM BRIGHT CITYGATE NORTHWIND ARTISAN LITTLE HERON'.split(
      ' ',
    ),
  otherEndings:
    'VENTURES|ENTERPRISES|GLOBAL|RESOURCES|CONCEPTS|HUB|LTD|NIG LTD|AND SONS|PLACE|WORLD|SERVICES|INVESTMENT|INTERNATIONAL'.split(
      '|',
    ),
  styles: STYLES,
  remarkShare: 0.3,
  newShare: 0.08,
  bankCount: 4,
}

/** `count` rows of one household, oldest first; equal arguments give equal rows. */
export function simulateHousehold(world: World, seed: number, count: number): Row[] {
  const random = new Random(seed)
  const banks = Object.values(world.styles)
    .toSorted(() => random.next() - 0.5)
    .slice(0, world.bankCount)
  const scale = world.habits.map((habit) => habit.monthly * Math.exp(random.normal() * 0.35))
  const known = world.habits.map((habit) => Array.from({ length: habit.payees }, () => makePayee(habit, world, random)))
  const people = known.flat().filter((payee) => payee.rail === 'transfer')
  const share = (index: number) => {
    // now and then one person belongs to two categories: the friend who also sells food
    const target = known[index]?.[0]
    const other = people[random.below(people.length)]
    if (target !== undefined && other !== undefined && target.rail === 'transfer') target.name = other.name
  }
  for (let index = 0; index < known.length; index++) if (random.chance(0.15)) share(index)
  const labels = world.habits.map(({ label }) => label)
  const perMonth = scale.reduce((sum, one) => sum + one, 0)
  const phones = Array.from({ length: 6 }, () => `080${random.digits(8)}`)
  return Array.from({ length: count }, (_, at): Row => {
    const index = random.weighted(scale.map((weight, one) => [one, weight] as const))
    const habit = world.habits[index]
    const payees = known[index]
    if (habit === undefined || payees === undefined) throw new Error('no such habit')
    if (random.chance(world.newShare)) payees[random.below(payees.length)] = makePayee(habit, world, random)
    const payee = random.weighted(payees.map((one) => [one, one.weight] as const))
    const naira = payee.usual * Math.exp(random.normal() * 0.25)
    const step = naira > 20_000 ? 500 : naira > 2_000 ? 100 : 50
    const amountMinor =
      habit.rails[0]?.[0] === 'fee'
        ? random.pick([1075, 2688, 5375, 5000, 645])
        : Math.max(5_000, Math.round(naira / step) * step * 100)
    const telling = habit.remarks !== '' && random.chance(world.remarkShare)
    const style = random.pick(banks)
    const happening: Happening = {
      rail: payee.rail,
      direction: habit.direction,
      payee: payee.name,
      remark:
        payee.rail !== 'transfer'
          ? ''
          : telling
            ? random.pick(habit.remarks.split('|'))
            : random.chance(0.15)
              ? random.pick(['TRANSFER', 'PAYMENT', 'TRF', 'OK', 'DONE', 'THANKS'])
              : '',
      phone: random.chance(0.8) ? random.pick(phones) : `081${random.digits(8)}`,
      amountMinor,
      day: (at / perMonth) * 30.4,
    }
    const category = habit.label
    return {
      text: style(happening, random),
      amountMinor,
      direction: habit.direction,
      category,
      label: random.chance(NOISE) ? random.pick(labels) : category,
    }
  })
}

function makePayee(habit: Habit, world: World, random: Random): KnownPayee {
  const kind = random.weighted([
    ['brand', habit.brands],
    ['telling', habit.telling],
    ['other', habit.other],
    ['person', Math.max(0, 1 - habit.brands - habit.telling - habit.other)],
  ] as const)
  const rail =
    kind === 'person' && habit.rails.some(([one]) => one === 'transfer') ? 'transfer' : random.weighted(habit.rails)
  return {
    name: nameOf(kind, habit, world, random),
    rail,
    usual: habit.amount * Math.exp(random.normal() * habit.spread),
    weight: Math.exp(random.normal() * 0.8),
    remark: '',
    shared: false,
  }
}

function nameOf(kind: 'brand' | 'telling' | 'other' | 'person', habit: Habit, world: World, random: Random): string {
  switch (kind) {
    case 'brand':
      return random.pick(habit.brandNames.split('|'))
    case 'telling':
      return `${shopName(world, random)} ${random.pick(habit.heads.split('|'))}`
    case 'other':
      return `${shopName(world, random)} ${random.pick(world.otherEndings)}`
    case 'person':
      return random.chance(0.25)
        ? `${random.pick(world.familyNames)} ${random.pick(world.firstNames)} ${random.pick(world.firstNames)}`
        : `${random.pick(world.firstNames)} ${random.pick(world.familyNames)}`
  }
}

function shopName(world: World, random: Random): string {
  return random.chance(0.5)
    ? random.pick(world.shopWords)
    : `${random.pick(world.shopWords)} ${random.pick(world.shopWords)}`
}
