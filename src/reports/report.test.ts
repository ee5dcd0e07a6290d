import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TransactionKind } from '../domain/transaction.ts'
import { monthPeriod, previousPeriod } from './period.ts'
import { buildReport, type ReportAccount, type ReportPosting } from './report.ts'
import { toReportJson } from './report-json.ts'

const OCTOBER = monthPeriod(Temporal.PlainDate.from('2026-10-01'))
const BANK: ReportAccount = { id: 'bank', name: 'GTBank', tail: '4448', type: 'asset' }
const WALLET: ReportAccount = { id: 'wallet', name: 'OPay', tail: null, type: 'asset' }
const CARD: ReportAccount = { id: 'card', name: 'Card', tail: '0007', type: 'liability' }

type Entry = {
  readonly kind: TransactionKind
  readonly date: string
  readonly account: ReportAccount
  readonly legs: readonly { readonly type: 'income' | 'expense'; readonly category: string; readonly minor: bigint }[]
  readonly payee?: string | null
  readonly currency?: string
}

/** The postings of an entry whose category legs are given as in the ledger; its account leg balances them. */
function postings(entry: Entry, transactionId: string): ReportPosting[] {
  const currency = entry.currency ?? 'NGN'
  const shared = {
    transactionId,
    kind: entry.kind,
    occurredDate: Temporal.PlainDate.from(entry.date),
    payee: entry.payee ?? null,
  }
  const total = entry.legs.reduce((sum, { minor }) => sum + minor, 0n)
  return [
    { ...shared, account: entry.account, category: null, amount: { minor: -total, currency } },
    ...entry.legs.map(({ type, category, minor }) => ({
      ...shared,
      account: { id: `${type} ${category}`, name: category, tail: null, type },
      category,
      amount: { minor, currency },
    })),
  ]
}

function report(entries: readonly Entry[], balances: readonly { account: ReportAccount; minor: bigint }[] = []) {
  const given = balances.length > 0 ? balances : [{ account: BANK, minor: 0n }]
  const rows = entries.flatMap((entry, index) => postings(entry, String(index)))
  return buildReport(
    rows,
    OCTOBER,
    given.map(({ account, minor }) => ({ account, balance: { minor, currency: 'NGN' } })),
  )
}

const spent = (category: string, minor: bigint, more: Partial<Entry> = {}): Entry => {
  return { kind: 'expense', date: '2026-10-05', account: BANK, legs: [{ type: 'expense', category, minor }], ...more }
}
const earned = (category: string, minor: bigint, more: Partial<Entry> = {}): Entry => {
  return {
    kind: 'income',
    date: '2026-10-24',
    account: BANK,
    legs: [{ type: 'income', category, minor: -minor }],
    ...more,
  }
}

