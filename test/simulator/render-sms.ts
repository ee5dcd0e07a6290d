import { grouped, size } from './amounts.ts'
import type { BankKey, Entry } from './model.ts'
import { narrate } from './narrations.ts'
import { writeTime } from './wall-time.ts'

/** An SMS as its bank writes it, or null where the bank sends none for such an entry. */
export type SmsText = { readonly sender: string; readonly text: string }

type Facts = {
  readonly entry: Entry
  readonly amount: string
  readonly balance: string
  readonly words: string
  readonly isDebit: boolean
  readonly tail: (digits: number) => string
  readonly head: (digits: number) => string
  readonly time: (pattern: string) => string
}

/** The alert of an entry. What is printed inside another entry's alert has none of its own. */
export function renderSms(entry: Entry): SmsText | null {
  if (entry.printedIn !== null) return null
  const { number } = entry.account
  const written = SMS[entry.account.bank]({
    entry,
    amount: grouped(size(entry.amountMinor)),
    balance: grouped(entry.balanceMinor - (entry.printedFeeMinor ?? 0n)),
    words: narrate(entry, 'alert'),
    isDebit: entry.amountMinor < 0n,
    tail: (digits) => number.slice(-digits),
    head: (digits) => number.slice(0, digits),
    time: (pattern) => writeTime(entry.at, pattern),
  })
  return written === null ? null : { sender: written[0], text: written.slice(1).join('\n') }
}

