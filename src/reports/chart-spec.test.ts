import { describe, expect, it } from 'vitest'
import { CATEGORY_SLOTS, categorySlots } from './chart-rows.ts'
import { CHART_KINDS, type ChartKind, chartSpec } from './chart-spec.ts'
import { dayPeriod, monthPeriod, type Period } from './period.ts'
import type { CurrencyReport, DayFigures } from './report.ts'

const TODAY = Temporal.PlainDate.from('2026-10-23')
const OCTOBER = monthPeriod(TODAY)

function figures(parts: Partial<CurrencyReport> = {}): CurrencyReport {
  return {
    currency: 'NGN',
    inflowMinor: 0n,
    outflowMinor: 0n,
    netMinor: 0n,
    feesMinor: 0n,
    transactionCount: 1,
    categories: [],
    accounts: [],
    merchants: [],
    days: [],
    previousDays: [],
    ...parts,
  }
}

function expenses(amounts: readonly bigint[]): CurrencyReport {
  const categories = amounts.map((amountMinor, index) => {
    return { category: `Home: ${index}`, kind: 'expense' as const, amountMinor, count: 1 }
  })
  return figures({ categories })
}

function day(date: string, outflowMinor: bigint, inflowMinor = 0n): DayFigures {
  return { date: Temporal.PlainDate.from(date), outflowMinor, inflowMinor }
}

function rowsOf(kind: ChartKind, one: CurrencyReport) {
  const spec = chartSpec({ period: OCTOBER, currencies: [one] }, kind)
  if (spec.kind !== 'rows') throw new Error(`${kind} gave ${spec.kind}`)
  return spec.rows
}

describe('chartSpec of categories', () => {
  it('shows eight and gathers the rest while the rest is small', () => {
    const rows = rowsOf('categories', expenses([30n, 20n, 10n, 8n, 8n, 6n, 5n, 4n, 3n, 3n, 3n]))
    expect(rows.map(({ name, amountMinor }) => `${name} ${amountMinor}`).slice(-2)).toEqual([
      'Home: 7 4',
      'Other (3) 9',
    ])
    expect(rows.at(-1)?.detail).toEqual({ kind: 'share', percent: 9 })
  })

  it('shows more than eight until the rest is at most 15 %', () => {
    const rows = rowsOf('categories', expenses(Array(20).fill(5n)))
    expect(rows).toHaveLength(18)
    expect(rows.at(-1)).toMatchObject({ name: 'Other (3)', amountMinor: 15n, detail: { percent: 15 } })
  })

  it('does not hide a single category behind a row of its own', () => {
    expect(rowsOf('categories', expenses([9n, 8n, 7n, 6n, 5n, 4n, 3n, 2n, 1n])).at(-1)?.name).toBe('Home: 8')
  })

  it('puts a category with only refunds last, without a share', () => {
    const rows = rowsOf('categories', expenses([100n, -40n]))
    expect(rows.map(({ amountMinor, detail }) => [amountMinor, detail])).toEqual([
      [100n, { kind: 'share', percent: 100 }],
      [-40n, { kind: 'none' }],
    ])
  })

  it('leaves income out', () => {
    const salary = { category: 'Salary', kind: 'income', amountMinor: 5n, count: 1 } as const
    expect(chartSpec({ period: OCTOBER, currencies: [figures({ categories: [salary] })] }, 'categories').kind).toBe(
      'empty',
    )
  })

  it('gives a category the same colour in every report of a ledger', () => {
    const categories = ['Food: Groceries', 'Transport', 'Home: 0', 'Home: 1']
    const slotIn = (one: CurrencyReport) => {
      const spec = chartSpec({ period: OCTOBER, currencies: [one] }, 'categories', { categories })
      return spec.kind === 'rows' && spec.rows.find(({ name }) => name === 'Home: 0')?.hue
    }
    expect(slotIn(expenses([5n]))).toEqual(slotIn(expenses([5n, 4n, 3n])))
  })

  it('gives no two categories one colour while there are colours left', () => {
    const names = Array.from({ length: CATEGORY_SLOTS }, (_, index) => `Category ${index}`)
    expect(new Set(categorySlots(names).values()).size).toBe(CATEGORY_SLOTS)
    expect(categorySlots([...names, 'One more']).get('Category 3')).toBe(categorySlots(names).get('Category 3'))
  })
})

describe('chartSpec of merchants and accounts', () => {
  it('shows the ten payees that took most and skips what names none', () => {
    const merchants = [null, ...'ABCDEFGHIJKL'].map((payee, index) => ({
      payee,
      amountMinor: BigInt(50 - index),
      count: 2,
    }))
    const rows = rowsOf('merchants', figures({ merchants }))
    expect(rows.map(({ name }) => name).join('')).toBe('ABCDEFGHIJ')
    expect(rows[0]?.detail).toEqual({ kind: 'payments', count: 2 })
  })

  it('orders accounts by balance and marks one below zero', () => {
    const account = (name: string, balanceMinor: bigint) => {
      return { account: name, tail: '4448', inflowMinor: 3n, outflowMinor: 4n, balanceMinor }
    }
    const rows = rowsOf('accounts', figures({ accounts: [account('A', -5n), account('B', 9n), account('C', 0n)] }))
    expect(rows.map(({ name, tail, hue }) => [name, tail, hue.kind])).toEqual([
      ['B', '4448', 'accent'],
      ['C', '4448', 'accent'],
      ['A', '4448', 'outflow'],
    ])
  })
})