describe('buildReport', () => {
  it('gives the lines of report --json with exactly the promised keys and texts', () => {
    const result = report(
      [
        spent('Food: Groceries', 150_050n, { payee: 'SHOPRITE' }),
        spent('Food: Groceries', 50n, { payee: 'SHOPRITE', date: '2026-10-31' }),
        spent('Bank charges', 5_375n, { kind: 'fee' }),
        earned('Salary', 45_000_000n),
      ],
      [{ account: BANK, minor: 48_231_055n }],
    )
    expect(JSON.stringify(toReportJson(result))).toBe(
      JSON.stringify([
        {
          from: '2026-10-01',
          to: '2026-10-31',
          currency: 'NGN',
          inflowMinor: '45000000',
          outflowMinor: '155475',
          netMinor: '44844525',
          categories: [
            { category: 'Food: Groceries', amountMinor: '150100', count: 2 },
            { category: 'Bank charges', amountMinor: '5375', count: 1 },
            { category: 'Salary', amountMinor: '45000000', count: 1 },
          ],
          accounts: [
            {
              account: 'GTBank',
              tail: '4448',
              inflowMinor: '45000000',
              outflowMinor: '155475',
              balanceMinor: '48231055',
            },
          ],
          feesMinor: '5375',
        },
      ]),
    )
  })

  it('takes a refund off the spending of its category, even below zero', () => {
    const figures = report([
      spent('Shopping', 10_000n),
      spent('Shopping', -25_000n, { kind: 'refund', payee: 'JUMIA' }),
    ]).currencies[0]
    expect(figures?.categories).toEqual([{ category: 'Shopping', kind: 'expense', amountMinor: -15_000n, count: 2 }])
    expect([figures?.inflowMinor, figures?.outflowMinor, figures?.netMinor]).toEqual([0n, -15_000n, 15_000n])
    expect(figures?.accounts[0]).toMatchObject({ inflowMinor: 0n, outflowMinor: -15_000n })
  })

  it('leaves out own transfers, openings and reversed pairs, and days outside the period', () => {
    const figures = report([
      spent('Food', 1n, { kind: 'transfer' }),
      spent('Food', 1n, { kind: 'opening' }),
      spent('Food', 1n, { kind: 'reversed' }),
      spent('Food', 1n, { date: '2026-09-30' }),
      spent('Food', 1n, { date: '2026-11-01' }),
    ]).currencies[0]
    expect(figures).toMatchObject({ outflowMinor: 0n, transactionCount: 0, categories: [], merchants: [], days: [] })
  })

  it('shares a payment split over two categories and counts it once in each', () => {
    const legs = [
      { type: 'expense', category: 'Food', minor: 700n },
      { type: 'expense', category: 'Home', minor: 300n },
    ] as const
    const figures = report([{ kind: 'expense', date: '2026-10-02', account: BANK, legs, payee: 'SPAR' }]).currencies[0]
    expect(figures?.categories.map(({ category, amountMinor, count }) => [category, amountMinor, count])).toEqual([
      ['Food', 700n, 1],
      ['Home', 300n, 1],
    ])
    expect(figures?.merchants).toEqual([{ payee: 'SPAR', amountMinor: 1000n, count: 1 }])
  })

  it('shows a salary paid net of a charge as both money in and money out', () => {
    const legs = [
      { type: 'income', category: 'Salary', minor: -1000n },
      { type: 'expense', category: 'Tax', minor: 200n },
    ] as const
    const figures = report([{ kind: 'income', date: '2026-10-02', account: BANK, legs }]).currencies[0]
    expect(figures?.accounts[0]).toMatchObject({ inflowMinor: 1000n, outflowMinor: 200n })
  })

  it('keeps categories of one name apart when one is income and the other spending', () => {
    const figures = report([spent('Uncategorized', 5n), earned('Uncategorized', 7n)]).currencies[0]
    expect(figures?.categories.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['expense', 5n],
      ['income', 7n],
    ])
  })

  it('reports each currency by itself, the busiest first', () => {
    const rows = [
      ...postings(spent('Food', 5n, { currency: 'USD' }), 'a'),
      ...postings(spent('Food', 7n), 'b'),
      ...postings(spent('Food', 9n), 'c'),
    ]
    const balances = ['USD', 'NGN', 'EUR'].map((currency) => ({ account: BANK, balance: { minor: 1n, currency } }))
    const { currencies } = buildReport(rows, OCTOBER, balances)
    expect(currencies.map(({ currency, outflowMinor }) => [currency, outflowMinor])).toEqual([
      ['NGN', 16n],
      ['USD', 5n],
      ['EUR', 0n],
    ])
  })

  it('refuses an account without a balance, since it would have to make one up', () => {
    const rows = postings(spent('Food', 5n, { account: WALLET }), 'a')
    expect(() => buildReport(rows, OCTOBER, [])).toThrow('no balance was given for account wallet')
  })

  it('has no line when there is neither an account nor a transaction', () => {
    expect(toReportJson(buildReport([], OCTOBER, []))).toEqual([])
  })
})

