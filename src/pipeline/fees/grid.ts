import type { CurrencyCode } from '../../domain/money.ts'
import { bankOf } from '../solve/alert-words.ts'
import { dayNumber } from '../solve/days.ts'

/** What is charged on a transfer of a size, in kobo before tax; amounts on a limit are in both bands. */
type Band = { readonly from: bigint; readonly to: bigint | null; readonly minor: bigint }

/** A charge that a bank lists for one payment. Days are inclusive; null is open. */
type ListedCharge = {
  readonly id: 'transfer' | 'levy' | 'stamp-duty'
  /** Who lists it: null for all. */
  readonly bank: string | null
  readonly since: Temporal.PlainDate | null
  readonly until: Temporal.PlainDate | null
  /** Who is charged. */
  readonly side: 'sender' | 'receiver'
  readonly hasTax: boolean
  readonly bands: readonly Band[]
}

/** Value added tax in thousandths, rounded half up to the kobo: 75 since 2020-02-01, 50 before. */
const TAX: readonly { readonly since: Temporal.PlainDate; readonly thousandths: bigint }[] = [
  { since: day('2020-02-01'), thousandths: 75n },
  { since: day('2005-01-01'), thousandths: 50n },
]

const NAIRA = 100n

/** Sources: CBN Guide to Charges 2020; Finance Act 2019; Nigeria Tax Act 2025; alerts of the banks named. */
const LISTED: readonly ListedCharge[] = [
  {
    id: 'transfer',
    bank: null,
    since: null,
    until: null,
    side: 'sender',
    hasTax: true,
    bands: [
      { from: 1n, to: 5_000n * NAIRA, minor: 10n * NAIRA },
      { from: 5_000n * NAIRA, to: 50_000n * NAIRA, minor: 25n * NAIRA },
      { from: 50_000n * NAIRA, to: null, minor: 50n * NAIRA },
    ],
  },
  // Fintechs that charge ten naira whatever the amount, with and without tax printed.
  ...['OPAY', 'PALMPAY', 'KUDA', 'FAIRMONEY', 'PAGA', 'CARBON'].map(
    (bank): ListedCharge => ({
      id: 'transfer',
      bank,
      since: null,
      until: null,
      side: 'sender',
      hasTax: true,
      bands: [{ from: 1n, to: null, minor: 10n * NAIRA }],
    }),
  ),
  {
    id: 'transfer',
    bank: 'MONIEPOINT',
    since: null,
    until: null,
    side: 'sender',
    hasTax: true,
    bands: [{ from: 1n, to: null, minor: 20n * NAIRA }],
  },
  {
    id: 'levy',
    bank: null,
    since: null,
    until: day('2025-12-31'),
    side: 'receiver',
    hasTax: false,
    bands: [{ from: 10_000n * NAIRA, to: null, minor: 50n * NAIRA }],
  },
  {
    id: 'stamp-duty',
    bank: null,
    since: day('2026-01-01'),
    until: null,
    side: 'sender',
    hasTax: false,
    bands: [{ from: 10_000n * NAIRA, to: null, minor: 50n * NAIRA }],
  },
]

export type ChargeId = ListedCharge['id']

/** The currency of the grid. */
export const GRID_CURRENCY: CurrencyCode = 'NGN'

/** Tax on a charge in kobo, rounded half up, by the day's rate; today's for no day. */
export function taxOn(minor: bigint, date: Temporal.PlainDate | null): bigint {
  const rate = TAX.find(({ since }) => date === null || dayNumber(date) >= dayNumber(since))
  return (minor * (rate?.thousandths ?? 0n) + 500n) / 1_000n
}

/** In the place of an institution: charges of every bank's grid. */
export const ANY_BANK = '*'

/**
 * What may be charged for a transfer of an amount on a day (null for any): the charge, its tax alone (not for the `whole`), and both
 * together, in kobo. Empty for what the grids do not list.
 */
export function chargesOn(
  principalMinor: bigint,
  date: Temporal.PlainDate | null,
  institution: string | null,
  ids: readonly ChargeId[],
  parts: 'all' | 'whole' = 'all',
): bigint[] {
  const bank = bankOf(institution)
  const fitting = LISTED.filter(
    (charge) =>
      ids.includes(charge.id) &&
      (charge.bank === null || charge.bank === bank || institution === ANY_BANK) &&
      (date === null || isInForce(charge, date)),
  )
  return [...new Set(fitting.flatMap((charge) => amountsOf(charge, principalMinor, date, parts)))]
}

/**
 * By how much the debit of a transfer may exceed its credit, in kobo: the bank's charge with or without tax, the stamp duty
 * of the sender, and the levy of the receiver; each alone or with the others. Zero is not among them.
 */
export function legDifferences(
  principalMinor: bigint,
  date: Temporal.PlainDate,
  institution: string | null,
): readonly bigint[] {
  const bank = bankOf(institution)
  const key = `${principalMinor} ${dayNumber(date)} ${institution === ANY_BANK ? ANY_BANK : bank}`
  const known = differences.get(key)
  if (known !== undefined) return known
  if (differences.size >= DIFFERENCES_MAX) differences.clear()
  const sums = sumsOfCharges(principalMinor, date, institution)
  differences.set(key, sums)
  return sums
}

