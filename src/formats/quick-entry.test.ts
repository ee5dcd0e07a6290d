import { expect, test } from 'vitest'
import { type QuickEntryOutcome, readQuickEntries, readQuickEntry } from './quick-entry.ts'

// A Wednesday; Lagos is one hour ahead of UTC.
const context = { now: Temporal.Instant.from('2026-10-14T10:00:00Z'), zone: 'Africa/Lagos', currency: 'NGN' }

/** A line and the entry it is: direction, minor units, currency, words, and the day when it says one. */
const ENTRIES: readonly (readonly [line: string, entry: string])[] = [
  ['1500 lunch', 'debit 150000 NGN lunch'],
  ['1,500 lunch', 'debit 150000 NGN lunch'],
  ['1500.50 lunch', 'debit 150050 NGN lunch'],
  ['lunch 1500', 'debit 150000 NGN lunch'],
  ['lunch 1,500.50', 'debit 150050 NGN lunch'],
  ['Lunch at Mama Put 2,300', 'debit 230000 NGN Lunch at Mama Put'],
  ['+250k salary', 'credit 25000000 NGN salary'],
  ['+ 250k salary', 'credit 25000000 NGN salary'],
  ['salary +250k', 'credit 25000000 NGN salary'],
  ['+₦1,200,000 contract', 'credit 120000000 NGN contract'],
  ['-500 snack', 'debit 50000 NGN snack'],
  ['uber 3.2k yesterday', 'debit 320000 NGN uber @2026-10-13'],
  ['uber 3.2k', 'debit 320000 NGN uber'],
  ['1.5m land', 'debit 150000000 NGN land'],
  ['1.5M land', 'debit 150000000 NGN land'],
  ['2K data', 'debit 200000 NGN data'],
  ['0.5k gum', 'debit 50000 NGN gum'],
  ['1.234k odd', 'debit 123400 NGN odd'],
  ['250+80 suya', 'debit 33000 NGN suya'],
  ['250 + 80 suya', 'debit 33000 NGN suya'],
  ['suya 250+80', 'debit 33000 NGN suya'],
  ['100+200+300 fruit', 'debit 60000 NGN fruit'],
  ['1200/3 split bill', 'debit 40000 NGN split bill'],
  ['1000/3 tax', 'debit 33333 NGN tax'],
  ['2000/3 tax', 'debit 66667 NGN tax'],
  ['0.01/2 dust', 'debit 1 NGN dust'],
  ['2*450 eggs', 'debit 90000 NGN eggs'],
  ['3x500 eggs', 'debit 150000 NGN eggs'],
  ['2×450 eggs', 'debit 90000 NGN eggs'],
  ['100+2*450 eggs', 'debit 100000 NGN eggs'],
  ['1k+500 fuel', 'debit 150000 NGN fuel'],
  ['₦1,500 rice', 'debit 150000 NGN rice'],
  ['₦ 1500 rice', 'debit 150000 NGN rice'],
  ['N1500 beans', 'debit 150000 NGN beans'],
  ['n1500 beans', 'debit 150000 NGN beans'],
  ['NGN 1500 yam', 'debit 150000 NGN yam'],
  ['NGN1500 yam', 'debit 150000 NGN yam'],
  ['ngn 1,500 yam', 'debit 150000 NGN yam'],
  ['#1500 fuel', 'debit 150000 NGN fuel'],
  ['fuel #1500', 'debit 150000 NGN fuel'],
  ['=N=1,500 fuel', 'debit 150000 NGN fuel'],
  ['rice ₦1,500', 'debit 150000 NGN rice'],
  ['1500 naira rice', 'debit 150000 NGN rice'],
  ['$20 hosting', 'debit 2000 USD hosting'],
  ['$20.99 hosting', 'debit 2099 USD hosting'],
  ['usd 20 hosting', 'debit 2000 USD hosting'],
  ['USD20 hosting', 'debit 2000 USD hosting'],
  ['20 usd hosting', 'debit 2000 USD hosting'],
  ['hosting 20 USD', 'debit 2000 USD hosting'],
  ['20 dollars hosting', 'debit 2000 USD hosting'],
  ['£15 book', 'debit 1500 GBP book'],
  ['€9.99 music', 'debit 999 EUR music'],
  ['15 euros book', 'debit 1500 EUR book'],
  ['GHS 40 kenkey', 'debit 4000 GHS kenkey'],
  ['JPY 500 tea', 'debit 500 JPY tea'],
  ['¥500 tea', 'debit 500 JPY tea'],
  ['lunch 1500 today', 'debit 150000 NGN lunch @2026-10-14'],
  ['today lunch 1500', 'debit 150000 NGN lunch @2026-10-14'],
  ['yesterday 1500 lunch', 'debit 150000 NGN lunch @2026-10-13'],
  ['lunch yesterday 1500', 'debit 150000 NGN lunch @2026-10-13'],
  ['1500 lunch day before yesterday', 'debit 150000 NGN lunch @2026-10-12'],
  ['1500 lunch last night', 'debit 150000 NGN lunch @2026-10-13'],
  ['lunch 1500 on friday', 'debit 150000 NGN lunch @2026-10-09'],
  ['lunch 1500 on wednesday', 'debit 150000 NGN lunch @2026-10-14'],
  ['lunch 1500 last wednesday', 'debit 150000 NGN lunch @2026-10-07'],
  ['last friday 1500 beer', 'debit 150000 NGN beer @2026-10-09'],
  ['beer 1500 friday', 'debit 150000 NGN beer @2026-10-09'],
  ['beer 1500 on sat', 'debit 150000 NGN beer @2026-10-10'],
  ['12/10 lunch 1500', 'debit 150000 NGN lunch @2026-10-12'],
  ['1500 lunch 12/10', 'debit 150000 NGN lunch @2026-10-12'],
  ['1500 lunch on 12/10', 'debit 150000 NGN lunch @2026-10-12'],
  ['1500 lunch 25/12', 'debit 150000 NGN lunch @2025-12-25'],
  ['1500 lunch 12/10/2025', 'debit 150000 NGN lunch @2025-10-12'],
  ['1500 lunch 12-10-2025', 'debit 150000 NGN lunch @2025-10-12'],
  ['1500 rent 12 oct', 'debit 150000 NGN rent @2026-10-12'],
  ['1500 rent on 12 October', 'debit 150000 NGN rent @2026-10-12'],
  ['1500 rent 12th oct 2025', 'debit 150000 NGN rent @2025-10-12'],
  ['1500 rent oct 12', 'debit 150000 NGN rent @2026-10-12'],
  ['1500 rent 3rd of march', 'debit 150000 NGN rent @2026-03-03'],
  ['1500 rent 25 dec', 'debit 150000 NGN rent @2025-12-25'],
  ['may 20 1500 rent', 'debit 150000 NGN rent @2026-05-20'],
  ['2026-10-12 1500 fuel', 'debit 150000 NGN fuel @2026-10-12'],
  ['fuel 1500 2026-10-12', 'debit 150000 NGN fuel @2026-10-12'],
  ['3 days ago 400 bread', 'debit 40000 NGN bread @2026-10-11'],
  ['400 bread 3 days ago', 'debit 40000 NGN bread @2026-10-11'],
  ['400 bread 2 weeks ago', 'debit 40000 NGN bread @2026-09-30'],
  ['400 bread a week ago', 'debit 40000 NGN bread @2026-10-07'],
  ['received 5000 from Tunde', 'credit 500000 NGN received from Tunde'],
  ['got 5000 from Tunde', 'credit 500000 NGN got from Tunde'],
  ['earned 20k tips', 'credit 2000000 NGN earned tips'],
  ['sold ₦3,000 of tomatoes', 'credit 300000 NGN sold of tomatoes'],
  ['paid 2k for taxi', 'debit 200000 NGN paid for taxi'],
  ['spent 4500 on groceries', 'debit 450000 NGN spent on groceries'],
  ['bought 1200 bread', 'debit 120000 NGN bought bread'],
  ['sent 10k to Amaka', 'debit 1000000 NGN sent to Amaka'],
  ['i paid 500 for bread', 'debit 50000 NGN i paid for bread'],
  ['lunch N1500 with Ada', 'debit 150000 NGN lunch with Ada'],
  ['1500 lunch.', 'debit 150000 NGN lunch'],
  ['1500: lunch', 'debit 150000 NGN lunch'],
  ['lunch - 1500', 'debit 150000 NGN lunch'],
  ['1500 for lunch', 'debit 150000 NGN lunch'],
  ['  1500   lunch  ', 'debit 150000 NGN lunch'],
  ['１５００ lunch', 'debit 150000 NGN lunch'],
  ['1500 ọ̀jà', 'debit 150000 NGN ọ̀jà'],
  ['500 mtn 08031112222', 'debit 50000 NGN mtn 08031112222'],
  ['mtn 08031112222 500', 'debit 50000 NGN mtn 08031112222'],
  ['dinner for 2 15k', 'debit 1500000 NGN dinner for 2'],
  ['12.5k fuel 3', 'debit 1250000 NGN fuel 3'],
  ['flight 2026 150k', 'debit 15000000 NGN flight 2026'],
  ['data 1.5gb 1000', 'debit 100000 NGN data 1.5gb'],
  ['1500 7up', 'debit 150000 NGN 7up'],
  ['900000 school fees', 'debit 90000000 NGN school fees'],
  ['2019 lunch', 'debit 201900 NGN lunch'],
  ['2026 lunch', 'debit 202600 NGN lunch'],
  ['lunch 2019', 'debit 201900 NGN lunch'],
  ['2026 lunch yesterday', 'debit 202600 NGN lunch @2026-10-13'],
  ['paid 2026 for fuel', 'debit 202600 NGN paid for fuel'],
  ['2000 airtime', 'debit 200000 NGN airtime'],
  ['hotpot grill 9850', 'debit 985000 NGN hotpot grill'],
]

