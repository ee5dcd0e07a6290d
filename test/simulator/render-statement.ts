import { grouped, plain, size } from './amounts.ts'
import { escapeHtml } from './mail-envelope.ts'
import type { BankKey, Entry, OwnAccount } from './model.ts'
import { type NarrationStyle, narrate } from './narrations.ts'
import { kudaSheets, opaySheets } from './statement-sheets.ts'
import { wallSeconds, writeTime } from './wall-time.ts'
import { writeXlsx } from './xlsx-file.ts'

/** What an export covers: rows in the order of the file, the balance before the first, first and last day. */
export type StatementScope = {
  readonly account: OwnAccount
  readonly rows: readonly Entry[]
  readonly openingMinor: bigint
  readonly from: number
  readonly to: number
  readonly style: NarrationStyle
}

/** A file and, per transaction row in file order, the entry that it shows. `tellAccount`: the file does not say whose it is. */
export type StatementFile = {
  readonly extension: string
  readonly content: string | Buffer
  readonly rows: readonly Entry[]
  readonly tellAccount: boolean
}

/** The bank's file for the scope, or null where the simulator knows none. */
export function renderStatement(scope: StatementScope): StatementFile | null {
  return STATEMENTS[scope.account.bank]?.(scope) ?? null
}

const csvCell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csv = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`
const debit = (entry: Entry, none = ''): string => (entry.amountMinor < 0n ? grouped(size(entry.amountMinor)) : none)
const credit = (entry: Entry, none = ''): string => (entry.amountMinor > 0n ? grouped(entry.amountMinor) : none)

function totals({ rows, openingMinor }: StatementScope): {
  readonly debits: string
  readonly credits: string
  readonly opening: string
  readonly closing: string
} {
  const sum = (sign: 1 | -1): bigint =>
    rows.reduce((total, { amountMinor }) => (amountMinor > 0n === sign > 0 ? total + size(amountMinor) : total), 0n)
  return {
    debits: grouped(sum(-1)),
    credits: grouped(sum(1)),
    opening: grouped(openingMinor),
    closing: grouped(openingMinor + sum(1) - sum(-1)),
  }
}

function csvFile(scope: StatementScope, rows: readonly (readonly string[])[], tellAccount = false): StatementFile {
  return { extension: 'csv', content: csv(rows), rows: scope.rows, tellAccount }
}

const STATEMENTS: { readonly [B in BankKey]?: (scope: StatementScope) => StatementFile } = {
  gtbank: (scope) => (scope.style === 're-export' ? gtbankPage(scope) : gtbankCsv(scope)),
  access: (scope) => {
    const day = (at: number): string => writeTime(at, 'dd-MMMM-yy')
    const rows = scope.rows.map((entry, index) => [
      String(index + 1),
      day(entry.bookedAt),
      narrate(entry, scope.style),
      entry.reference,
      day(entry.at),
      debit(entry, '-'),
      credit(entry, '-'),
      grouped(entry.bookBalanceMinor),
    ])
    const { opening, closing, debits, credits } = totals(scope)
    return csvFile(scope, [
      ['Account Name', scope.account.holder],
      ['Account Number', scope.account.number],
      ['Currency', 'NGN'],
      ['Opening Balance', opening],
      ['Total Withdrawals', debits],
      ['Total Lodgements', credits],
      ['Closing Balance', closing],
      [writeTime(scope.from, 'dd/MM/yyyy')],
      [writeTime(scope.to, 'dd/MM/yyyy')],
      [],
      ['S/NO', 'DATE', 'TRANSACTION DETAILS', 'REF. NO', 'VALUE DATE', 'WITHDRAWAL', 'LODGEMENT', 'BALANCE'],
      ...rows,
    ])
  },
  zenith: (scope) => {
    const day = (at: number): string => writeTime(at, 'dd/MM/yyyy')
    const rows = scope.rows.map((entry) => [
      day(entry.bookedAt),
      narrate(entry, scope.style),
      debit(entry, '0.00'),
      credit(entry, '0.00'),
      day(entry.at),
      grouped(entry.bookBalanceMinor),
    ])
    const { opening } = totals(scope)
    return csvFile(scope, [
      [`ACCOUNT NAME : ${scope.account.holder}`],
      [`ACCOUNT No. : ${scope.account.number}`],
      [`Period : ${day(scope.from)} TO ${day(scope.to)}`],
      ['CURRENCY : NGN'],
      [],
      ['DATE', 'DESCRIPTION', 'DEBIT', 'CREDIT', 'VALUE DATE', 'BALANCE'],
      ['', 'Opening Balance', '0.00', '0.00', '', opening],
      ...rows,
    ])
  },
  uba: (scope) => {
    const day = (at: number): string => writeTime(at, 'dd-MMM-yyyy')
    const rows = scope.rows.map((entry) => [
      day(entry.bookedAt),
      day(entry.at),
      narrate(entry, scope.style),
      '',
      debit(entry),
      credit(entry),
      grouped(entry.bookBalanceMinor),
    ])
    return csvFile(scope, [
      ['Account Name', scope.account.holder],
      ['Account Number', scope.account.number],
      ['Currency', 'NGN'],
      ['Period', `${day(scope.from)} to ${day(scope.to)}`],
      [],
      ['TRANS DATE', 'VALUE DATE', 'NARRATION', 'CHQ. NO', 'DEBIT', 'CREDIT', 'BALANCE'],
      [day(scope.from), '', 'Opening Balance', '', '', '', totals(scope).opening],
      ...rows,
    ])
  },
  firstbank: (scope) => {
    const rows = scope.rows.map((entry) => [
      writeTime(entry.bookedAt, 'dd-MMM-yy'),
      entry.reference.slice(0, 9),
      narrate(entry, scope.style),
      writeTime(entry.at, 'dd-MMM-yy'),
      credit(entry),
      debit(entry),
      grouped(entry.bookBalanceMinor),
    ])
    return csvFile(scope, [
      [`Account No: ${scope.account.number}`],
      [`Account Name: ${scope.account.holder}`],
      [`For the Period of: ${writeTime(scope.from, 'dd-MMM-yyyy')} to ${writeTime(scope.to, 'dd-MMM-yyyy')}`],
      ['TransDate', 'Reference', 'Transaction Details', 'ValueDate', 'Deposit', 'Withdrawal', 'Balance'],
      ['', '', 'Balance B/F', '', '', '', totals(scope).opening],
      ...rows,
    ])
  },
  moniepoint: (scope) => {
    const { opening, debits, credits } = totals(scope)
    const rows = scope.rows.map((entry) => [
      `${writeTime(entry.bookedAt, 'yyyy-MM-dd')}T${writeTime(entry.bookedAt, 'HH:mm:ss')}`,
      narrate(entry, scope.style),
      `${moniepointKey(entry)}|2MPT${entry.reference}`,
      debit(entry, '0.00'),
      credit(entry, '0.00'),
      grouped(entry.bookBalanceMinor),
    ])
    return csvFile(scope, [
      ['Account Statement'],
      ['Account Number', scope.account.number],
      ['Account Name', scope.account.holder],
      ['Period', `${writeTime(scope.from, 'yyyy-MM-dd')} to ${writeTime(scope.to, 'yyyy-MM-dd')}`],
      ['Opening Balance', opening],
      [],
      ['Date', 'Narration', 'Reference', 'Debit (NGN)', 'Credit (NGN)', 'Balance (NGN)'],
      ...rows,
      [],
      ['Total', '', '', debits, credits, ''],
    ])
  },
  sterling: (scope) => ({ extension: 'ofx', content: ofx(scope), rows: scope.rows, tellAccount: false }),
  kuda: (scope) => ({
    extension: 'xlsx',
    content: writeXlsx(kudaSheets(scope, totals(scope))),
    rows: scope.rows,
    tellAccount: false,
  }),
  opay: (scope) => {
    const mirrored = scope.rows.filter(({ what }) => what.type === 'pot-in' || what.type === 'pot-out')
    return {
      extension: 'xlsx',
      content: writeXlsx(opaySheets(scope, totals(scope), mirrored)),
      rows: [...scope.rows, ...mirrored],
      tellAccount: false,
    }
  },
}

function gtbankCsv(scope: StatementScope): StatementFile {
  const day = (at: number): string => writeTime(at, 'dd-MMM-yyyy')
  const { opening, closing, debits, credits } = totals(scope)
  const rows = scope.rows.map((entry) => [
    day(entry.bookedAt),
    day(entry.at),
    `'${entry.reference.slice(0, 8)}`,
    debit(entry),
    credit(entry),
    grouped(entry.bookBalanceMinor),
    'E- CHANNELS',
    narrate(entry, scope.style),
  ])
  return csvFile(scope, [
    ['CUSTOMER STATEMENT'],
    [scope.account.holder],
    [],
    ['Account No', scope.account.number],
    ['Account Type', 'SAVINGS ACCOUNT'],
    ['Currency', scope.account.currency === 'NGN' ? 'Naira' : 'USD'],
    ['Opening Balance', opening],
    ['Total Debit', debits],
    ['Total Credit', credits],
    ['Closing Balance', closing],
    ['Statement Period', `${day(scope.from)} to ${day(scope.to)}`],
    [],
    ['Trans. Date', 'Value Date', 'Reference', 'Debits', 'Credits', 'Balance', 'Originating Branch', 'Remarks'],
    ...rows,
  ])
}

