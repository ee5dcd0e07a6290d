import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Rule, RuleCategory, RuleFacts } from '../../src/domain/rule.ts'
import { fits } from '../../src/rules/holds.ts'
import { parseRule } from '../../src/rules/parse-rule.ts'
import { NO_RULE, ruleFor } from '../../src/rules/rule-for.ts'
import { splitMinors } from '../../src/rules/split-minors.ts'

const CATEGORIES: RuleCategory[] = [
  { id: 'food', kind: 'expense', name: 'Food' },
  { id: 'home', kind: 'expense', name: 'Home' },
  { id: 'salary', kind: 'income', name: 'Salary' },
]
const LONG_AGO = Temporal.Instant.from('2026-01-01T00:00:00Z')
const TODAY = Temporal.Instant.from('2026-10-20T12:00:00Z')

let count = 0
function rule(text: string, extra: Partial<Rule> = {}): Rule {
  const parsed = parseRule(text, CATEGORIES)
  if (parsed.kind === 'problem') throw new Error(parsed.problem)
  count += 1
  return { ...parsed.content, id: text, order: count, state: 'on', createdAt: LONG_AGO, appliesFrom: null, ...extra }
}

const FACTS: RuleFacts = {
  payees: ['SHOPRITE IKEJA-LA'],
  narration: 'POS PURCHASE @SHOPRITE IKEJA, Ẹ̀kọ́',
  reference: 'REF/12345',
  bank: 'GTBank',
  accounts: ['GTBank', '8016'],
  channel: 'pos',
  direction: 'out',
  amount: { minor: 2_250_000n, currency: 'NGN' },
  // A Sunday.
  date: Temporal.PlainDate.from('2026-10-18'),
  sources: ['sms'],
  isPrintedFee: false,
}

function holds(condition: string, facts: Partial<RuleFacts> = {}): boolean {
  return fits(rule(`if ${condition} then ignore`).conditions, { ...FACTS, ...facts })
}

describe('conditions', () => {
  test.each([
    'payee contains "shop"',
    'payee contains "SHOPRITE, Ikeja"',
    'payee is "Shoprite Ikeja La"',
    'payee starts with "shoprite"',
    'narration contains "eko"',
    'text contains "ref 12345"',
    'narration matches /@shoprite \\w+/',
    'bank is gtbank',
    'account is 8016',
    'channel is pos',
    'direction is out',
    'weekday is sunday',
    'weekday is weekend',
    'day is 18',
    'day between 10 and 20',
    'currency is NGN',
    'source is sms',
    'amount is 22,500',
    'amount between 22,500 and 22,500',
    'amount above 22,499.99',
    'amount at most 22.5k',
    'payee does not contain "spar"',
  ])('%s holds', (condition) => {
    expect(holds(condition)).toBe(true)
  })

  test.each([
    'payee contains "spar"',
    'payee is "shoprite"',
    'narration matches /^shoprite/',
    'channel is atm or web',
    'weekday is workday',
    'amount above 22,500',
    'amount below 22,500',
    'amount is not 22,500',
    'account is 801',
    'day is not between 10 and 20',
    'payee contains "shop" and channel is atm',
  ])('%s does not hold', (condition) => {
    expect(holds(condition)).toBe(false)
  })

  it('compares amounts by the digits of their own currency', () => {
    expect(holds('amount is 500', { amount: { minor: 500n, currency: 'JPY' } })).toBe(true)
    expect(holds('amount is 500', { amount: { minor: 500_000n, currency: 'KWD' } })).toBe(true)
    expect(holds('amount above 0.5', { amount: { minor: 1n, currency: 'JPY' } })).toBe(true)
  })

  it('takes a field that the entry does not tell for not holding', () => {
    expect(holds('channel is pos', { channel: null })).toBe(false)
    expect(holds('payee contains "a"', { payees: [] })).toBe(false)
    expect(holds('payee does not contain "a"', { payees: [] })).toBe(true)
  })

  it('leaves printed charges to rules about the channel', () => {
    const fee = { isPrintedFee: true, channel: 'fee' }
    expect(holds('account is 8016', fee)).toBe(false)
    expect(holds('account is 8016 and channel is fee', fee)).toBe(true)
  })

  it('stays linear on a pattern that makes others explode', () => {
    expect(holds('narration matches /^(a+)+$/', { narration: `${'a'.repeat(50_000)}!` })).toBe(false)
  })
})

