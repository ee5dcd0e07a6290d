import { type Habit, simulateHousehold, type World } from './household.ts'
import type { Row } from './kinds.ts'
import { OTHER_STYLES } from './other-styles.ts'

const SHOP: Habit['rails'] = [['pos', 50], ['transfer', 45], ['web', 5]]
const BASE: Omit<Habit, 'label' | 'monthly' | 'amount' | 'payees'> = {
  direction: 'debit', spread: 0.8, brands: 0, telling: 0, other: 0, brandNames: '', heads: '', remarks: '', rails: SHOP,
}
const PERSON: Habit['rails'] = [['transfer', 1]]

/** Another family in another place: other words, labels, amounts and habits. Kept aside while the model was built. */
const HABITS: readonly Habit[] = [
  { ...BASE, label: 'food/market', monthly: 12, amount: 6000, payees: 9, telling: 0.35, other: 0.25, brands: 0.1, brandNames: 'SAHAD STORES|BLENCO|MARKET SQUARE|NEXT CASH AND CARRY', heads: 'PROVISIONS|COLD ROOM|MINI MART|FROZEN FOODS|SUPER STORES|FOOD MART', remarks: 'PEPPER AND ONIONS|MARKET|YAM AND EGGS|SOUP' },
  { ...BASE, label: 'food/outside', monthly: 9, amount: 3000, payees: 8, telling: 0.4, other: 0.2, brands: 0.2, brandNames: 'ITEM 7|TANTALIZERS|SWEET SENSATION|GLOVO|CRUNCHIES', heads: 'BUKATERIA|CANTEEN|SUYA SPOT|FAST FOOD|GRILLS|DELICACIES', remarks: 'LAUNCH|BREAKFAST|RICE AND STEW|SHAWARMA' },
  { ...BASE, label: 'home', monthly: 3, amount: 15000, payees: 5, telling: 0.4, brands: 0.1, brandNames: 'VITAFOAM|IKEA', heads: 'ELECTRICALS|PLUMBING|FURNITURE|PAINTS', remarks: 'AC REPAIR|WATER TANKER|CARPENTER' },
  { ...BASE, label: 'rent', monthly: 0.6, amount: 250000, rails: PERSON, payees: 1, remarks: 'HOUSE RENT BALANCE|RENT' },
  { ...BASE, label: 'estate dues', monthly: 1.2, amount: 7000, rails: PERSON, payees: 2, telling: 0.5, heads: 'RESIDENTS ASSOCIATION|ESTATE', remarks: 'SECURITY|SERVICE CHARGE' },
  { ...BASE, label: 'power', monthly: 3.4, amount: 10000, rails: [['bill', 85], ['transfer', 15]], payees: 2, brands: 0.9, other: 0.1, brandNames: 'KEDCO PREPAID|KAEDCO|AEDC|JED PREPAID|PHED PREPAID', remarks: 'TOKEN' },
  { ...BASE, label: 'petrol', monthly: 6, amount: 9000, payees: 5, brands: 0.4, telling: 0.5, brandNames: 'AYM SHAFA|A A RANO|NNPC|MRS STATION|TOTAL', heads: 'PETROLEUM|OIL AND GAS|FILLING STN|GAS STATION', remarks: 'FUEL' },
  { ...BASE, label: 'moving around', monthly: 9, amount: 1800, rails: [['transfer', 70], ['web', 30]], payees: 9, brands: 0.25, telling: 0.1, brandNames: 'BOLT|INDRIVE|UBER TRIP|GIGM', heads: 'MOTORS|TRANSIT', remarks: 'BIKE|NAPEP|TAXI' },
  { ...BASE, label: 'calls', monthly: 9, amount: 500, spread: 0.6, rails: [['airtime', 1]], payees: 4 },
  { ...BASE, label: 'internet', monthly: 3, amount: 3500, spread: 0.5, rails: [['data', 70], ['airtime', 20], ['web', 10]], payees: 3, other: 0.2 },
  { ...BASE, label: 'parents', monthly: 3, amount: 20000, rails: PERSON, payees: 2, remarks: 'MONTHLY|FOR MAMA|DRUGS FOR PAPA' },
  { ...BASE, label: 'siblings and cousins', monthly: 4, amount: 7000, rails: PERSON, payees: 7, remarks: 'POCKET MONEY|SCHOOL|HELP' },
  { ...BASE, label: 'children', monthly: 3, amount: 25000, payees: 5, telling: 0.7, heads: 'NURSERY|SCHOOLS|KIDS STORE|TOYS|CRECHE', remarks: 'SCHOOL BUS|LESSON TEACHER|DIAPERS' },
  { ...BASE, label: 'gifts & parties', monthly: 3, amount: 8000, rails: PERSON, payees: 14, remarks: 'NAMING|WEDDING|SALLAH|HBD' },
  { ...BASE, label: 'mosque & alms', monthly: 3, amount: 3000, rails: PERSON, payees: 4, telling: 0.5, brands: 0.1, brandNames: 'NASFAT', heads: 'MOSQUE|FOUNDATION|ORPHANAGE', remarks: 'SADAQAH|ZAKAT' },
  { ...BASE, label: 'medical', monthly: 3.5, amount: 8000, payees: 6, telling: 0.8, brands: 0.1, brandNames: 'MEDPLUS|HEALTHPLUS', heads: 'PHARMACY|CHEMISTS|HOSPITAL|LABORATORY|EYE CLINIC|DENTAL CLINIC', remarks: 'DRUGS|TEST' },
  { ...BASE, label: 'looks', monthly: 3.5, amount: 8000, payees: 7, telling: 0.5, heads: 'SALON|TEXTILES|COSMETICS|LACE|BARBING|SHOES', remarks: 'KAFTAN|HAIRDO|IRONING' },
  { ...BASE, label: 'online orders', monthly: 2, amount: 12000, rails: [['web', 1]], payees: 3, brands: 0.7, other: 0.3, brandNames: 'JUMIA|TEMU|ALIEXPRESS|JIJI' },
  { ...BASE, label: 'tv', monthly: 1.5, amount: 7000, spread: 0.3, rails: [['bill', 80], ['web', 20]], payees: 2, brands: 1, brandNames: 'STARTIMES|DSTV|GOTV|NETFLIX' },
  { ...BASE, label: 'bet', monthly: 2, amount: 1500, rails: [['web', 1]], payees: 2, brands: 0.9, other: 0.1, brandNames: 'SPORTYBET|MSPORT|NAIRABET|22BET' },
  { ...BASE, label: 'contribution', monthly: 2.5, amount: 15000, spread: 0.2, rails: PERSON, payees: 2, telling: 0.3, heads: 'COOPERATIVE SOCIETY', remarks: 'ADASHE|WEEKLY CONTRIBUTION' },
  { ...BASE, label: 'debts', monthly: 2, amount: 12000, spread: 0.3, rails: [['debit-order', 60], ['transfer', 40]], payees: 3, brands: 0.6, brandNames: 'EASEMONI|OKASH|FAIRMONEY|AELLA', remarks: 'PAY BACK|LOAN' },
  { ...BASE, label: 'helpers', monthly: 3, amount: 9000, rails: PERSON, payees: 5, remarks: 'MAI GUARD|CLEANING|DRIVER' },
  { ...BASE, label: 'shop stock', monthly: 4, amount: 60000, rails: [['transfer', 80], ['pos', 20]], payees: 5, telling: 0.2, other: 0.5, heads: 'LOGISTICS|PACKAGING', remarks: 'GOODS|WAYBILL|BALANCE FOR GOODS' },
  { ...BASE, label: 'cash', monthly: 4, amount: 10000, spread: 0.5, rails: [['atm', 1]], payees: 1 },
  { ...BASE, label: 'shop sales', direction: 'credit', monthly: 14, amount: 11000, rails: PERSON, payees: 25, other: 0.15, brands: 0.05, brandNames: 'MONNIFY|PAYSTACK', remarks: 'PAYMENT FOR SHOES|GOODS|BALANCE' },
  { ...BASE, label: 'help received', direction: 'credit', monthly: 2, amount: 12000, rails: PERSON, payees: 5, remarks: 'MANAGE THIS' },
  { ...BASE, label: 'fees', monthly: 22, amount: 30, rails: [['fee', 1]], payees: 1 },
  { ...BASE, label: 'salary', direction: 'credit', monthly: 1, amount: 190000, spread: 0.1, rails: [['salary', 1]], payees: 1, other: 1 },
]

