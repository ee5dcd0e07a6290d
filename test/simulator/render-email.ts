import { grouped, short, size } from './amounts.ts'
import { htmlPage, type MailParts } from './mail-envelope.ts'
import type { BankKey, Entry } from './model.ts'
import { narrate } from './narrations.ts'
import { ordinalDay, writeTime } from './wall-time.ts'

type Facts = {
  readonly entry: Entry
  readonly minor: bigint
  readonly amount: string
  readonly balanceMinor: bigint
  readonly balance: string
  readonly words: string
  readonly isDebit: boolean
  readonly tail: (digits: number) => string
  readonly head: (digits: number) => string
  readonly time: (pattern: string) => string
}
type Rows = readonly (readonly [string, string])[]

/** The mail a bank sends about an entry, or null where it sends none. */
export function renderEmail(entry: Entry): MailParts | null {
  if (entry.printedIn !== null) return null
  const { number } = entry.account
  const balanceMinor = entry.balanceMinor - (entry.printedFeeMinor ?? 0n)
  const write = EMAIL[entry.account.bank]
  return (
    write?.({
      entry,
      minor: size(entry.amountMinor),
      amount: grouped(size(entry.amountMinor)),
      balanceMinor,
      balance: grouped(balanceMinor),
      words: narrate(entry, 'mail'),
      isDebit: entry.amountMinor < 0n,
      tail: (digits) => number.slice(-digits),
      head: (digits) => number.slice(0, digits),
      time: (pattern) => writeTime(entry.at, pattern),
    }) ?? null
  )
}

const lines = (rows: Rows, between: string): string =>
  rows.map(([label, value]) => `${label}${between}${value}`).join('\n')

