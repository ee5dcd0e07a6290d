import { BANKS } from '../../src/banks/index.ts'
import type { BankFormat, Layout } from '../../src/formats/bank-format.ts'
import { collapseSpace } from '../../src/formats/characters.ts'
import { parseSample, type SampleElement } from '../../src/formats/sample.ts'
import { renderDate, renderTime } from './generate-date.ts'

/** What a generated message says, in the terms of the catalogue. */
export type Truth = {
  direction: string
  amountMinor: string
  currency: string
  accountTail: string | null
  balanceMinor: string | null
  feeMinor: string | null
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
  'USSD_CHIDI, OKEKE & SONS (NIG) LTD',
  '5 BAGS 2.5 KG 12/24',
  '',
]
export const NAMES = ['NKEM OBASEKI', 'T. AKINSOLA', 'Ada Obi-Eze', 'MAMA PUT ON WHEELS', 'SHOP 24 & CO', 'Ọlá Adébáyọ̀']

/** One message being written: what it says so far, and how it writes numbers. */
type Draft = {
  readonly truth: Truth
  readonly random: Random
  readonly isWhole: boolean
  readonly isGrouped: boolean
  /** Whether `CR` or `DR` behind the balance says what a minus would. */
  readonly hasSide: boolean
}

/** A message of a layout with other values than its sample, and what it says. */
export function generate(bank: BankFormat, layout: Layout, random: Random): { text: string; truth: Truth } {
  const truth: Truth = {
    direction: layout.direction ?? (random(2) === 0 ? 'debit' : 'credit'),
    amountMinor: '',
    currency: bank.currency,
    accountTail: null,
    balanceMinor: null,
    feeMinor: null,
    occurredAt: null,
    narration: null,
  }
  const showsWhole = /«amount:[\d,]+»/u.test(layout.sample)
  const draft = {
    truth,
    random,
    isWhole: showsWhole && random(2) === 0,
    hasSide: layout.sample.includes('«balance_side:'),
    isGrouped: !/«amount:-?\d{4}/u.test(layout.sample),
  }
  const pieces = parseSample(layout.sample)
  return { text: render(pieces, draft), truth }
}

/** Every SMS layout with its bank. */
export const LAYOUTS: readonly { readonly bank: BankFormat; readonly layout: Layout }[] = BANKS.flatMap((bank) =>
  bank.layouts.filter(({ channel }) => channel === 'sms').map((layout) => ({ bank, layout })),
)

/** A message of any layout, and what it says. */
export function generateAny(random: Random): { text: string; truth: Truth } {
  const chosen = LAYOUTS[random(LAYOUTS.length)]
  if (chosen === undefined) throw new Error('no layouts')
  return generate(chosen.bank, chosen.layout, random)
}

function render(pieces: readonly SampleElement[], draft: Draft): string {
  return pieces.map((piece) => renderElement(piece, draft)).join('')
}

function renderElement(piece: SampleElement, draft: Draft): string {
  const { random } = draft
  switch (piece.kind) {
    case 'text':
      // Digits in front of a mask are anybody's.
      return piece.text.replace(/^\d+$/u, (digits) => digits.replace(/\d/gu, () => String(random(10))))
    case 'space':
      return piece.isLine ? '\n' : ' '
    case 'rows':
      throw new Error('only e-mails have rows')
    case 'rest':
      return 'NGN31,2'.slice(0, random(8))
    case 'either':
      return render(piece.options[random(piece.options.length)] ?? [], draft)
    case 'optional':
      return random(2) === 0 ? '' : render(piece.elements, draft)
    case 'field':
      return renderField(piece.field, piece.example, draft)
  }
}

function renderField(field: string, example: string, draft: Draft): string {
  const { truth, random } = draft
  switch (field) {
    case 'amount':
      return renderAmount(example, draft)
    case 'balance':
      return renderBalance(draft)
    case 'balance_side':
      if (random(2) === 0) return 'CR'
      if (truth.balanceMinor !== '0') truth.balanceMinor = `-${truth.balanceMinor}`
      return 'DR'
    case 'fee': {
      const minor = BigInt(random(10_000))
      truth.feeMinor = String(minor)
      return printed(minor, draft)
    }
    case 'direction':
      return renderDirection(example, truth.direction)
    case 'account':
      return renderAccount(example, draft)
    case 'date':
      return renderDate(example, truth, random)
    case 'time':
      return renderTime(example, truth, random)
    case 'narration': {
      const narration = NARRATIONS[random(NARRATIONS.length)] ?? ''
      truth.narration = collapseSpace(narration) || null
      return narration
    }
    case 'counterparty':
      return NAMES[random(NAMES.length)] ?? ''
    case 'phone':
    case 'reference':
      return example.replace(/\d/gu, () => String(random(10)))
    default:
      return example
  }
}

/** From one kobo (or naira) to 999,999,999.99, every length as likely; a minus where the layout's debits carry one. */
function renderAmount(example: string, draft: Draft): string {
  const { truth, random, isWhole } = draft
  const length = 1 + random(isWhole ? 9 : 11)
  const digits =
    BigInt(1 + random(9)) * 10n ** BigInt(length - 1) + (BigInt(random(10 ** 9)) % 10n ** BigInt(length - 1))
  const minor = isWhole ? digits * 100n : digits
  truth.amountMinor = String(minor)
  return `${example.startsWith('-') && truth.direction === 'debit' ? '-' : ''}${printed(minor, draft)}`
}

/** Whole balances of less than a thousand are left out: at the end of a message they look cut. */
function renderBalance(draft: Draft): string {
  const { truth, random, isWhole, hasSide } = draft
  const minor = isWhole
    ? BigInt(1_000 + random(2_000_000_000)) * 100n
    : BigInt(random(10 ** 9)) * BigInt(random(99) + 1)
  const isOverdrawn = minor > 0n && !hasSide && random(5) === 0
  truth.balanceMinor = `${isOverdrawn ? '-' : ''}${minor}`
  return `${isOverdrawn ? '-' : ''}${printed(minor, draft)}`
}

function printed(minor: bigint, { isWhole, isGrouped }: Draft): string {
  const whole = isGrouped ? String(minor / 100n).replace(/\B(?=(\d{3})+$)/gu, ',') : String(minor / 100n)
  return isWhole ? whole : `${whole}.${String(minor % 100n).padStart(2, '0')}`
}

function renderAccount(example: string, { truth, random }: Draft): string {
  const digits = String(random(10 ** 9)).padStart(9, '7')
  if (/[X*]$/u.test(example)) {
    const isHidden = random(2) === 0
    truth.accountTail = isHidden ? null : digits.slice(0, 3)
    return isHidden ? `${digits[0]}XX..${digits.slice(1, 3)}X` : `${digits[0]}******${digits.slice(0, 3)}`
  }
  const shown = example.length > 6 ? `0${digits}` : digits.slice(0, 2 + random(5))
  truth.accountTail = example.length > 6 ? digits.slice(-4) : shown
  return shown
}

function renderDirection(example: string, direction: string): string {
  const pairs = [
    ['DR', 'CR'],
    ['Debit', 'Credit'],
    ['DEBIT', 'CREDIT'],
    ['debited', 'credited'],
  ]
  const pair = pairs.find((words) => words.includes(example)) ?? []
  return pair[direction === 'debit' ? 0 : 1] ?? example
}
