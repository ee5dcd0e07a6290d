import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { CHANNELS } from '../../src/domain/alert.ts'
import {
  RULE_TEXT_FIELDS,
  type RuleCategory,
  type RuleCondition,
  type RuleContent,
  type RuleEffects,
} from '../../src/domain/rule.ts'
import { SEED_CATEGORIES } from '../../src/pipeline/seed/categories.ts'
import { parseRule } from '../../src/rules/parse-rule.ts'
import { printRule } from '../../src/rules/print-rule.ts'
import { parseRules, printRules } from '../../src/rules/rules-file.ts'

const CATEGORIES: RuleCategory[] = SEED_CATEGORIES.filter(({ key }) => !key.startsWith('uncategorized')).map(
  ({ key, kind, name, parent }) => {
    const above = SEED_CATEGORIES.find((one) => one.key === parent)
    return { id: key, kind, name: above === undefined ? name : `${above.name}: ${name}` }
  },
)

function read(text: string): RuleContent {
  const parsed = parseRule(text, CATEGORIES)
  if (parsed.kind === 'problem') throw new Error(parsed.problem)
  return parsed.content
}

const GROCERIES: RuleEffects = { categoryId: 'food.groceries' }
const contains = (field: 'payee' | 'narration', ...values: string[]): RuleCondition => ({
  kind: 'text',
  field,
  operator: 'contains',
  values,
  isNot: false,
})

describe('the written form', () => {
  test.each<[string, RuleContent]>([
    [
      'if payee contains "shoprite" then category Food: Groceries',
      { conditions: [contains('payee', 'shoprite')], effects: GROCERIES },
    ],
    [
      'IF Payee contains shoprite THEN category groceries.',
      { conditions: [contains('payee', 'shoprite')], effects: GROCERIES },
    ],
    [
      'if payee contains “mama put” or “buka” and amount between ₦1,000 and 2.5k then category "Food: Eating out", tag lunch #work',
      {
        conditions: [
          contains('payee', 'mama put', 'buka'),
          { kind: 'amount', operator: 'between', amounts: ['1000', '2500'], isNot: false },
        ],
        effects: { categoryId: 'food.eating-out', tags: ['lunch', 'work'] },
      },
    ],
    [
      'if weekday is weekend and channel is pos or atm then category Bus, keke, okada and note "Sunday outing"',
      {
        conditions: [
          { kind: 'choice', field: 'weekday', values: ['saturday', 'sunday'], isNot: false },
          { kind: 'choice', field: 'channel', values: ['pos', 'atm'], isNot: false },
        ],
        effects: { categoryId: 'transport.public', note: 'Sunday outing' },
      },
    ],
    [
      'if narration matches /^TRF .*(rent|HOUSE\\/AGENT)/ and direction is debit then payee "Landlord", category Rent',
      {
        conditions: [
          {
            kind: 'text',
            field: 'narration',
            operator: 'matches',
            values: ['^TRF .*(rent|HOUSE/AGENT)'],
            isNot: false,
          },
          { kind: 'choice', field: 'direction', values: ['out'], isNot: false },
        ],
        effects: { payee: 'Landlord', categoryId: 'home.rent' },
      },
    ],
    [
      'if account is 8016 and day between 25 and 31 then split 60% Food + 40% Electricity',
      {
        conditions: [
          { kind: 'text', field: 'account', operator: 'is', values: ['8016'], isNot: false },
          { kind: 'day', from: 25, to: 31, isNot: false },
        ],
        effects: {
          split: [
            { categoryId: 'food', share: { kind: 'percent', hundredths: 6000 } },
            { categoryId: 'home.electricity', share: { kind: 'percent', hundredths: 4000 } },
          ],
        },
      },
    ],
    [
      'if bank is not "OPay" and amount at least 1m then transfer to "Piggy bank"',
      {
        conditions: [
          { kind: 'text', field: 'bank', operator: 'is', values: ['OPay'], isNot: true },
          { kind: 'amount', operator: 'at-least', amounts: ['1000000'], isNot: false },
        ],
        effects: { transferTo: 'Piggy bank' },
      },
    ],
    [
      'if text starts with "test" then ignore',
      {
        conditions: [{ kind: 'text', field: 'text', operator: 'starts', values: ['test'], isNot: false }],
        effects: { isIgnored: true },
      },
    ],
    [
      'if payee is "jumia" then split 2,000 Transport: Car fuel + rest Online shopping',
      {
        conditions: [{ kind: 'text', field: 'payee', operator: 'is', values: ['jumia'], isNot: false }],
        effects: {
          split: [
            { categoryId: 'transport.fuel', share: { kind: 'amount', amount: '2000' } },
            { categoryId: 'personal.shopping', share: { kind: 'rest' } },
          ],
        },
      },
    ],
  ])('reads %s', (text, content) => {
    expect(read(text)).toEqual(content)
  })

  test.each([
    ['payee contains x then ignore', 'begins with “if”'],
    ['if shop contains x then ignore', 'I expected a field before “shop contains x then ignore”'],
    ['if payee has x then ignore', 'After payee write contains'],
    ['if payee contains "---" then ignore', 'Say what payee should be, in quotes'],
    ['if payee contains "x', 'is not closed'],
    ['if payee contains "x"', 'Say what to do'],
    ['if payee contains "x" category Food', 'I expected “and”, “or” or “then” before “category Food”'],
    ['if payee matches abc then ignore', 'between slashes'],
    ['if payee matches /(?=x)/ then ignore', 'Look-ahead and back references are not allowed'],
    ['if amount above lots then ignore', 'I expected an amount before “lots then ignore”'],
    ['if amount between 5,000 and 1,000 then ignore', 'Write the smaller amount first'],
    ['if weekday is someday then ignore', 'weekday cannot be “someday”'],
    ['if day is 32 then ignore', 'a number from 1 to 31'],
    ['if direction is out then', 'After “then” I expected'],
    ['if direction is out then category Grocery', 'Perhaps Food: Groceries'],
    ['if direction is out then category "Zzz"', '/categories shows all'],
    ['if direction is out then category Food, ignore', 'Choose one of'],
    ['if direction is out then category Food, category Home', 'said twice'],
    ['if direction is out then tag not+good', 'I do not understand “+good”'],
    ['if direction is out then split 60% Food + 30% Home', '100 % together'],
    ['if direction is out then split 60% Food', 'two parts or more'],
    ['if direction is out then split 500 Food + 600 Home', 'a part for the rest'],
    ['if direction is out then split 50% Food + 50% Salary', 'all income'],
    ['if direction is out then category Food because', 'I do not understand “because” at the end'],
    [`if payee contains "${'x'.repeat(1000)}" then ignore`, '1000 characters at most'],
  ])('says what to do about %s', (text, words) => {
    const parsed = parseRule(text, CATEGORIES)
    expect(parsed.kind === 'problem' ? parsed.problem : 'read').toContain(words)
  })

  it('does not let a category be named by a last part that several have', () => {
    const twice = [...CATEGORIES, { id: 'x', kind: 'expense' as const, name: 'Work and business: Rent' }]
    expect(parseRule('if direction is out then category Rent', twice).kind).toBe('problem')
    expect(parseRule('if direction is out then category Home: Rent', twice).kind).toBe('rule')
  })
})

