import type { BankFormat, Layout } from '../../src/formats/bank-format.ts'
import { parseSample, type SampleElement } from '../../src/formats/sample.ts'
import type { Random, Truth } from '../banks/generate.ts'

/** A mail of a layout with other values: the lines above its rows, and the rows as label and value. */
export type GeneratedMail = {
  readonly lines: readonly string[]
  readonly rows: readonly { readonly label: string; readonly value: string }[]
  readonly truth: Truth
}

type Moment = { year: number; month: number; day: number; hour: number; minute: number; second: number }
type State = {
  readonly truth: Truth
  readonly random: Random
  readonly moment: Moment
  amount: string
  direction: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const NARRATIONS = [
  'NIP/KUDA/IBUKUN SALAKO/RENT',
  'POS PURCHASE HOTPOT GRILL YABA LA',
  'TRF TO ADA OBI-EZE',
  'CIP/CR/MOB/NGOZI DR. EZE',
  'AIRTIME/MTN/08139920417',
  'Payment for goods & services <May>',
  'WEB PUR 1,200.00 CR BALANCE OF RENT',
]
const EXTRA_ROWS = [
  { label: 'Transaction Branch', value: 'HEAD OFFICE' },
  { label: 'Transaction Location', value: '205' },
  { label: 'Remarks', value: '533900*********6618' },
  { label: 'Customer Care', value: '0700 1234 567' },
]

/** A mail of a layout with other values than its sample, its rows in another order and with strange rows among them. */
export function generateMail(bank: BankFormat, layout: Layout, random: Random): GeneratedMail {
  const truth: Truth = {
    direction: layout.direction ?? '',
    amountMinor: '',
    currency: bank.currency,
    accountTail: null,
    balanceMinor: null,
    feeMinor: null,
    occurredAt: null,
    narration: null,
  }
  const moment = {
    year: 2019 + random(9),
    month: 1 + random(12),
    day: 1 + random(28),
    hour: random(24),
    minute: random(60),
    second: random(60),
  }
  const state: State = {
    truth,
    random,
    moment,
    amount: '',
    direction: layout.direction ?? ['debit', 'credit'][random(2)] ?? '',
  }
  const elements = parseSample(layout.sample)
  const table = elements.at(-1)
  const front = render(table?.kind === 'rows' ? elements.slice(0, -1) : elements, state)
  const rows = (table?.kind === 'rows' ? table.rows : []).flatMap((row) => {
    if (row.isOptional && random(3) === 0 && !hasBalance(row.value)) return []
    return [{ label: render(row.label, state), value: render(row.value, state) }]
  })
  // Without decimals only what follows shows that an amount is whole, so these banks' rows keep their order.
  const hasDecimals = /«amount:[\d,]+\.\d\d»/u.test(layout.sample)
  const extra = EXTRA_ROWS.slice(0, random(4))
  return {
    lines: front.trim().split('\n'),
    rows: hasDecimals ? shuffle([...rows, ...extra], random) : [...rows, ...extra],
    truth,
  }
}

function hasBalance(elements: readonly SampleElement[]): boolean {
  return elements.some((element) => element.kind === 'field' && element.field === 'balance')
}

/** Another order; balances keep theirs, because the first one counts. */
function shuffle<T extends { label: string }>(rows: readonly T[], random: Random): T[] {
  const isBalance = (row: T): boolean => /balance/iu.test(row.label)
  const shuffled = rows.map((row) => ({ row, key: random(1_000) })).sort((left, right) => left.key - right.key)
  const balances = rows.filter(isBalance)
  return shuffled.map(({ row }) => (isBalance(row) ? (balances.shift() ?? row) : row))
}

function render(elements: readonly SampleElement[], state: State): string {
  return elements.map((element) => renderElement(element, state)).join('')
}

function renderElement(element: SampleElement, state: State): string {
  const { random } = state
  switch (element.kind) {
    case 'text':
      return element.text
    case 'space':
      return element.isLine ? '\n' : ' '
    case 'rest':
      return ['', ' See more in the app.', ', MORENIKE,'][random(3)] ?? ''
    case 'either':
      return render(element.options[random(element.options.length)] ?? [], state)
    case 'optional':
      return random(2) === 0 ? '' : render(element.elements, state)
    case 'rows':
      return ''
    case 'field':
      return renderField(element.field, element.example, state)
  }
}

function renderField(field: string, example: string, state: State): string {
  const { truth, random, moment } = state
  switch (field) {
    case 'amount':
      if (state.amount === '') {
        const minor = BigInt(100 + random(2_000_000_000)) * BigInt(1 + random(40))
        truth.amountMinor = String(minor)
        state.amount = printed(minor, example)
      }
      return state.amount
    case 'balance': {
      const minor = BigInt(random(2_000_000_000))
      truth.balanceMinor ??= String(minor)
      return printed(minor, example)
    }
    case 'fee': {
      const minor = BigInt(1 + random(9_999))
      truth.feeMinor = String(minor)
      return printed(minor, example)
    }
    case 'direction':
      truth.direction = state.direction
      return inCaseOf(example, state.direction)
    case 'account': {
      const digits = String(random(10 ** 9))
        .padStart(example.length, '7')
        .slice(0, example.length)
      truth.accountTail = example.length > 6 ? digits.slice(-4) : digits
      return digits
    }
    case 'date':
      truth.occurredAt = isoOf(moment, example)
      return dateLike(example, moment)
    case 'time':
      truth.occurredAt = isoOf(moment, '00:00:00')
      return clock(example, moment)
    case 'narration':
      truth.narration = NARRATIONS[random(NARRATIONS.length)] ?? ''
      return truth.narration
    case 'counterparty':
      return ['NKEM OBASEKI', 'T. AKINSOLA', "Ada O'Brien-Eze"][random(3)] ?? ''
    default:
      return example.replace(/\d/gu, () => String(random(10)))
  }
}

/** An amount as the example writes it: separators and decimals only where it has them. */
function printed(minor: bigint, example: string): string {
  const hasSeparators = example.includes(',') || /^\d{1,3}(?:\.|$)/u.test(example)
  const digits = String(minor / 100n)
  const whole = hasSeparators ? digits.replace(/\B(?=(\d{3})+$)/gu, ',') : digits
  const decimals = String(minor % 100n).padStart(2, '0')
  if (example.includes('.')) return `${whole}.${decimals}`
  return decimals === '00' ? whole : `${whole}.${decimals.replace(/0$/u, '')}`
}

function inCaseOf(example: string, direction: string): string {
  const word = /ed$/iu.test(example) ? `${direction}ed` : direction
  if (example === example.toUpperCase()) return word.toUpperCase()
  return /^[A-Z]/u.test(example) ? word[0]?.toUpperCase() + word.slice(1) : word
}

const two = (number: number): string => String(number).padStart(2, '0')

/** The moment in the order and with the marks of the example. */
function dateLike(example: string, { year, month, day, hour, minute, second }: Moment): string {
  const name = MONTHS[month - 1] ?? ''
  const written = example
    .replace(/\d{4}-\d\d-\d\d/u, `${year}-${two(month)}-${two(day)}`)
    .replace(/\d\d-\d\d-\d{4}/u, `${two(day)}-${two(month)}-${year}`)
    .replace(/\d\d\/\d\d\/\d{4}/u, `${two(day)}/${two(month)}/${year}`)
    .replace(
      /\d\d-[A-Z][A-Za-z]+-\d{4}/u,
      (text) => `${two(day)}-${/[a-z]/u.test(text) ? name : name.toUpperCase()}-${year}`,
    )
    .replace(/\d+ [A-Z][a-z]+(,?) \d{4}/u, `${day} ${name}$1 ${year}`)
    .replace(/[A-Z][a-z]+ \d+th, \d{4}/u, `${name} ${day}${ordinal(day)}, ${year}`)
  return clock(written, { year, month, day, hour, minute, second })
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

function clock(example: string, { hour, minute, second }: Moment): string {
  return example.replace(/(\d?)\d:\d\d(:\d\d)?( ?[AP]M)?/u, (_, tens: string, seconds?: string, meridiem?: string) => {
    const shown = meridiem === undefined ? hour : hour % 12 || 12
    const first = tens === '' ? String(shown) : two(shown)
    return `${first}:${two(minute)}${seconds === undefined ? '' : `:${two(second)}`}${meridiem === undefined ? '' : hour < 12 ? ' AM' : ' PM'}`
  })
}

function isoOf({ year, month, day, hour, minute, second }: Moment, example: string): string {
  const date = `${year}-${two(month)}-${two(day)}`
  if (!example.includes(':')) return date
  return `${date}T${two(hour)}:${two(minute)}:${/:\d\d:/u.test(example) ? two(second) : '00'}${example.endsWith('UTC') ? 'Z' : ''}`
}