const arbitraryEntry: fc.Arbitrary<Entry> = fc.record({
  kind: fc.constantFrom<TransactionKind>('expense', 'income', 'transfer', 'fee', 'reversed', 'refund', 'opening'),
  date: fc.constantFrom(
    '2026-08-31',
    '2026-09-01',
    '2026-09-30',
    '2026-10-01',
    '2026-10-17',
    '2026-10-31',
    '2026-11-01',
  ),
  account: fc.constantFrom(BANK, WALLET, CARD),
  currency: fc.constantFrom('NGN', 'USD'),
  payee: fc.constantFrom(null, 'SHOPRITE', 'BOLT'),
  legs: fc.array(
    fc.record({
      type: fc.constantFrom('income', 'expense'),
      category: fc.constantFrom('Food', 'Salary', 'Uncategorized'),
      minor: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** Adds up from the entries themselves, one running total per key, never looking at postings or accounts' types. */
function addUp(entries: readonly Entry[], currency: string, dates: readonly [string, string]) {
  const totals: Record<string, bigint> = {}
  const add = (key: string, minor: bigint) => {
    totals[key] = (totals[key] ?? 0n) + minor
  }
  for (const { kind, date, account, legs, payee, currency: own } of entries) {
    if (own !== currency || date < dates[0] || date > dates[1]) continue
    if (['transfer', 'opening', 'reversed'].includes(kind)) continue
    for (const { type, category, minor } of legs) {
      const flow = type === 'income' ? 'inflow' : 'outflow'
      const amount = type === 'income' ? -minor : minor
      for (const key of [flow, `${type}/${category}`, `${account.name}/${flow}`, `${date}/${flow}`]) add(key, amount)
      if (type === 'expense') add(`payee/${payee ?? ''}`, amount)
      if (type === 'expense' && kind === 'fee') add('fees', amount)
    }
  }
  return Object.fromEntries(Object.entries(totals).filter(([, minor]) => minor !== 0n))
}

describe('a report of any ledger', () => {
  it('equals the sums of a second, differently written computation', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry, { maxLength: 25 }), (entries) => {
        const rows = entries.flatMap((entry, index) => postings(entry, String(index)))
        const balances = [BANK, WALLET, CARD].flatMap((account) =>
          ['NGN', 'USD'].map((currency) => ({ account, balance: { minor: 3n, currency } })),
        )
        for (const figures of buildReport(rows, OCTOBER, balances).currencies) {
          const flat: [string, bigint][] = [
            ['inflow', figures.inflowMinor],
            ['outflow', figures.outflowMinor],
            ['fees', figures.feesMinor],
            ...figures.categories.map((one): [string, bigint] => [`${one.kind}/${one.category}`, one.amountMinor]),
            ...figures.accounts.flatMap((one): [string, bigint][] => [
              [`${one.account}/inflow`, one.inflowMinor],
              [`${one.account}/outflow`, one.outflowMinor],
            ]),
            ...figures.merchants.map((one): [string, bigint] => [`payee/${one.payee ?? ''}`, one.amountMinor]),
            ...figures.days.flatMap((one): [string, bigint][] => [
              [`${one.date}/inflow`, one.inflowMinor],
              [`${one.date}/outflow`, one.outflowMinor],
            ]),
          ]
          const nonZero = Object.fromEntries(flat.filter(([, minor]) => minor !== 0n))
          expect(nonZero).toEqual(addUp(entries, figures.currency, ['2026-10-01', '2026-10-31']))
          expect(figures.netMinor).toBe(figures.inflowMinor - figures.outflowMinor)
          const september = addUp(entries, figures.currency, ['2026-09-01', '2026-09-30'])
          const previous = figures.previousDays.reduce((sum, { outflowMinor }) => sum + outflowMinor, 0n)
          expect(previous).toBe(september.outflow ?? 0n)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('compares with the calendar period before it', () => {
    expect(previousPeriod(OCTOBER).label).toBe('September 2026')
    const figures = report([spent('Food', 7n, { date: '2026-09-30' })]).currencies[0]
    expect(figures?.previousDays.map(({ date, outflowMinor }) => [date.toString(), outflowMinor])).toEqual([
      ['2026-09-30', 7n],
    ])
  })
})