/** Lines a person is asked about, and the amounts they may mean. */
const AMBIGUOUS: readonly (readonly [line: string, minors: string])[] = [
  ['1500', '150000'],
  ['₦1,500', '150000'],
  ['250k', '25000000'],
  ['+5000', '500000'],
  ['1500 yesterday', '150000'],
  ['2 beers 1500', '200 150000'],
  ['1500 lunch 300', '150000 30000'],
  ['1500 lunch, 3k taxi', '150000 300000'],
  ['rent 2026', '202600'],
  ['school fees 2025', '202500'],
  ['12/10 lunch', '120'],
  ['20 may', '2000'],
  ['fuel 5000 on 2026-10-20', '500000'],
]

const NOT_ENTRIES: readonly string[] = [
  'hello',
  'hi',
  'hi 1500',
  'hello bank, 1500 lunch',
  'good morning',
  'thanks',
  'thank you 1500',
  '/report',
  '/report 2026',
  'what is 500',
  'how much did I spend on 2026-10-12',
  'can i get 5000',
  'is 1500 a lot',
  'did you get 5000?',
  '1500 lunch?',
  'call me at 5',
  'see you at 5',
  'meet me by 6',
  'lunch in 20',
  'room 12',
  'no 14',
  '8 o clock meeting at 5',
  '08034410297',
  '08034410297 airtime',
  '+2348034410297 Tunde',
  '5199110022334455 card',
  '0123456789 account',
  '12345678901 bvn',
  '100%',
  '1500lunch',
  '1,50 lunch',
  '15,00 lunch',
  '1,5000 lunch',
  '1.500,50 lunch',
  'lunch 1.2345',
  '0 lunch',
  '0.00 lunch',
  '0.001k-0 x',
  '1500-2000 rent',
  'uber 10 000',
  'netflix 4,400/month',
  'taxi 2k2',
  '0803 hello',
  '007 movie',
  'lunch',
  'yesterday',
  '1500 lunch tomorrow',
  'https://example.com 500',
  'me@example.com 500',
  'you owe me 500',
  'we spoke about 500',
  'Acct:******8016 Amt:NGN9,850.00 DR Desc:X Bal:NGN4,260.55',
  '99999999999999 x',
]