const EMAIL: { readonly [B in BankKey]?: (facts: Facts) => MailParts | null } = {
  gtbank: ({ entry, minor, balanceMinor, words, isDebit, tail, time }) => {
    const rows: Rows = [
      ['Account Number', `******${tail(4)}`],
      ['Transaction Location', '205'],
      ['Description', words],
      ['Amount', `${entry.account.currency} ${short(minor)}`],
      ['Value Date', time('yyyy-MM-dd')],
      ['Remarks', entry.reference],
      ['Time of Transaction', time('h:mm:ss a')],
      ['Document Number', entry.reference.slice(0, 8)],
      ['Current Balance', `${entry.account.currency} ${short(balanceMinor)}`],
      ['Available Balance', `${entry.account.currency} ${short(balanceMinor)}`],
    ]
    const word = isDebit ? 'DEBIT' : 'CREDIT'
    const text = `Dear ALUKO, MORENIKE\n\nGuaranty Trust Bank electronic Notification Service (GeNS)\n\nA ${word} transaction occurred on your account.\n\nTransaction Notification\n\n${lines(rows, '\t:\t')}\n\nGuaranty Trust Bank Limited\n`
    const html = htmlPage(
      'Guaranty Trust Bank electronic Notification Service (GeNS)',
      [`A <b>${word}</b> transaction occurred on your account.`, 'Transaction Notification'],
      rows,
      '<td>&nbsp;:&nbsp;</td>',
    )
    return { from: 'GeNS@gtbank.com', subject: 'Transaction Notification', text, html }
  },
  access: ({ entry, amount, balance, words, isDebit, head, tail, time }) => {
    const word = isDebit ? 'Debit' : 'Credit'
    const rows: Rows = [
      ['Account Number', `${head(3)}******${tail(3)}`],
      ['Transaction Type', word.toUpperCase()],
      ['Amount', `NGN ${amount}`],
      ['Description', words],
      ['Document No', entry.reference],
      ['Transaction Branch', 'HEAD OFFICE'],
      ['Value Date', time('dd-MMMM-yyyy')],
      ['Date', time('dd-MMMM-yyyy HH:mm')],
      ['Cleared Balance', `NGN ${balance}`],
      ['Available Balance', `NGN ${balance}`],
    ]
    const heading = 'AccessAlert Transaction Notice'
    return {
      from: 'Access Bank <no_reply@accessbankplc.com>',
      subject: `AccessAlert Transaction Alert [${word}: ${amount} NGN]`,
      text: `${heading}\n\nDear Customer,\n\n${lines(rows, ': ')}\n`,
      html: htmlPage(heading, ['Dear Customer,'], rows),
    }
  },
  zenith: ({ amount, balance, words, isDebit, head, tail, time }) => {
    const word = isDebit ? 'Debit' : 'Credit'
    const rows: Rows = [
      ['Account Number', `${head(3)}****${tail(3)}`],
      ['Transaction Type', word],
      ['Amount', `NGN${amount}`],
      ['Narration', words],
      ['Date of Transaction', time('dd/MM/yyyy')],
      ['Time', time('hh:mm:ss a')],
      ['Current Balance', `NGN${balance}`],
      ['Available Balance', `NGN${balance}`],
    ]
    const heading = 'Zenith Bank Transaction Notification'
    return {
      from: 'Zenith Bank <ebusinessgroup@zenithbank.com>',
      subject: `Zenith Bank Alert: ${word} of NGN${amount}`,
      text: `${heading}\n\nDear Customer,\n\n${lines(rows, ' : ')}\n`,
      html: htmlPage(heading, ['Dear Customer,'], rows),
    }
  },
  uba: ({ amount, balance, words, isDebit, head, tail, time }) => {
    const word = isDebit ? 'Debit' : 'Credit'
    const rows: Rows = [
      ['Transaction Type', word],
      ['Account No.', `${head(1)}******${tail(3)}`],
      ['Amount (NGN)', amount],
      ['Narration', words],
      ['Transaction Date', time('dd-MMM-yyyy HH:mm')],
      ['Available Balance (NGN)', balance],
    ]
    const heading = 'UBA Transaction Notification'
    return {
      from: 'UBA <alerts@ubagroup.com>',
      subject: `UBA ${word} Transaction Notification`,
      text: `${heading}\n\nDear Customer,\n\n${lines(rows, ':\t')}\n`,
      html: htmlPage(heading, ['Dear Customer,'], rows),
    }
  },
  firstbank: ({ entry, amount, balance, words, isDebit, tail, time }) => {
    const [word, verb] = isDebit ? ['Debit', 'debited from'] : ['Credit', 'credited to']
    const text = `Dear Customer,\n\n${word} Alert: NGN ${amount} ${verb} ****${tail(4)}. Ref: FIP/${time('MMddyy')}/${entry.reference.slice(0, 5)} on ${time('dd/MM/yyyy')}. Desc: ${words}. Avail Bal: NGN ${balance}\n\nFirstBank\n`
    return { from: 'FirstBank <alerts@firstbanknigeria.com>', subject: `FirstAlert: ${word}`, text, html: null }
  },
  kuda: ({ entry, amount, balance, time }) => {
    const { what } = entry
    if (what.type !== 'transfer-out') return null
    const rows: Rows = [
      ['Fee', `₦${grouped(entry.printedFeeMinor ?? 0n)}`],
      ['Date', time('d MMM yyyy, hh:mm a')],
      ['Reference', `KU-${entry.reference.slice(0, 4)}-${entry.reference.slice(4, 9)}`],
      ['Available balance', `₦${balance}`],
    ]
    const sentence = `₦${amount}</b> to ${what.name} (${what.bank}, ${what.number}).`
    return {
      from: 'Kuda <noreply@kuda.com>',
      subject: `You sent ₦${amount} 💸`,
      text: `Hi Morenike,\n\nYou just sent ${sentence.replace('</b>', '')}\n\n${lines(rows, ' ')}\n\nKuda\n`,
      html: htmlPage('Hi Morenike,', [`You just sent <b>${sentence}`], rows),
    }
  },
  opay: (facts) => opayMail(facts),
  moniepoint: ({ entry, amount, balance, words, isDebit, time }) => {
    const word = isDebit ? 'debit' : 'credit'
    const { what } = entry
    const sender = what.type === 'transfer-in' ? ["Sender's Name:", `from ${what.name}`] : []
    const blocks = [
      `${isDebit ? 'Debit' : 'Credit'} Amount`,
      amount,
      'Transaction Details',
      'Account Balance:',
      `N ${balance}`,
      'Account Number:',
      entry.account.number,
      ...sender,
      'Date & Time:',
      time('d MMM, yyyy | hh:mm:ss a'),
      'Narration:',
      words,
    ]
    const text = `Hi MORENIKE,\n\nThere was a ${word} transaction on your account.\n\n${blocks.join('\n\n')}\n\nNeed help? Write to support@moniepoint.com\n`
    return {
      from: 'Moniepoint <no-reply@moniepoint.com>',
      subject: `${isDebit ? 'Debit' : 'Credit'} alert!`,
      text: `${text}\n${text}`,
      html: null,
    }
  },
  sterling: ({ amount, words, isDebit, tail, time }) => {
    const rows: Rows = [
      ['Date', time('dd/MM/yyyy h:mm a')],
      ['Account Number', `*****${tail(5)}`],
      ['Description', words],
      ['Amount', `NGN${amount}`],
      ['Transaction', isDebit ? 'DEBIT' : 'CREDIT'],
      ['Current Balance', 'NGN0.00'],
    ]
    return {
      from: 'e-business@sterling.ng',
      subject: `${isDebit ? 'Debit' : 'Credit'} Alert`,
      text: null,
      html: htmlPage('Transaction Alert', ['Dear Customer,'], rows),
    }
  },
  wema: ({ entry, amount, balance, words, isDebit, head, tail, time }) => {
    const verb = isDebit ? 'has left' : 'has landed into'
    const rows: Rows = [
      ['Reference No:', `S${entry.reference.slice(0, 7)}`],
      ['Account No:', `${head(4)}****${tail(2)}`],
      ['Account Name:', 'Morenike Aluko'],
      ['Date and Time:', time('dd-MM-yyyy HH:mm:ss')],
      ['Value Date:', time('dd-MM-yyyy')],
      ['Note:', words],
      ['Account Balance:', `${balance} NGN`],
    ]
    return {
      from: 'ALAT <no-reply@alat.ng>',
      subject: 'Transaction Notification',
      text: `Transaction Notification\n\nHi Morenike,\n\nNGN ${amount} ${verb} your ALAT Account.\n\nThe details:\n\n${lines(rows, ' ')}\n`,
      html: htmlPage(
        'Transaction Notification',
        ['Hi Morenike,', `<b>NGN ${amount}</b> ${verb} your ALAT Account.`],
        rows,
      ),
    }
  },
}