const plainWord = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .&/-]{0,15}$/).map((word) => word.trim())
const decimal = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 9 }))
  .map(([whole, part]) => (part === 0 ? String(whole) : `${whole}.${part}`))
const condition: fc.Arbitrary<RuleCondition> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    field: fc.constantFrom(...RULE_TEXT_FIELDS),
    operator: fc.constantFrom('contains' as const, 'is' as const),
    values: fc.array(plainWord, { minLength: 1, maxLength: 3 }),
    isNot: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    field: fc.constantFrom(...RULE_TEXT_FIELDS),
    operator: fc.constant('matches' as const),
    values: fc.constantFrom(['^a/b.*c'], ['(x|y)+ "z"']),
    isNot: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    field: fc.constant('channel' as const),
    values: fc.uniqueArray(fc.constantFrom(...CHANNELS), { minLength: 1, maxLength: 3 }),
    isNot: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('amount' as const),
    operator: fc.constantFrom('above' as const, 'below' as const, 'at-least' as const, 'at-most' as const),
    amounts: decimal.map((one) => [one]),
    isNot: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('amount' as const),
    operator: fc.constant('between' as const),
    amounts: fc.tuple(decimal, decimal).map((both) => both.sort((left, right) => Number(left) - Number(right))),
    isNot: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('day' as const),
    from: fc.integer({ min: 1, max: 15 }),
    to: fc.integer({ min: 15, max: 31 }),
    isNot: fc.boolean(),
  }),
)
const category = fc.constantFrom(...CATEGORIES.map(({ id }) => id))
const effects: fc.Arbitrary<RuleEffects> = fc.oneof(
  category.map((categoryId) => ({ categoryId, tags: ['one', 'zwei'] })),
  fc.record({ payee: plainWord, note: plainWord }),
  plainWord.map((transferTo) => ({ transferTo })),
  fc.constant({ isIgnored: true as const }),
  fc.tuple(category, fc.integer({ min: 1, max: 9_999 })).map(([categoryId, hundredths]) => ({
    split: [
      { categoryId, share: { kind: 'percent' as const, hundredths } },
      { categoryId, share: { kind: 'rest' as const } },
    ],
  })),
)
const content = fc.record({ conditions: fc.array(condition, { minLength: 1, maxLength: 4 }), effects })

test('what is printed is read back as the same rule', () => {
  fc.assert(
    fc.property(content, (rule) => {
      expect(read(printRule(rule, CATEGORIES))).toEqual(rule)
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('any text is read or gives a problem, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 60 }), (noise, cut) => {
      const half = 'if payee contains "shoprite" and amount above 5k then category Food'.slice(0, cut)
      expect(['rule', 'problem']).toContain(parseRule(half + noise, CATEGORIES).kind)
    }),
    { seed: 8, numRuns: 300 },
  )
})

test('a file of rules is read back in its order, with what is switched off', () => {
  const base = { createdAt: Temporal.Instant.from('2026-10-01T00:00:00Z'), appliesFrom: null }
  const first = read('if payee contains "shoprite" then category Food')
  const second = read('if weekday is sunday then tag church')
  const text = printRules(
    [
      { ...base, ...first, id: '1', order: 0, state: 'on' },
      { ...base, ...second, id: '2', order: 1, state: 'off' },
    ],
    CATEGORIES,
  )
  expect(text.split('\n').slice(2)).toEqual([
    'if payee contains "shoprite" then category "Food"',
    'off: if weekday is sunday then tag church',
    '',
  ])
  expect(parseRules(text, CATEGORIES)).toEqual({
    kind: 'rules',
    rules: [
      { content: first, isOn: true },
      { content: second, isOn: false },
    ],
  })
  expect(parseRules(`${text}\nnonsense`, CATEGORIES)).toMatchObject({ kind: 'problems', problems: [{ line: 6 }] })
})
