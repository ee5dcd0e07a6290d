import type { ParsedAlert } from '../../domain/alert.ts'
import { plainWords } from '../counterparty.ts'

/** What a stand-alone charge is for, as far as its text says. */
export type ChargeKind = 'transfer' | 'levy' | 'cash' | 'none'

export type ChargeText = {
  readonly kind: ChargeKind
  /** First and last day of the payments that a batched charge covers, or null. */
  readonly span: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } | null
}

/** Charges for having an account or a card, or for messages: they belong to no payment. */
const OF_NO_PAYMENT =
  /\b(?:SMS|ALERTS?|CARD|MAINT\w*|ISSUANCE|COT|CAMF|STATEMENT|TOKEN|CHEQUE|INSURANCE|SUBSCRIPTION|MONTHLY|QUARTER\w*|ANNUAL|INTEREST|WHT|LOAN)\b/u
const LEVY = /\b(?:STAMP ?DUTY|STAMPDUTY|EMTL|LEVY|DUTY)\b/u
const CASH = /\b(?:ATM|WITHDRAWAL|WDL)\b/u
const TRANSFER = /\b(?:NIP|NIBSS|TRANSFER|TRF|TRSF|FT|COMM|COMMISSION|CHARGES?|CHG|FEES?|VAT|TAX)\b/u

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const DATE = /(\d{1,4})[-/. ]?(\d{1,2}|[A-Z]{3})[-/. ]?(\d{2,4})/gu

/** Reads what a charge is for; a charge whose text says nothing may be for a transfer. */
export function readCharge(reading: ParsedAlert): ChargeText {
  const raw = `${reading.counterparty ?? ''} ${reading.narration ?? ''}`
  const text = plainWords(raw).join(' ')
  if (LEVY.test(text)) return { kind: 'levy', span: readSpan(raw) }
  if (OF_NO_PAYMENT.test(text)) return { kind: 'none', span: null }
  if (CASH.test(text)) return { kind: 'cash', span: null }
  const kind = text === '' || TRANSFER.test(text) ? 'transfer' : 'none'
  return { kind, span: kind === 'transfer' ? readSpan(raw) : null }
}

/** The two days of "between … and …", in order. */
function readSpan(text: string): ChargeText['span'] {
  const dates = [...text.toUpperCase().matchAll(DATE)].flatMap(([, one, two, three]) => readDate(one, two, three) ?? [])
  const [from, to] = dates
  if (from === undefined || to === undefined || Temporal.PlainDate.compare(from, to) > 0) return null
  return { from, to }
}

function readDate(one = '', two = '', three = ''): Temporal.PlainDate | null {
  const [yearText, dayText] = one.length === 4 ? [one, three] : [three, one]
  const month = /\d/u.test(two) ? Number(two) : MONTHS.indexOf(two) + 1
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText)
  const day = Number(dayText)
  if (year < 2000 || year > 2100 || month < 1 || month > 12 || day < 1) return null
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return day > first.daysInMonth ? null : first.with({ day })
}
