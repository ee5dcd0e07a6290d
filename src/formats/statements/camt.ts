import { readAmountCell } from './amount-cell.ts'
import { readDayCell } from './day-cell.ts'
import type { Entry } from './entries.ts'
import type { StatedAmount } from './facts.ts'
import { type Markup, readMarkup } from './markup.ts'
import { emptyEntry, type StructuredStatement } from './structured.ts'

/** The statements of an ISO 20022 file: camt.053 (end of day), 052 (intraday) and 054 (notices). */
export function readCamt(text: string): StructuredStatement[] {
  const root = readMarkup(text)
  const statements = ['Stmt', 'Rpt', 'Ntfctn'].flatMap((name) => root.all(name))
  return statements.map((statement): StructuredStatement => {
    const account = statement.first('Acct')
    const servicer = account?.first('Svcr') ?? null
    const entries = statement.all('Ntry')
    return {
      codes: [servicer?.text('BICFI'), servicer?.text('BIC'), servicer?.text('Nm')].flatMap((code) => code ?? []),
      account: account?.text('Id/IBAN') ?? account?.text('Id/Othr/Id') ?? null,
      currency:
        account?.text('Ccy') ?? /Ccy="([A-Z]{3})"/u.exec(entries[0]?.first('Amt')?.attributes ?? '')?.[1] ?? null,
      opening: balanceOf(statement, ['OPBD', 'PRCD', 'OPAV']),
      closing: balanceOf(statement, ['CLBD', 'ITBD', 'CLAV']),
      entries: entries.map(entryOf),
      order: null,
    }
  })
}

function balanceOf(statement: Markup, codes: readonly string[]): StatedAmount | null {
  const balances = statement.all('Bal')
  for (const code of codes) {
    const balance = balances.find((candidate) => (candidate.text('Tp/Cd') ?? candidate.text('Cd')) === code)
    const amount = balance === undefined ? null : amountOf(balance)
    if (balance !== undefined && amount !== null && amount !== 'unreadable') return { line: balance.line, amount }
  }
  return null
}

/** The amount with its side; an entry that takes another back is marked as such and already has the side of the return. */
function amountOf(element: Markup): Entry['amount'] {
  const amount = readAmountCell(element.text('Amt') ?? '')
  if (amount === null || amount === 'empty') return 'unreadable'
  const side = element.text('CdtDbtInd') === 'DBIT' ? 'debit' : 'credit'
  return { ...amount, side, isTyped: true }
}

function entryOf(entry: Markup): Entry {
  const details = entry.first('TxDtls')
  const isDebit = entry.text('CdtDbtInd') === 'DBIT'
  const party = details?.first(isDebit ? 'RltdPties/Cdtr' : 'RltdPties/Dbtr') ?? null
  const remittance =
    details
      ?.all('Ustrd')
      .map(({ own }) => own)
      .join(' ') ?? ''
  const many = entry.all('TxDtls').length > 1
  const status = entry.text('Sts/Cd') ?? entry.text('Sts')
  return {
    ...emptyEntry(entry.line),
    day: dayOf(entry.first('BookgDt')),
    otherDay: dayOf(entry.first('ValDt')),
    amount: amountOf(entry),
    status: status === 'PDNG' ? 'pending' : null,
    narration:
      (many ? null : remittance || null) ??
      entry.text('AddtlNtryInf') ??
      details?.text('AddtlTxInf') ??
      party?.text('Nm') ??
      '',
    counterparty: many ? null : (party?.text('Nm') ?? null),
    reference:
      (many ? null : details?.text('EndToEndId')?.replace(/^NOTPROVIDED$/u, '') || null) ??
      entry.text('AcctSvcrRef') ??
      entry.text('NtryRef'),
    kind: entry.text('BkTxCd/Prtry/Cd'),
  }
}

function dayOf(element: Markup | null): Entry['day'] {
  const text = element?.text('DtTm') ?? element?.text('Dt') ?? ''
  // Midnight with an offset is a day; seconds may have fractions.
  const plain = text.replace(/T00:00:00.*$/u, '').replace(/\.\d+/u, '')
  return readDayCell(plain, 'day-first')
}
