import type { BankFormat } from '../src/formats/bank-format.ts'

const HEADS = ['', '', 'Alert↵', '«direction:Debit» Alert↵', 'Txn: «direction:Debit»↵', 'Acme# «direction:DR» Notice↵']
const ACCOUNTS = ['Acct', 'Acc', 'Account', 'Account No', 'Card', 'Wallet']
const AMOUNTS = ['Amt', 'Amount', 'Sum', 'Value', 'Txn Amt']
const TEXTS = ['Desc', 'Des', 'Narration', 'Details', 'Remarks', 'For']
const DATES = ['Date', 'DT', 'Txn Date', 'When', 'On']
const BALANCES = ['Bal', 'Balance', 'Avail Bal', 'Available Balance', 'Current Bal']

/** That many banks that word their alerts alike: each takes its labels and their order from the same few that real banks share. */
export function syntheticBanks(count: number): BankFormat[] {
  return Array.from({ length: count }, (_, number) => syntheticBank(number))
}

function syntheticBank(number: number): BankFormat {
  let rest = number * 7_919 + 13
  const pick = <T>(options: readonly T[]): T => {
    const chosen = options[rest % options.length]
    rest = Math.floor(rest / options.length) + (rest % 97) * 31
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }
  const head = pick(HEADS).replace('#', String(number))
  const direction = head.includes('direction') ? '' : ' «direction:DR»'
  const lines = [
    `${pick(ACCOUNTS)}: ***«account:4417»`,
    `${pick(AMOUNTS)}: «currency:NGN»«amount:1,200.00»${direction}`,
    `${pick(TEXTS)}: «narration:POS PURCHASE GREENLEAF MART»`,
    `${pick(DATES)}: «date:19-JUL-2026 06:15»`,
    `${pick(BALANCES)}: «currency:NGN»«balance:3,480.60»`,
  ]
  const turned = rest % 4
  const ordered = [...lines.slice(0, 1 + (turned % 2)), ...lines.slice(1 + (turned % 2)).toReversed()]
  const body = (turned < 2 ? lines : ordered).join('↵')
  return {
    id: `xx-synthetic-${number}`,
    name: `Synthetic ${number}`,
    country: 'NG',
    currency: 'NGN',
    timeZone: 'Africa/Lagos',
    senders: [],
    layouts: [{ id: 'sms', channel: 'sms', evidence: 'inferred', sample: `${head}${body}` }],
  }
}
