import type { BankFormat, Layout } from '../../src/formats/bank-format.ts'
import { collapseSpace } from '../../src/formats/characters.ts'
import { parseSample, type SampleElement } from '../../src/formats/sample.ts'

/** What a generated message says, in the terms of the catalogue. */
export type Truth = {
  direction: string
  amountMinor: string
  currency: string
  accountTail: string | null
  balanceMinor: string | null
  occurredAt: string | null
  narration: string | null
}

/** A repeatable source of numbers below a bound. */
export type Random = (below: number) => number

/** The same numbers for the same seed (a linear congruential generator, high bits). */
export function seeded(seed: number): Random {
  let state = BigInt(seed) * 2_654_435_761n + 1n
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & ((1n << 64n) - 1n)
    return Number((state >> 33n) % BigInt(below))
  }
}

const NARRATIONS = [
  'POS PURCHASE HOTPOT GRILL YABA LA',
  'NIP/KUDA/IBUKUN  SALAKO/RENT',
  'TRF FROM PIN POINT STORES',
  'ATM WDL @ 12 MARINA RD LA',
  'DEBIT CARD FEE 2026',
  'CIP/CR/MOB/NGOZI DR. EZE',
  'RSVL POS 4421 STORE',
  'BALANCE OF RENT N5,000.00 CR',
  'Payment on Account',
  '',
]
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** A message of a layout with other values than its sample, and what it says. */
export function generate(bank: BankFormat, layout: Layout, random: Random): { text: string; truth: Truth } {
  const truth: Truth = {
    direction: layout.direction ?? '',
    amountMinor: '',
    currency: bank.currency,
    accountTail: null,
    balanceMinor: null,
    occurredAt: null,
    narration: null,
  }
  return { text: render(parseSample(layout.sample), truth, random), truth }
}

function render(elements: readonly SampleElement[], truth: Truth, random: Random): string {
  return elements.map((element) => renderElement(element, truth, random)).join('')
}

function renderElement(element: SampleElement, truth: Truth, random: Random): string {
  switch (element.kind) {
    case 'text':
      return element.text
    case 'space':
      return element.isLine ? '\n' : ' '
    case 'rows':
      throw new Error('only e-mails have rows')
    case 'rest':
      return 'NGN31,2'.slice(0, random(8))
    case 'either':
      return render(element.options[random(element.options.length)] ?? [], truth, random)
    case 'optional':
      return random(2) === 0 ? '' : render(element.elements, truth, random)
    case 'field':
      return renderField(element.field, element.example, truth, random)
  }
}

function renderField(field: string, example: string, truth: Truth, random: Random): string {
  switch (field) {
    case 'amount': {
      const minor = BigInt(1 + random(99_999_999_99 % 2_000_000_000)) * BigInt(1 + random(50))
      truth.amountMinor = String(minor)
      return printed(minor)
    }
    case 'balance': {
      const minor = BigInt(random(2_000_000_000))
      truth.balanceMinor = String(minor)
      return printed(minor)
    }
    case 'direction':
      return renderDirection(example, truth, random)
    case 'account': {
      const digits = String(random(10 ** 9)).padStart(9, '7')
      const shown = example.length > 6 ? `0${digits}` : digits.slice(0, 2 + random(4))
      truth.accountTail = example.length > 6 ? digits.slice(-4) : shown
      return shown
    }
    case 'date':
    case 'time':
      return renderMoment(field, example, truth, random)
    case 'narration': {
      const narration = NARRATIONS[random(NARRATIONS.length)] ?? ''
      truth.narration = collapseSpace(narration) || null
      return narration
    }
    case 'counterparty':
      return ['NKEM OBASEKI', 'T. AKINSOLA', 'Ada Obi-Eze'][random(3)] ?? ''
    default:
      return example
  }
}

function printed(minor: bigint): string {
  const whole = String(minor / 100n).replace(/\B(?=(\d{3})+$)/gu, ',')
  return `${whole}.${String(minor % 100n).padStart(2, '0')}`
}

function renderDirection(example: string, truth: Truth, random: Random): string {
  truth.direction = random(2) === 0 ? 'debit' : 'credit'
  const pairs = [
    ['DR', 'CR'],
    ['Debit', 'Credit'],
    ['DEBIT', 'CREDIT'],
    ['debited', 'credited'],
  ]
  const pair = pairs.find((words) => words.includes(example)) ?? []
  return pair[truth.direction === 'debit' ? 0 : 1] ?? example
}

const two = (number: number): string => String(number).padStart(2, '0')

function renderMoment(field: string, example: string, truth: Truth, random: Random): string {
  const [year, month, day] = [2019 + random(9), 1 + random(12), 1 + random(28)]
  const [hour, minute, second] = [random(24), random(60), random(60)]
  const hasSeconds = /:\d\d:/u.test(example)
  const meridiem = /([ap]m)$/iu.exec(example)
  const clock =
    meridiem === null
      ? two(hour)
      : / h|\b0?\d:/u.test(example) && !/\b0\d:/u.test(example)
        ? String(hour % 12 || 12)
        : two(hour % 12 || 12)
  const gap = / [ap]m$/iu.test(example) ? ' ' : ''
  const time = `${clock}:${two(minute)}${hasSeconds ? `:${two(second)}` : ''}${meridiem === null ? '' : `${gap}${hour < 12 ? 'AM' : 'PM'}`}`
  const wall = `T${two(hour)}:${two(minute)}:${hasSeconds ? two(second) : '00'}`
  if (field === 'time') {
    truth.occurredAt = `${truth.occurredAt ?? ''}${wall}`
    return time
  }
  const hasTime = example.includes(':')
  truth.occurredAt = `${year}-${two(month)}-${two(day)}${hasTime ? wall : ''}`
  return `${renderDay(example, year, month, day)}${hasTime ? ` ${time}` : ''}`
}

function renderDay(example: string, year: number, month: number, day: number): string {
  if (/^\d{4}-/u.test(example)) return `${year}-${two(month)}-${two(day)}`
  if (/^\d\d-[A-Za-z]/u.test(example)) return `${two(day)}-${MONTHS[month - 1]}-${year}`
  const shortYear = /\/\d\d$/u.test(example.split(' ')[0] ?? '')
  return `${two(day)}/${two(month)}/${shortYear ? two(year % 100) : year}`
}
