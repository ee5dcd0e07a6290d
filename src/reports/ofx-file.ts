import type { Account } from '../domain/account.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import { decimalAmount } from './decimal-amount.ts'
import type { ExportFile, ExportOptions } from './export-file.ts'
import { type ExportLine, exportLine } from './ledger-export.ts'

/** A statement of one account in one currency, as far as it is known. */
type Statement = {
  readonly account: Account
  readonly currency: string
  /** STMTTRN elements, oldest first. */
  readonly rows: string[]
  balanceMinor: bigint
}

/**
 * An OFX 2.2 file with a bank statement for each account that holds money. Its balance is that of our postings up to and
 * on `to`, opening included; openings themselves are no rows, as in a bank's own file.
 */
export function ofxFile({ timeZone, now, from, to }: ExportOptions): ExportFile {
  const statements = new Map<string, Statement>()
  const made = moment(now.toZonedDateTimeISO(timeZone))
  const end = to === null ? made : day(to)
  let first = from
  return {
    wantsEarlier: true,
    start: () => heading(made),
    transaction: (detail, context) => {
      const { date } = detail.transaction.occurred
      const isListed = from === null || Temporal.PlainDate.compare(date, from) >= 0
      first ??= date
      const line = exportLine(detail, context)
      detail.transaction.postings.forEach(({ accountId, amount: { minor, currency } }, index) => {
        const account = detail.accounts.find(({ id }) => id === accountId)
        if (account === undefined || (account.type !== 'asset' && account.type !== 'liability')) return
        const statement = statementOf(statements, account, currency)
        statement.balanceMinor += minor
        if (isListed && line.kind !== 'opening')
          statement.rows.push(row(line, { minor, currency, index, at: postedAt(detail, timeZone) }))
      })
      return ''
    },
    end: () => {
      const range = { start: first === null ? end : day(first), end }
      const bodies = [...statements.values()].map((statement, index) => statementElement(statement, index, range))
      return `${bodies.join('')}</BANKMSGSRSV1>\n</OFX>\n`
    },
  }
}

function statementOf(statements: Map<string, Statement>, account: Account, currency: string): Statement {
  const key = `${account.id} ${currency}`
  const statement = statements.get(key) ?? { account, currency, rows: [], balanceMinor: 0n }
  statements.set(key, statement)
  return statement
}

function heading(made: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>${made}</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1>
`
}

type Range = { readonly start: string; readonly end: string }

function statementElement(statement: Statement, index: number, { start, end }: Range): string {
  const { account, currency, rows, balanceMinor } = statement
  const number = account.tail ?? account.name
  return `<STMTTRNRS><TRNUID>${index + 1}</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS>
<CURDEF>${escaped(currency)}</CURDEF>
<BANKACCTFROM><BANKID>${text(account.institution ?? 'NONE', 9)}</BANKID><ACCTID>${text(number, 22)}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>${start}</DTSTART><DTEND>${end}</DTEND>
${rows.join('')}</BANKTRANLIST>
<LEDGERBAL><BALAMT>${decimalAmount(balanceMinor, currency)}</BALAMT><DTASOF>${end}</DTASOF></LEDGERBAL>
</STMTRS></STMTTRNRS>
`
}

type Posted = { readonly minor: bigint; readonly currency: string; readonly index: number; readonly at: string }

/** FITID names a row for ever: the transaction, and which of its postings. */
function row(line: ExportLine, { minor, currency, index, at }: Posted): string {
  const name = line.payee ?? line.narration ?? line.kind
  const memo = line.note ?? line.narration
  return `<STMTTRN><TRNTYPE>${typeOf(line.kind, minor)}</TRNTYPE><DTPOSTED>${at}</DTPOSTED><TRNAMT>${decimalAmount(minor, currency)}</TRNAMT><FITID>${line.id}-${index + 1}</FITID><NAME>${text(name, 32)}</NAME>${memo === null ? '' : `<MEMO>${text(memo, 255)}</MEMO>`}</STMTTRN>\n`
}

function typeOf(kind: string, minor: bigint): string {
  if (kind === 'transfer') return 'XFER'
  if (kind === 'fee') return 'SRVCHG'
  return minor < 0n ? 'DEBIT' : 'CREDIT'
}

function postedAt({ transaction }: TransactionDetail, timeZone: string): string {
  const { date, at } = transaction.occurred
  return at === null ? day(date) : moment(at.toZonedDateTimeISO(timeZone))
}

function day(date: Temporal.PlainDate): string {
  return date.toString().replaceAll('-', '')
}

/** `20261002104109.000[+1]`: local time and its offset in hours. */
function moment(at: Temporal.ZonedDateTime): string {
  const local = at.toPlainDateTime().toString({ smallestUnit: 'millisecond' }).replaceAll(/[-T:]/g, '')
  const hours = at.offsetNanoseconds / 3_600_000_000_000
  return `${local}[${hours < 0 ? '' : '+'}${hours}]`
}

/** At most `length` characters (OFX limits its fields), none of them forbidden in XML. */
function text(value: string, length: number): string {
  const words = value.replaceAll(/[\s\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').trim()
  return escaped([...words].slice(0, length).join('').trim())
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
