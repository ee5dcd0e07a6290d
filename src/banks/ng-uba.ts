import type { BankFormat } from '../formats/bank-format.ts'

export const uba = {
  id: 'ng-uba',
  name: 'UBA',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'UBA' },
    { channel: 'email', address: 'alerts@ubagroup.com' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'codebase',
      // A mask at the very end hides the tail; other accounts show theirs (`2******731`).
      sample:
        'Txn: «direction:Debit»↵Ac:«account:2XX..45X»↵Amt:«currency:NGN» «amount:8,500.00»↵Des:' +
        '«narration:MOB/UTO/GRACE OKPARA/FUEL/40117729051»↵Date:«date:04-May-2026 09:14»↵Bal:«currency:NGN» ' +
        '«balance:33,120.30»',
    },
    {
      id: 'email',
      channel: 'email',
      evidence: 'inferred',
      sample:
        'UBA Transaction Notification…↵⟪Transaction Type: «direction:Debit»↵Account No.: 2******«account:731»↵' +
        'Amount («currency:NGN»): «amount:10,000.00»↵Narration: «narration:ATM WD @ 10332118-UBA ALLEN AVE IKEJA»↵' +
        'Transaction Date: «date:07-May-2026 08:20»↵Available Balance («currency:NGN»): «balance:4,002.19»⟫',
    },
  ],
  ignore: [
    {
      id: 'balance',
      reason: 'balance-enquiry',
      sample: 'Balance enquiry: Ac:«account:2XX..45X»…',
    },
    {
      id: 'tariff',
      reason: 'notice',
      sample: 'Dear customer, UBA will now charge «currency:N»«amount:6» per SMS alert…',
    },
  ],
  narrations: [
    { sample: 'PSTKDIRECTDEBIT «counterparty:STREAMBOX»', rail: 'transfer' },
    { sample: 'POS Pur @ «via:33130754» «merchant:MERIDIAN CLINIC» «reference:331307547141»' },
  ],
  statements: {
    evidence: 'real',
    names: ['United Bank for Africa', "Africa's global bank", 'Chat with Leo'],
    codes: ['033', 'UNAFNG'],
    columns: [
      ['TRANS DATE', 'VALUE DATE', 'NARRATION', 'CHQ. NO', 'DEBIT', 'CREDIT', 'BALANCE'],
      ['Date', 'Description', 'Chq. No', 'Val Date', 'Debit', 'Credit', 'Balance'],
    ],
  },
} as const satisfies BankFormat