const SMS: Readonly<Record<BankKey, (facts: Facts) => readonly [string, ...string[]] | null>> = {
  gtbank: ({ amount, balance, words, isDebit, tail, time, entry }) => [
    'GTBank',
    `Acct:******${tail(4)}`,
    `Amt:${entry.account.currency}${amount} ${isDebit ? 'DR' : 'CR'}`,
    `Desc:${words}`,
    `Bal:${entry.account.currency}${balance}`,
    `Date:${time('yyyy-MM-dd h:mma')}`,
  ],
  access: ({ amount, balance, words, isDebit, head, tail, time }) => [
    'AccessBank',
    isDebit ? 'Debit' : 'Credit',
    `Amt:NGN${amount}`,
    `Acc:${head(3)}******${tail(3)}`,
    `Desc:${words}`,
    `Date:${time('dd/MM/yyyy')}`,
    `Avail Bal:NGN${balance}`,
    `Total:NGN${balance.slice(0, 2)}`,
  ],
  zenith: ({ amount, balance, words, isDebit, head, tail, time }) => [
    'ZENITHBANK',
    `Acct:${head(3)}****${tail(3)}`,
    `DT:${time('dd/MM/yyyy hh:mm:ss a')}`,
    words,
    `${isDebit ? 'DR' : 'CR'} Amt:${amount}`,
    `Bal:${balance}`,
    'Dial *966# for quick airtime/Data purchase',
  ],
  uba: ({ amount, balance, words, isDebit, head, tail, time }) => [
    'UBA',
    `Txn: ${isDebit ? 'Debit' : 'Credit'}`,
    `Ac:${head(1)}XX..${tail(3).slice(0, 2)}X`,
    `Amt:NGN ${amount}`,
    `Des:${words}`,
    `Date:${time('dd-MMM-yyyy HH:mm')}`,
    `Bal:NGN ${balance}`,
    'Dial *919# now',
  ],
  firstbank: ({ amount, balance, words, isDebit, head, tail, time }) => [
    'FirstBank',
    `Txn: ${isDebit ? 'Debit' : 'Credit'}`,
    `Acct:${head(2)}******${tail(2)}`,
    `Amt:NGN${amount}`,
    `Des:${words}`,
    `Date:${time('dd-MMM-yyyy')}`,
    `Bal:NGN${balance}`,
  ],
  kuda: ({ entry, amount, balance, isDebit, time }) => {
    const { what } = entry
    if (what.type === 'transfer-in')
      return [
        'Kuda',
        `You received ₦${amount} from ${what.name} on ${time('d MMM yyyy, HH:mm')}. Your balance is ₦${balance}`,
      ]
    if (what.type === 'transfer-out')
      return ['Kuda', `Kuda: You sent ₦${amount} to ${what.name}. Your balance is ₦${balance}`]
    if (isDebit && (what.type === 'pos' || what.type === 'web'))
      return [
        'Kuda',
        `Kuda: You just spent ₦${amount} at ${what.merchant} on ${time('d MMM yyyy')}. Available balance: ₦${balance}`,
      ]
    return null
  },
  opay: ({ entry, amount, isDebit, time }) => {
    const [purpose, channel] = opayPurpose(entry)
    if (purpose === '') return null
    return [
      'Opay',
      `Dear OPay user, N${amount} has been ${isDebit ? 'debited' : 'credited'} for ${purpose} via ${channel} on ${time('dd-MMM-yyyy HH:mm')}.`,
    ]
  },
  moniepoint: ({ amount, balance, words, isDebit, head, tail, time }) => [
    'Moniepoint',
    `${isDebit ? 'DEBIT' : 'CREDIT'} ALERT`,
    '',
    `Acc: ${head(3)}****${tail(3)} (Personal)`,
    `Amt: NGN${amount}`,
    `Bal: NGN${balance}`,
    `Date: ${time('dd/MM/yy')}`,
    `Time: ${time('hh:mm a')}`,
    `Desc: ${words}`,
  ],
  fcmb: ({ amount, balance, words, isDebit, tail, time }) => [
    'FCMB',
    `Your account ***${tail(4)} has been ${isDebit ? 'debited' : 'credited'} with NGN${amount} on ${time('dd-MMM-yyyy HH:mm')} for ${words}. Bal: NGN${balance}`,
  ],
  sterling: ({ amount, balance, words, isDebit, tail, time }) => [
    'STERLING',
    'Sterling Bank Alert',
    `${isDebit ? 'DR' : 'CR'} NGN${amount}`,
    `ACC: ***${tail(4)}`,
    `NARRATION: ${words}`,
    time('dd-MMM-yy HH:mm'),
    `BAL: NGN${balance}`,
  ],
  vfd: ({ entry, amount, balance, words, isDebit, tail, time }) => [
    'VFD',
    `Acct: xxx${tail(3)}`,
    `Amt: N${amount} ${isDebit ? 'DR' : 'CR'}`,
    `Date: ${time('dd-MMMM-yyyy HH:mm:ss')}`,
    `Chgs: N${grouped(entry.printedFeeMinor ?? 0n)} (COMM VAT)`,
    `Desc: ${words}`,
    `Balance:N${balance}`,
  ],
  wema: ({ amount, balance, words, isDebit, head, tail, time }) => [
    'WEMABANK',
    `${isDebit ? 'Debit' : 'Credit'} Alert`,
    `Acct: ${head(3)}****${tail(2)}`,
    `Amt: NGN${amount}`,
    `Desc: ${words}`,
    `Date: ${time('dd-MM-yyyy HH:mm:ss')}`,
    `Bal: NGN${balance}`,
  ],
}

/** OPay sends no SMS about charges, interest and its own savings. */
function opayPurpose({ what }: Entry): readonly [string, string] {
  switch (what.type) {
    case 'pos':
      return ['Card Payment', 'POS']
    case 'web':
    case 'refund':
      return ['Payment on Account', 'WebTB']
    case 'atm':
      return ['Cash Withdrawal', 'ATM']
    case 'airtime':
    case 'bill':
    case 'transfer-in':
    case 'transfer-out':
    case 'salary':
      return [what.type === 'airtime' ? 'Airtime' : what.type === 'bill' ? 'Bill Payment' : 'Transfer', 'E-Channel']
    case 'reversal':
      return ['Reversal', 'E-Channel']
    default:
      return ['', '']
  }
}
