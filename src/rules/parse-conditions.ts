import { CHANNELS } from '../domain/alert.ts'
import { RULE_TEXT_FIELDS, type RuleAmountOperator, type RuleCondition, type RuleTextField } from '../domain/rule.ts'
import { type Cursor, RuleProblem } from './cursor.ts'
import { compiled, WEEKDAYS } from './holds.ts'
import { plainText } from './plain-text.ts'

/** Words for fields beside their own names. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(RULE_TEXT_FIELDS.map((field) => [field, field])),
  counterparty: 'payee',
  merchant: 'payee',
  anything: 'text',
  institution: 'bank',
  channel: 'channel',
  direction: 'direction',
  amount: 'amount',
  weekday: 'weekday',
  currency: 'currency',
  source: 'source',
  day: 'day',
}
const FIELDS = Object.keys(FIELD_WORDS).sort((left, right) => right.length - left.length)

const AMOUNT_WORDS: readonly (readonly [words: string, operator: RuleAmountOperator])[] = [
  ['is at least', 'at-least'],
  ['at least', 'at-least'],
  ['is at most', 'at-most'],
  ['at most', 'at-most'],
  ['is more than', 'above'],
  ['more than', 'above'],
  ['is less than', 'below'],
  ['less than', 'below'],
  ['is above', 'above'],
  ['above', 'above'],
  ['over', 'above'],
  ['is below', 'below'],
  ['below', 'below'],
  ['under', 'below'],
  ['is', 'is'],
]

/** Words a person may use for the values of a field, and what is kept. */
const CHOICES: Readonly<
  Record<'channel' | 'direction' | 'weekday' | 'source', Readonly<Record<string, readonly string[]>>>
> = {
  channel: Object.fromEntries(CHANNELS.map((channel) => [channel, [channel]])),
  direction: {
    in: ['in'],
    out: ['out'],
    credit: ['in'],
    debit: ['out'],
  },
  weekday: {
    weekend: ['saturday', 'sunday'],
    workday: WEEKDAYS.slice(0, 5),
    ...Object.fromEntries(
      WEEKDAYS.flatMap((day) => [
        [day, [day]],
        [day.slice(0, 3), [day]],
      ]),
    ),
  },
  source: {
    sms: ['sms'],
    email: ['email'],
    mail: ['email'],
    statement: ['statement'],
    manual: ['manual'],
    entry: ['manual'],
    api: ['api'],
  },
}

const VALUE_STOPS = ['and', 'or', 'then']

/** Reads the conditions after "if", up to and without "then". Throws `RuleProblem`. */
export function parseConditions(cursor: Cursor): RuleCondition[] {
  const conditions: RuleCondition[] = []
  do conditions.push(parseCondition(cursor))
  while (cursor.take('and'))
  return conditions
}

function parseCondition(cursor: Cursor): RuleCondition {
  const word = cursor.takeOneOf(FIELDS)
  const field = word === null ? undefined : FIELD_WORDS[word]
  if (word === null || field === undefined) {
    throw new RuleProblem(
      `I expected a field before “${cursor.rest || 'the end'}”: payee, narration, text, reference, bank, account, amount, channel, direction, weekday, day, currency or source.`,
    )
  }
  switch (field) {
    case 'amount':
      return parseAmount(cursor)
    case 'day':
      return parseDay(cursor)
    case 'currency':
      return parseCurrency(cursor)
    case 'channel':
    case 'direction':
    case 'weekday':
    case 'source':
      return parseChoice(cursor, field)
    default:
      return parseText(cursor, field as RuleTextField)
  }
}

function parseText(cursor: Cursor, field: RuleTextField): RuleCondition {
  const isPattern = cursor.takeOneOf(['does not match', 'matches'])
  if (isPattern !== null) {
    const pattern = cursor.pattern()
    if (pattern === null)
      throw new RuleProblem(`Write what ${field} matches between slashes, such as ${field} matches /^POS .*LEKKI/.`)
    if (compiled(pattern) === null)
      throw new RuleProblem(
        `/${pattern}/ is no regular expression that I can use. Look-ahead and back references are not allowed.`,
      )
    return { kind: 'text', field, operator: 'matches', values: [pattern], isNot: isPattern !== 'matches' }
  }
  const operators = {
    'does not contain': 'contains',
    contains: 'contains',
    'starts with': 'starts',
    'is not': 'is',
    is: 'is',
  } as const
  const said = cursor.takeOneOf(Object.keys(operators) as (keyof typeof operators)[])
  if (said === null)
    throw new RuleProblem(`After ${field} write contains, is, is not, starts with, does not contain or matches.`)
  const values = [textValue(cursor, field)]
  while (cursor.take('or')) values.push(textValue(cursor, field))
  return {
    kind: 'text',
    field,
    operator: operators[said],
    values,
    isNot: said === 'does not contain' || said === 'is not',
  }
}