function described(outcome: QuickEntryOutcome): string {
  if (outcome.kind !== 'entry') return outcome.kind
  const { direction, amount, narration, statedTime } = outcome.alert
  const day = statedTime?.kind === 'date' ? ` @${statedTime.date}` : ''
  return `${direction} ${amount.minor} ${amount.currency} ${narration}${day}`
}

test('the corpus has a hundred and fifty lines or more', () => {
  expect(ENTRIES.length + AMBIGUOUS.length + NOT_ENTRIES.length).toBeGreaterThanOrEqual(150)
})

test.each(ENTRIES)('"%s" is the entry %s', (line, entry) => {
  expect(described(readQuickEntry(line, context))).toBe(entry)
})

test.each(AMBIGUOUS)('"%s" is asked about, with the amounts %s', (line, minors) => {
  const outcome = readQuickEntry(line, context)
  expect(outcome.kind).toBe('ambiguous')
  if (outcome.kind === 'ambiguous')
    expect(outcome.candidates.map(({ amount }) => String(amount.minor)).join(' ')).toBe(minors)
})

test.each(NOT_ENTRIES)('"%s" is not an entry', (line) => {
  expect(readQuickEntry(line, context)).toEqual({ kind: 'not-an-entry' })
})

test('an entry names no bank and no account', () => {
  const outcome = readQuickEntry('received 5000 from Tunde', context)
  expect(outcome).toMatchObject({
    kind: 'entry',
    alert: {
      institution: null,
      bankId: null,
      layoutId: 'quick-entry',
      accountTail: null,
      counterparty: 'Tunde',
      statedTime: null,
    },
  })
})

test('several lines are several entries, in order', () => {
  expect(readQuickEntries('1500 lunch\n+250k salary\n\nuber 3.2k yesterday\n', context).map(described)).toEqual([
    'debit 150000 NGN lunch',
    'credit 25000000 NGN salary',
    'debit 320000 NGN uber @2026-10-13',
  ])
})

test('lines of which one is talk are no entries at all', () => {
  expect(readQuickEntries('1500 lunch\nsee you later', context)).toEqual([{ kind: 'not-an-entry' }])
})

test('a text of more than two hundred characters is not an entry', () => {
  expect(readQuickEntry(`1500 ${'lunch '.repeat(40)}`, context)).toEqual({ kind: 'not-an-entry' })
})

test('the day turns with the zone of the ledger', () => {
  const late = { ...context, now: Temporal.Instant.from('2026-10-14T23:30:00Z') }
  expect(described(readQuickEntry('1500 lunch today', late))).toBe('debit 150000 NGN lunch @2026-10-15')
})