/** No charge and levy of a transfer together reach this, in kobo. */
const LEG_DIFFERENCE_MAX = 20_000n

/**
 * The credits that the debit of a transfer may stand for, in kobo: what is left of it once a charge for just that much is taken
 * off. The charge goes by what arrives, which may be in a lower band than what left.
 */
export function principalsOf(
  debitMinor: bigint,
  date: Temporal.PlainDate,
  institution: string | null,
): readonly bigint[] {
  const lowest = debitMinor > LEG_DIFFERENCE_MAX ? debitMinor - LEG_DIFFERENCE_MAX : 1n
  const charges = [debitMinor, lowest].flatMap((minor) => legDifferences(minor, date, institution))
  const principals = [...new Set(charges)].map((charge) => debitMinor - charge).filter((minor) => minor > 0n)
  return principals.filter((minor) => legDifferences(minor, date, institution).includes(debitMinor - minor))
}

/** Each alert asks for the same more than once; what was asked long ago is not asked again. */
const DIFFERENCES_MAX = 10_000
const differences = new Map<string, readonly bigint[]>()

function sumsOfCharges(principalMinor: bigint, date: Temporal.PlainDate, institution: string | null): bigint[] {
  const charges = [0n, ...chargesOn(principalMinor, date, institution, ['transfer'], 'whole')]
  const duties = [0n, ...chargesOn(principalMinor, date, institution, ['levy', 'stamp-duty'])]
  const sums = charges.flatMap((charge) => duties.map((duty) => charge + duty))
  return [...new Set(sums)].filter((sum) => sum > 0n)
}

/** One charge of a grid in what a bank took: before tax, with the tax on it or none. */
export type ChargePart = { readonly id: ChargeId; readonly minor: bigint; readonly taxMinor: bigint }

/**
 * What of the grids makes up an amount that was taken for a transfer of `principalMinor` on a day, in kobo; null where they list
 * nothing that does. Tax taken by itself is a part whose charge is zero.
 */
export function explainCharge(
  takenMinor: bigint,
  principalMinor: bigint,
  date: Temporal.PlainDate,
  institution: string | null,
): ChargePart[] | null {
  const none: ChargePart[] = [{ id: 'transfer', minor: 0n, taxMinor: 0n }]
  const bare = chargesBare(principalMinor, date, institution, 'transfer')
  const charges = bare.flatMap((minor): ChargePart[] => {
    const taxMinor = taxOn(minor, date)
    return [
      { id: 'transfer', minor, taxMinor },
      { id: 'transfer', minor, taxMinor: 0n },
      { id: 'transfer', minor: 0n, taxMinor },
    ]
  })
  const duties = (['levy', 'stamp-duty'] as const).flatMap((id) =>
    chargesBare(principalMinor, date, null, id).map((minor): ChargePart => ({ id, minor, taxMinor: 0n })),
  )
  for (const charge of [...none, ...charges]) {
    for (const duty of [...none, ...duties]) {
      const parts = [charge, duty].filter(({ minor, taxMinor }) => minor + taxMinor > 0n)
      if (parts.length > 0 && parts.reduce((sum, part) => sum + part.minor + part.taxMinor, 0n) === takenMinor)
        return parts
    }
  }
  return null
}

function chargesBare(
  principalMinor: bigint,
  date: Temporal.PlainDate,
  institution: string | null,
  id: ChargeId,
): bigint[] {
  const bank = bankOf(institution)
  return LISTED.filter(
    (charge) => charge.id === id && (charge.bank === null || charge.bank === bank) && isInForce(charge, date),
  ).flatMap(({ bands }) =>
    bands
      .filter(({ from, to }) => principalMinor >= from && (to === null || principalMinor <= to))
      .map(({ minor }) => minor),
  )
}

/** The rate of value added tax on a day, in thousandths. */
export function taxThousandths(date: Temporal.PlainDate): bigint {
  return TAX.find(({ since }) => Temporal.PlainDate.compare(date, since) >= 0)?.thousandths ?? 0n
}

function amountsOf(
  { bands, hasTax }: ListedCharge,
  principalMinor: bigint,
  date: Temporal.PlainDate | null,
  parts: 'all' | 'whole',
): bigint[] {
  return bands
    .filter(({ from, to }) => principalMinor >= from && (to === null || principalMinor <= to))
    .flatMap(({ minor }) => {
      if (!hasTax) return [minor]
      const tax = taxOn(minor, date)
      return parts === 'whole' ? [minor, minor + tax] : [minor, tax, minor + tax]
    })
}

function isInForce({ since, until }: ListedCharge, date: Temporal.PlainDate): boolean {
  const on = dayNumber(date)
  return (since === null || on >= dayNumber(since)) && (until === null || on <= dayNumber(until))
}

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}