describe('chartSpec of very many', () => {
  it('adds up the smallest accounts, and never a large debt', () => {
    const accounts = Array.from({ length: 15 }, (_, index) => {
      const balanceMinor = index === 14 ? -1000n : BigInt(index)
      return { account: `A${index}`, tail: null, inflowMinor: 1n, outflowMinor: 2n, balanceMinor }
    })
    const rows = rowsOf('accounts', figures({ accounts }))
    expect(rows.slice(0, 2).map(({ name }) => name)).toEqual(['A13', 'A12'])
    expect(rows.slice(-2).map(({ name, amountMinor }) => [name, amountMinor])).toEqual([
      ['A14', -1000n],
      ['Other accounts (3)', 3n],
    ])
    expect(rows.at(-1)?.detail).toEqual({ kind: 'flows', inflowMinor: 3n, outflowMinor: 6n })
  })

  it('keeps categories within twenty rows and refunds within three, adding up what is beyond', () => {
    const rows = rowsOf('categories', expenses([...Array(40).fill(5n), -1n, -2n, -3n, -4n, -5n]))
    expect(rows.slice(20).map(({ name, amountMinor }) => [name, amountMinor])).toEqual([
      ['Other (20)', 100n],
      ['Home: 44', -5n],
      ['Home: 43', -4n],
      ['Home: 42', -3n],
      ['Other refunds (2)', -3n],
    ])
  })
})

describe('chartSpec over time', () => {
  const days = [day('2026-10-02', 5n), day('2026-10-20', 7n, 100n)]

  function trend(period: Period, one: CurrencyReport, today?: Temporal.PlainDate) {
    const spec = chartSpec({ period, currencies: [one] }, 'trend', today ? { today } : {})
    if (spec.kind !== 'trend') throw new Error(`trend gave ${spec.kind}`)
    return spec
  }

  it('adds up day by day and stops today', () => {
    const spec = trend(OCTOBER, figures({ days, outflowMinor: 12n }), TODAY)
    expect([spec.steps.length, spec.totals.length, spec.totals.at(-1)]).toEqual([31, 23, 12n])
    expect(spec.totals.slice(0, 3)).toEqual([0n, 5n, 5n])
  })

  it('does not stop before an entry that is dated later', () => {
    expect(trend(OCTOBER, figures({ days: [...days, day('2026-10-30', 1n)] }), TODAY).totals).toHaveLength(31)
    expect(trend(OCTOBER, figures({ days }), undefined).totals).toHaveLength(31)
  })

  it('draws the period before only when it has entries, under its own name', () => {
    const previousDays = [day('2026-09-30', 9n)]
    const spec = trend(OCTOBER, figures({ days, previousDays }))
    expect(spec.previousTotals).toHaveLength(30)
    expect(spec.figures[1]).toEqual({
      label: 'September 2026',
      money: { minor: 9n, currency: 'NGN' },
      mark: 'previous',
    })
    expect(trend(OCTOBER, figures({ days })).previousTotals).toEqual([])
  })

  it('sets a single day beside the one before', () => {
    const one = figures({ days: [day('2026-10-23', 5n)], previousDays: [day('2026-10-22', 8n)], outflowMinor: 5n })
    const spec = chartSpec({ period: dayPeriod(TODAY), currencies: [one] }, 'trend')
    expect(spec.kind === 'rows' && spec.rows.map(({ name, amountMinor }) => [name, amountMinor])).toEqual([
      ['23 October 2026', 5n],
      ['22 October 2026', 8n],
    ])
  })

  it('shows money in and out by week, with a net that stops today', () => {
    const spec = chartSpec({ period: OCTOBER, currencies: [figures({ days })] }, 'cashflow', { today: TODAY })
    expect(spec.kind === 'cashflow' && spec.nets).toEqual([-5n, 0n, 0n, 93n])
    expect(spec.kind === 'cashflow' && spec.steps.length).toBe(5)
  })
})

describe('chartSpec of nothing', () => {
  it.each(CHART_KINDS)('says what is missing in %s', (kind) => {
    const spec = chartSpec({ period: OCTOBER, currencies: [] }, kind)
    expect(spec.kind === 'empty' && spec.message).toMatch(
      /^(No spending in October 2026|Nothing came .*|No accounts yet)$/,
    )
  })

  it('is empty in a currency the report does not have', () => {
    const report = { period: OCTOBER, currencies: [expenses([5n])] }
    expect(chartSpec(report, 'categories', { currency: 'USD' }).kind).toBe('empty')
    expect(chartSpec(report, 'categories', { currency: 'NGN' }).kind).toBe('rows')
  })
})