/** The page that online banking calls an Excel file. */
function gtbankPage(scope: StatementScope): StatementFile {
  const day = (at: number): string => writeTime(at, 'dd-MMM-yyyy')
  const { opening, closing } = totals(scope)
  const rows = scope.rows.map((entry) => {
    const cells = [
      day(entry.bookedAt),
      `&#39;${entry.reference.slice(0, 8)}`,
      day(entry.at),
      debit(entry, '&nbsp;'),
      credit(entry, '&nbsp;'),
      grouped(entry.bookBalanceMinor),
      escapeHtml(narrate(entry, scope.style)),
    ]
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  })
  const head = ['Trans Date', 'Reference', 'Value Date', 'Debit', 'Credit', 'Balance', 'Remarks']
    .map((cell) => `<td>${cell}</td>`)
    .join('')
  const span = (id: string, text: string): string => `<tr><td><span id="${id}">${text}</span></td></tr>`
  const content = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>\n<table>${span('lblAcctName', scope.account.holder)}${span('lblAcctNo', `Account No: ${scope.account.number}`)}<tr><td><span id="lblPeriod1">${writeTime(scope.from, 'dd/MMM/yyyy')}</span> <span id="lblPeriod2">${writeTime(scope.to, 'dd/MMM/yyyy')}</span></td></tr>${span('lblOpBal', `Opening Balance: ${opening}`)}${span('lblClBal', `Closing Balance: ${closing}`)}</table>\n<table id="dgtrans" border="1"><tr>${head}</tr>\n${rows.join('\n')}</table></body></html>\n`
  return { extension: 'xls', content, rows: scope.rows, tellAccount: false }
}

function moniepointKey({ what }: Entry): string {
  const keys: { readonly [T in typeof what.type]?: string } = {
    'transfer-in': 'TRF',
    'transfer-out': 'AP_TRSF',
    pos: 'PUR',
    web: 'PUR',
    airtime: 'ATP',
    bill: 'BPT',
    atm: 'WTH',
    interest: 'MIT|TMP',
    reversal: 'RVSL_TRF',
    refund: 'RVSL_TRF',
    salary: 'TRF',
  }
  return keys[what.type] ?? 'SAV'
}

function ofx(scope: StatementScope): string {
  const closing = scope.rows.at(-1)?.bookBalanceMinor ?? scope.openingMinor
  const rows = scope.rows.map((entry) => {
    const words = narrate(entry, scope.style)
    return `<STMTTRN>\n<TRNTYPE>${entry.amountMinor < 0n ? 'DEBIT' : 'CREDIT'}\n<DTPOSTED>${writeTime(entry.bookedAt, 'yyyyMMddHHmmss')}[+1:WAT]\n<TRNAMT>${plain(entry.amountMinor)}\n<FITID>${entry.reference}\n<NAME>${escapeHtml(words.slice(0, 32))}\n<MEMO>${escapeHtml(words)}\n</STMTTRN>`
  })
  const head = [
    'OFXHEADER:100',
    'DATA:OFXSGML',
    'VERSION:102',
    'SECURITY:NONE',
    'ENCODING:USASCII',
    'CHARSET:1252',
    'COMPRESSION:NONE',
    'OLDFILEUID:NONE',
    'NEWFILEUID:NONE',
  ]
  const day = (at: number): string => writeTime(at, 'yyyyMMdd')
  return `${head.join('\n')}\n\n<OFX>\n<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>${day(Math.max(scope.to, wallSeconds(2025, 1, 1)))}060000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>NGN<BANKACCTFROM><BANKID>232<ACCTID>${scope.account.number}<ACCTTYPE>CHECKING</BANKACCTFROM>\n<BANKTRANLIST><DTSTART>${day(scope.from)}<DTEND>${day(scope.to)}\n${rows.join('\n')}\n</BANKTRANLIST><LEDGERBAL><BALAMT>${plain(closing)}<DTASOF>${day(scope.to)}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`
}
