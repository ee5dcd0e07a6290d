import type { AmountCell } from './amount-cell.ts'
import type { Entry } from './entries.ts'
import { codesOfIbans } from './facts.ts'
import { emptyEntry, type StructuredStatement } from './structured.ts'

type Field = { readonly tag: string; readonly line: number; readonly lines: readonly string[] }

/** The statements of a SWIFT MT940 or MT942 file, with or without the envelope of blocks. */
export function readMt940(text: string): StructuredStatement[] {
  const statements: Field[][] = []
  for (const field of fieldsOf(text)) {
    if (field.tag === '20' || statements.length === 0) statements.push([])
    statements.at(-1)?.push(field)
  }
  const envelope = envelopeCodes(text)
  return statements
    .filter((fields) => fields.some(({ tag }) => tag === '61' || tag.startsWith('6')))
    .map((fields) => statementOf(fields, envelope))
}

/** BICs in the blocks or lines around the message: `{1:F01DEUTDEFFXXXX…}`, a line `ABNANL2A`. */
function envelopeCodes(text: string): string[] {
  const head = text.slice(0, 1_000)
  const blocks = [...head.matchAll(/\{[12]:[A-Z]\d{2,3}([A-Z]{6}[A-Z\d]{2})/gu)].map((match) => match[1] ?? '')
  const lines = [...(head.split(/^:\d{2}/mu, 1)[0] ?? '').matchAll(/^([A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?)$/gmu)]
  return [...blocks, ...lines.map((match) => match[1] ?? '')]
}

/** Fields begin with `:tag:` at the start of a line; other lines go on with the field above. */
function fieldsOf(text: string): Field[] {
  const fields: { tag: string; line: number; lines: string[] }[] = []
  text.split(/\r\n|\n|\r/u).forEach((line, index) => {
    const match = /^(?:\{4:)?:(\d{2}[A-Z]?):(.*)$/u.exec(line)
    if (match !== null) fields.push({ tag: match[1] ?? '', line: index + 1, lines: [match[2] ?? ''] })
    else if (!/^(?:-\}?|-\s*|\{\d:.*)$/u.test(line)) fields.at(-1)?.lines.push(line)
  })
  return fields
}

function statementOf(fields: readonly Field[], envelope: readonly string[]): StructuredStatement {
  const account = fields.find(({ tag }) => tag === '25' || tag === '25P')?.lines[0] ?? null
  const opening = fields.find(({ tag }) => tag === '60F' || tag === '60M')
  const closing = fields.findLast(({ tag }) => tag === '62F' || tag === '62M')
  const [open, close] = [balanceOf(opening), balanceOf(closing)]
  const breaksWords = isCutAtWidth(fields)
  const entries = fields.flatMap((field, index) => {
    if (field.tag !== '61') return []
    const details = fields[index + 1]?.tag === '86' ? fields[index + 1] : undefined
    return [entryOf(field, details, breaksWords)]
  })
  return {
    codes: [...(account === null ? [] : [account.trim(), ...codesOfIbans(account)]), ...envelope],
    account: account === null ? null : (account.split('/').at(-1) ?? account),
    currency: open?.currency ?? close?.currency ?? /\b([A-Z]{3})$/u.exec(account ?? '')?.[1] ?? null,
    opening: open === null ? null : { line: opening?.line ?? 1, amount: open.amount },
    closing: close === null ? null : { line: closing?.line ?? 1, amount: close.amount },
    entries,
    order: 'oldest-first',
  }
}

function balanceOf(field: Field | undefined): { amount: AmountCell; currency: string } | null {
  const match = /^([CD])\d{6}([A-Z]{3})([\d.,]+)/u.exec(field?.lines[0] ?? '')
  if (match === null) return null
  const [, side, currency = '', digits = ''] = match
  return { amount: amountOf(digits, side === 'D' ? 'debit' : 'credit'), currency }
}

/** `1234,` is a whole number: the comma is always there. */
function amountOf(digits: string, side: 'credit' | 'debit'): AmountCell {
  return {
    digits: digits.replace(',', '.').replace(/\.$/u, ''),
    isNegative: false,
    side,
    currency: null,
    isTyped: true,
  }
}

const ENTRY_LINE = /^(\d{2})(\d{2})(\d{2})(\d{2})?(\d{2})?(R?[CD]|E[CD])([A-Z])?([\d.,]{1,20})([A-Z][A-Z\d]{3})?(.*)$/u

/** Value day, booking day without its year, mark (RC and RD take an entry back), amount, type, customer's and bank's reference. */
function entryOf(field: Field, details: Field | undefined, breaksWords: boolean): Entry {
  const match = ENTRY_LINE.exec((field.lines[0] ?? '').trim())
  if (match === null) return { ...emptyEntry(field.line), amount: 'unreadable' }
  const [, yy, mm, dd, bookingMonth, bookingDay, mark = '', , digits = '', type = '', references = ''] = match
  const value = {
    year: 2000 + Number(yy),
    month: Number(mm),
    day: Number(dd),
    time: null,
    offset: null,
    isAmbiguous: false,
  }
  const booking =
    bookingMonth === undefined || bookingDay === undefined
      ? null
      : bookedOn(value, Number(bookingMonth), Number(bookingDay))
  const [customer = '', bank = ''] = references.split('//')
  const { narration, counterparty, reference } = readDetails(details?.lines ?? field.lines.slice(1), breaksWords)
  const reversed = mark.startsWith('R')
  const isDebit = (mark.endsWith('D') && !reversed) || mark === 'RC'
  return {
    ...emptyEntry(field.line),
    day: isReal(booking ?? value) ? (booking ?? value) : null,
    otherDay: booking === null || !isReal(value) ? null : value,
    amount: { ...amountOf(digits, isDebit ? 'debit' : 'credit'), side: isDebit ? 'debit' : 'credit' },
    narration: narration || field.lines.slice(1).join(' ').trim(),
    counterparty,
    reference:
      [customer, bank, reference ?? '']
        .map((text) => text.trim())
        .find((text) => text !== '' && text !== 'NONREF' && text !== 'NOTPROVIDED') ?? null,
    kind: type.slice(1) === '' ? null : (KINDS[type.slice(1)] ?? null),
  }
}

/** What SWIFT's type codes call a rail. */
const KINDS: Readonly<Record<string, string>> = {
  CHG: 'charge',
  INT: 'interest',
  COM: 'commission',
  TRF: 'transfer',
  CHK: 'cheque',
}

/** The booking day nearest to the value day: a value day of January may be booked in December. */
function bookedOn<Day extends { year: number; month: number; day: number }>(
  value: Day,
  month: number,
  day: number,
): Day {
  const shift = month - value.month > 6 ? -1 : value.month - month > 6 ? 1 : 0
  return { ...value, year: value.year + shift, month, day }
}

function isReal({ month, day }: { month: number; day: number }): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** Whether details are cut where a line is full, in the middle of a word too: then all cut lines are equally long. */
function isCutAtWidth(fields: readonly Field[]): boolean {
  const cut = fields.flatMap(({ tag, lines }) => (tag === '86' ? lines.slice(0, -1) : []))
  return new Set(cut.map(({ length }) => length)).size === 1 && (cut[0]?.length ?? 0) > 40
}

/**
 * Details to the account owner: free text over several lines, `?20` sub-fields of German banks, or `/NAME/…/REMI/…` of
 * Dutch ones.
 */
function readDetails(
  lines: readonly string[],
  breaksWords: boolean,
): { narration: string; counterparty: string | null; reference: string | null } {
  const text = lines.reduce(
    (whole, line, index) => (index === 0 ? line : `${whole}${breaksWords ? '' : joint(whole, line)}${line}`),
    '',
  )
  const german = /^\d{3}\?/u.test(text) || /^\?\d{2}/u.test(text) ? subFields(text, /\?(\d{2})/gu) : null
  if (german !== null) {
    const purpose = [...german]
      .filter(([code]) => /^(?:2\d|6[0-3])$/u.test(code))
      .map(([, value]) => value)
      .join('')
    const name = `${german.get('32') ?? ''}${german.get('33') ?? ''}`.trim()
    return { narration: (purpose || german.get('00') || '').trim(), counterparty: name || null, reference: null }
  }
  const dutch = /\/(?:NAME|REMI|EREF|IBAN|TRTP)\//u.test(text)
    ? subFields(
        text,
        /\/(TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|ORDP|BENM|ID|ADDR|RTRN|PREF|NRTX|PURP|ULTD|ULTB|ULTC)\//gu,
      )
    : null
  if (dutch !== null) {
    const narration =
      [dutch.get('REMI'), dutch.get('TRTP'), text]
        .map((part) => part?.replace(/^\/?(?:USTD|STRD)\/\/?/u, '').trim())
        .find(Boolean) ?? ''
    return { narration, counterparty: dutch.get('NAME')?.trim() || null, reference: dutch.get('EREF')?.trim() || null }
  }
  return { narration: text.trim(), counterparty: null, reference: null }
}

/** What stood between two lines that were broken between words. */
function joint(above: string, line: string): string {
  return above.endsWith(' ') || line.startsWith(' ') || line.startsWith('?') || line.startsWith('/') ? '' : ' '
}

function subFields(text: string, pattern: RegExp): ReadonlyMap<string, string> {
  const marks = [...text.matchAll(pattern)]
  return new Map(
    marks.map((mark, index) => [mark[1] ?? '', text.slice(mark.index + mark[0].length, marks[index + 1]?.index)]),
  )
}