describe('several rules', () => {
  const food = rule('if payee contains "shop" then category Food, tag a, note "first"')
  const home = rule('if channel is pos then category Home, tag b a, note "second", payee "Mall"')
  const of = (
    rules: Rule[],
    facts: Partial<RuleFacts> = {},
    side: 'expense' | 'income' = 'expense',
    knownAt: Temporal.Instant | null = null,
  ) => ruleFor({ ...FACTS, ...facts }, rules, side, CATEGORIES, knownAt)

  it('take the first that speaks on each field, and collect tags', () => {
    expect(of([food, home])).toEqual({
      ...NO_RULE,
      category: { ruleId: food.id, categoryId: 'food' },
      payee: { ruleId: home.id, payee: 'Mall' },
      note: { ruleId: food.id, note: 'first' },
      tags: [
        { ruleId: food.id, tag: 'a' },
        { ruleId: home.id, tag: 'b' },
      ],
    })
    expect(of([home, food]).category?.categoryId).toBe('home')
  })

  it('let ignore, transfer, split and category exclude each other', () => {
    const transfer = rule('if payee contains "shop" then transfer to "Pot"')
    const ignore = rule('if payee contains "shop" then ignore')
    expect(of([transfer, food, ignore])).toMatchObject({ transfer: { place: 'Pot' }, category: null, ignored: null })
    expect(of([ignore, transfer])).toMatchObject({ ignored: { ruleId: ignore.id }, transfer: null })
    expect(of([food, transfer])).toMatchObject({ transfer: null, category: { categoryId: 'food' } })
  })

  it('pass over a category of the other side unless the direction is named', () => {
    expect(of([food], {}, 'income').category).toBeNull()
    const named = rule('if direction is out and payee contains "shop" then category Salary')
    expect(of([named]).category?.categoryId).toBe('salary')
  })

  it('count only when they are on, and for what came after them', () => {
    for (const state of ['off', 'draft', 'removed'] as const) expect(of([{ ...food, state }])).toEqual(NO_RULE)
    const young = { ...food, appliesFrom: TODAY }
    expect(of([young], {}, 'expense', LONG_AGO)).toEqual(NO_RULE)
    expect(of([young], {}, 'expense', null).category?.categoryId).toBe('food')
    expect(of([young], {}, 'expense', TODAY).category?.categoryId).toBe('food')
    expect(of([food], {}, 'expense', LONG_AGO).category?.categoryId).toBe('food')
  })
})

test('the parts of a split sum to the amount exactly, whatever it is', () => {
  const texts = [
    '33.33% Food + 66.67% Home',
    '33.33% Food + rest Home',
    '100 Food + 10% Food + rest Home',
    '50% Food + 50% Home',
  ]
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 14n }),
      fc.constantFrom(...texts),
      fc.constantFrom('NGN', 'JPY', 'KWD'),
      (minor, text, currency) => {
        const { split } = rule(`if channel is pos then split ${text}`).effects
        const parts = splitMinors({ minor, currency }, split ?? [])
        if (parts === null) return minor < 120_000n
        return parts.every((part) => part > 0n) && parts.reduce((sum, part) => sum + part, 0n) === minor
      },
    ),
    { seed: 9, numRuns: 300 },
  )
})

test('a fixed part that leaves nothing over gives no split', () => {
  const { split } = rule('if channel is pos then split 2,000 Food + rest Home').effects
  expect(splitMinors({ minor: 200_000n, currency: 'NGN' }, split ?? [])).toBeNull()
  expect(splitMinors({ minor: 200_001n, currency: 'NGN' }, split ?? [])).toEqual([200_000n, 1n])
})