/** OPay writes mails about transfers and payments out; the account number in them is the other's. */
function opayMail({ entry, amount, balance, time }: Facts): MailParts | null {
  const { what } = entry
  const number = `${time('yyMMdd')}0101${entry.reference}`
  const date: readonly [string, string] = [
    'Transaction Date:',
    `${time('MMM')} ${ordinalDay(entry.at)}, ${time('yyyy HH:mm:ss')}`,
  ]
  if (what.type !== 'transfer-out' && what.type !== 'web') return null
  const isTransfer = what.type === 'transfer-out'
  const rows: Rows =
    'name' in what
      ? [
          ['Name:', what.name],
          ['Bank:', what.bank],
          ['Account Number:', what.number],
          ['Amount:', `₦${amount}`],
          ['Transaction No.:', number],
          date,
        ]
      : [
          ['Transaction No.:', number],
          ['Merchant Name:', what.merchant],
          ['Merchant Order Number:', `order_${entry.reference}`],
          date,
        ]
  const word = isTransfer ? 'transfer' : 'payment'
  const title = isTransfer ? 'Transfer' : 'Payment'
  const parts = [
    'Dear MORENIKE ALUKO ,',
    `Your ${word} of\n₦${amount}\nis successful.\nYour available balance is\n  ₦${balance} .`,
    `${title} Details:`,
    ...rows.flat(),
    'Phone： 07008888328',
    'The OPay Team',
  ]
  const text = parts
    .join('\n\n')
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(28) + line))
    .join('\n')
  const html = htmlPage(
    'Dear MORENIKE ALUKO ,',
    [
      `Your ${word} of <b>₦${amount}</b> is successful.<br>Your available balance is <b>₦${balance}</b> .`,
      `${title} Details:`,
    ],
    rows,
  )
  return { from: 'OPay <no-reply@opay-nigeria.com>', subject: `${title} Successful`, text, html }
}
