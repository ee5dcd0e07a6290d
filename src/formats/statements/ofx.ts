import { readAmountCell } from './amount-cell.ts'
import type { Entry } from './entries.ts'
import { type Markup, readMarkup } from './markup.ts'
import { emptyEntry, type StructuredStatement } from './structured.ts'

/** The statements of an OFX file, version 1 (SGML, end tags left out) or 2 (XML): banks and cards. */
export function readOfx(text: string): StructuredStatement[] {
  const root = readMarkup(text)
  const codes = [root.text('FI/ORG'), root.text('ORG'), root.text('FI/FID')].flatMap((code) => code ?? [])
  return [...root.all('STMTRS'), ...root.all('CCSTMTRS')].map((statement): StructuredStatement => {
    const bankId = statement.text('BANKID')
    return {
      codes: [...(bankId === null ? [] : [bankId]), ...codes],
      account: statement.text('ACCTID'),
      currency: statement.text('CURDEF'),
      opening: null,
      closing: amountAt(statement.first('LEDGERBAL')?.text('BALAMT') ?? null, statement.first('LEDGERBAL')?.line ?? 1),
      entries: statement.all('STMTTRN').map(entryOf),
      order: null,
    }
  })
}

function amountAt(text: string | null, line: number): StructuredStatement['closing'] {
  const amount = readAmountCell(text ?? '')
  return amount === null || amount === 'empty' ? null : { line, amount }
}

function entryOf(transaction: Markup): Entry {
  const amount = readAmountCell(transaction.text('TRNAMT') ?? '')
  const [name, memo] = [
    transaction.text('NAME') ?? transaction.first('PAYEE')?.text('NAME') ?? null,
    transaction.text('MEMO'),
  ]
  return {
    ...emptyEntry(transaction.line),
    day: ofxDay(transaction.text('DTPOSTED') ?? ''),
    otherDay: ofxDay(transaction.text('DTUSER') ?? ''),
    amount: amount === 'empty' ? null : (amount ?? 'unreadable'),
    kind: transaction.text('TRNTYPE')?.toLowerCase() ?? null,
    narration: memo ?? name ?? '',
    counterparty: name !== null && name !== memo ? name : null,
    reference: transaction.text('REFNUM') ?? transaction.text('FITID') ?? transaction.text('CHECKNUM'),
  }
}

/** `20260402184702.000[+1:WAT]`: the time and the hours in brackets may be missing; midnight is no time. */
function ofxDay(text: string): Entry['day'] {
  const match =
    /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:\.\d+)?(?:\[([+-]?\d{1,2}(?:\.\d+)?)(?::\w*)?\])?/u.exec(
      text.trim(),
    )
  if (match === null) return null
  const [, year, month, day, hour, minute, second, zone] = match
  const hasTime = hour !== undefined && `${hour}${minute}${second ?? '00'}` !== '000000'
  if (Number(month) > 12 || Number(day) > 31 || Number(hour ?? 0) > 23) return null
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    time: hasTime
      ? Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) })
      : null,
    offset: hasTime && zone !== undefined ? offsetOf(Number(zone)) : null,
    isAmbiguous: false,
  }
}

function offsetOf(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60)
  return `${hours < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
