import { grouped, size } from './amounts.ts'
import type { Entry, What } from './model.ts'
import { narrate } from './narrations.ts'
import type { StatementScope } from './render-statement.ts'
import { writeTime } from './wall-time.ts'
import type { Sheet } from './xlsx-file.ts'

type Totals = { readonly debits: string; readonly credits: string; readonly opening: string; readonly closing: string }

/** Kuda's workbook: every second column is empty. */
export function kudaSheets(scope: StatementScope, { debits, credits, opening, closing }: Totals): readonly Sheet[] {
  const spread = (cells: readonly string[]): readonly string[] =>
    cells.flatMap((cell, index) => (index === 0 ? [cell] : ['', cell]))
  const day = (at: number): string => writeTime(at, 'dd/MM/yy')
  const rows = scope.rows.map((entry) => {
    const [category, party, words] = kudaWords(entry.what, entry)
    const amount = `₦${grouped(size(entry.amountMinor))}`
    return spread([
      writeTime(entry.bookedAt, 'dd/MM/yy HH:mm:ss'),
      entry.amountMinor > 0n ? amount : '',
      entry.amountMinor < 0n ? amount : '',
      category,
      party,
      words,
      `₦${grouped(entry.bookBalanceMinor)}`,
    ])
  })
  return [
    {
      name: 'Statement',
      rows: [
        ['Kuda MF Bank'],
        ['All Statements'],
        ['Account Number', '', '', scope.account.number],
        ['Period', '', '', `${day(scope.from)} - ${day(scope.to)}`],
        [],
        ['Summary'],
        spread(['Opening Balance', `₦${opening}`, 'Money In', `₦${credits}`, 'Money Out', `₦${debits}`, `₦${closing}`]),
        [],
        ['Spend Account'],
        spread(['Date/Time', 'Money In', 'Money out', 'Category', 'To / From', 'Description', 'Balance']),
        ...rows,
      ],
    },
  ]
}

function kudaWords(what: What, entry: Entry): readonly [string, string, string] {
  switch (what.type) {
    case 'transfer-in':
    case 'transfer-out':
      return [
        what.type === 'transfer-in' ? 'inward transfer' : 'outward transfer',
        `${what.name}/${what.number}/${what.bank}`,
        what.remark.toLowerCase(),
      ]
    case 'pos':
    case 'web':
    case 'refund':
      return [what.type, what.merchant, what.merchant]
    case 'airtime':
      return ['airtime', what.telco, what.telco]
    case 'atm':
      return ['atm', '', 'atm']
    case 'nip-fee':
      return ['fee', 'transfer fee + VAT', 'transfer fee + VAT']
    case 'interest':
      return ['interest', '', 'interest']
    case 'reversal': {
      const [, party, words] = kudaWords(what.of, entry)
      return ['reversal', party, `reversal ${words}`]
    }
    default:
      return [what.type === 'bill' ? 'bill' : 'fee', '', narrate(entry, 'statement')]
  }
}

const OPAY_HEAD = [
  'Trans. Time',
  'Value Date',
  'Description',
  'Debit(₦)',
  'Credit(₦)',
  'Balance After(₦)',
  'Channel',
  'Transaction Reference',
]

/** OPay's workbook: the wallet, and the savings that mirror its internal moves. */
export function opaySheets(
  scope: StatementScope,
  { debits, credits, opening, closing }: Totals,
  mirrored: readonly Entry[],
): readonly Sheet[] {
  const row = (entry: Entry, sign: 1n | -1n, balance: bigint): readonly string[] => {
    const amount = entry.amountMinor * sign
    const money = grouped(size(amount))
    return [
      writeTime(entry.bookedAt, 'dd MMM yyyy HH:mm:ss'),
      writeTime(entry.at, 'dd MMM yyyy'),
      narrate(entry, scope.style),
      amount < 0n ? money : '--',
      amount > 0n ? money : '--',
      grouped(balance),
      opayChannel(entry.what),
      `26${entry.reference}0417`,
    ]
  }
  const savings = mirrored.map((entry) => row(entry, -1n, entry.potBalanceMinor))
  return [
    {
      name: 'Wallet Account Transactions',
      rows: [
        ['Wallet Account & Savings Account Statement'],
        ['Account Name', scope.account.holder, 'Account Number', scope.account.number],
        ['Opening Balance', `₦${opening}`, 'Closing Balance', `₦${closing}`],
        ['Total Debit', `₦${debits}`, 'Total Credit', `₦${credits}`],
        [],
        ['Wallet Account'],
        OPAY_HEAD,
        ...scope.rows.map((entry) => row(entry, 1n, entry.bookBalanceMinor)),
      ],
    },
    { name: 'Savings Account Transactions', rows: [['Savings Account'], OPAY_HEAD, ...savings] },
  ]
}

function opayChannel(what: What): string {
  return what.type === 'pos' ? 'POS' : what.type === 'atm' ? 'ATM' : 'E-Channel'
}