function textValue(cursor: Cursor, field: string): string {
  const value = cursor.quoted() ?? cursor.words(VALUE_STOPS)
  if (plainText(value) === '')
    throw new RuleProblem(`Say what ${field} should be, in quotes: ${field} contains "shoprite".`)
  return value
}

function parseChoice(cursor: Cursor, field: keyof typeof CHOICES): RuleCondition {
  const isNot = takeIs(cursor, field)
  const choices = CHOICES[field]
  const values: string[] = []
  do {
    const said = cursor.quoted() ?? cursor.words(VALUE_STOPS)
    const known = choices[said.toLowerCase().replace(/s$/, '')] ?? choices[said.toLowerCase()]
    if (known === undefined) {
      throw new RuleProblem(
        `${field} cannot be “${said}”. It can be ${Object.keys(choices)
          .filter((word) => word.length > 3 || field !== 'weekday')
          .join(', ')}.`,
      )
    }
    values.push(...known)
  } while (cursor.take('or'))
  return { kind: 'choice', field, values: [...new Set(values)], isNot }
}

function parseCurrency(cursor: Cursor): RuleCondition {
  const isNot = takeIs(cursor, 'currency')
  const values: string[] = []
  do {
    const code = (cursor.quoted() ?? cursor.words(VALUE_STOPS)).toUpperCase()
    if (!/^[A-Z]{3}$/.test(code)) throw new RuleProblem('Write a currency as its three letters: currency is USD.')
    values.push(code)
  } while (cursor.take('or'))
  return { kind: 'choice', field: 'currency', values, isNot }
}

function takeIs(cursor: Cursor, field: string): boolean {
  const said = cursor.takeOneOf(['is not', 'is'])
  if (said === null) throw new RuleProblem(`After ${field} write is or is not.`)
  return said === 'is not'
}

function parseAmount(cursor: Cursor): RuleCondition {
  const between = cursor.takeOneOf(['is not between', 'is between', 'not between', 'between'])
  if (between !== null) {
    const from = amountOf(cursor)
    if (!cursor.take('and') && !cursor.take('to'))
      throw new RuleProblem('Write both ends: amount between 1,000 and 5,000.')
    const to = amountOf(cursor)
    if (Number(from) > Number(to)) {
      throw new RuleProblem(`Between ${from} and ${to} lies nothing. Write the smaller amount first.`)
    }
    return { kind: 'amount', operator: 'between', amounts: [from, to], isNot: between.includes('not') }
  }
  if (cursor.take('is not')) return { kind: 'amount', operator: 'is', amounts: [amountOf(cursor)], isNot: true }
  const said = AMOUNT_WORDS.find(([words]) => cursor.take(words))
  if (said === undefined) throw new RuleProblem('After amount write is, above, below, at least, at most or between.')
  return { kind: 'amount', operator: said[1], amounts: [amountOf(cursor)], isNot: false }
}

function amountOf(cursor: Cursor): string {
  const amount = cursor.amount()
  if (amount === null)
    throw new RuleProblem(`I expected an amount before “${cursor.rest || 'the end'}”, such as 5,000 or 2.5k.`)
  return amount
}

function parseDay(cursor: Cursor): RuleCondition {
  const between = cursor.takeOneOf(['is not between', 'is between', 'not between', 'between'])
  if (between !== null) {
    const from = dayOf(cursor)
    if (!cursor.take('and') && !cursor.take('to')) throw new RuleProblem('Write both ends: day between 25 and 31.')
    const to = dayOf(cursor)
    if (from > to) throw new RuleProblem(`Between day ${from} and day ${to} lies nothing. Write the smaller day first.`)
    return { kind: 'day', from, to, isNot: between.includes('not') }
  }
  const isNot = takeIs(cursor, 'day')
  const day = dayOf(cursor)
  return { kind: 'day', from: day, to: day, isNot }
}

function dayOf(cursor: Cursor): number {
  const day = Number(cursor.amount() ?? Number.NaN)
  if (!Number.isInteger(day) || day < 1 || day > 31)
    throw new RuleProblem('A day of the month is a number from 1 to 31: day is 25.')
  return day
}