const TOWN: World = {
  habits: HABITS,
  firstNames: 'USMAN MARYAM SADIYA KABIRU LADI HANNATU DANLADI JUMMAI SUNDAY MONDAY EJIKE UCHE ONYEKA CHINWE ADAMA BINTA NUHU TERFA DOOSHIMA IVEREN NGUNAN SESUGH OJONUGWA EHI OCHANYA TIMIPRE TAMUNO IBIERE KELVIN PRECIOUS VICTORY DESTINY GOODLUCK FAVOUR WISDOM'.split(' '),
  familyNames: 'MAIKUDI TANKO SHEHU BABANGIDA RINGIM DIKKO KWANKWASO AGBOOLA ODUNLAMI ADEGOKE NNADI ONWUKA IGBANI OWEI AMADI WIKE TYOPEV AONDO IYORTYER AKAAHAN ATTAH OGUCHE EDOGBANYA MOMODU AIGBE EROMOSELE UWAIFO INYANG UKO ITA ANTAI NTUK MICHAEL GODSWILL'.split(' '),
  shopWords: 'AREWA SAVANNAH KINGS GODS GRACE SILVER LIBERTY UNITY BAOBAB GIDAN MAMA MADAM CHOICE FIRST CLASS PREMIER CAPITAL JUBILEE VICTORIA FRESH NEW WORLD BLESSED MODERN CENTRAL STARLIGHT ROSE LILY OLIVE ZION EDEN JORDAN SAHARA BENUE NIGER'.split(' '),
  otherEndings: 'VENT|ENT|NIG ENT|INTEGRATED|MULTI SERVICES|MULTIBIZ|AND BROTHERS|TRADING CO|SPOT|CORNER|PALACE|DYNAMICS|TECH'.split('|'),
  styles: OTHER_STYLES,
  remarkShare: 0.25,
  newShare: 0.06,
  bankCount: 3,
}

/** Rows of the family kept aside. */
export function simulateOther(seed: number, count = 7_000): Row[] {
  return simulateHousehold(TOWN, seed, count)
}
