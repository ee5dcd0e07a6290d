import type { BankFormat } from '../formats/bank-format.ts'

export const palmpay = {
  id: 'ng-palmpay',
  name: 'PalmPay',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'PalmPay' }],
  layouts: [
    {
      id: 'received',
      channel: 'sms',
      evidence: 'codebase',
      direction: 'credit',
      rail: 'transfer',
      sample:
        'PalmPay: You have received «currency:₦»«amount:9,300.00» from «counterparty:TITI OLANIYI». Ref: ' +
        '«reference:PP2606105582». Time: «date:10/06/2026 16:15». Bal: «currency:₦»«balance:14,120.00»',
    },
    {
      id: 'transfer',
      channel: 'sms',
      evidence: 'codebase',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'PalmPay: Your transfer of «currency:NGN»«amount:4,400.00» to «counterparty:EKENE IGWE» was successful. ' +
        'Bal: «currency:NGN»«balance:9,720.00»',
    },
    {
      id: 'wallet',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        '«direction:Debit» Alert: «currency:NGN»«amount:1,500.00» has been «direction:debited» {from|to} your ' +
        'PalmPay account for «narration:GLO Data 3.9GB». Ref: «reference:PP20260612771»',
    },
  ],
  narrations: [
    { sample: 'Send to «counterparty:BLESSING MADU»', rail: 'transfer' },
    { sample: 'Received from «counterparty:OSARO ALABI»', rail: 'transfer' },
    { sample: 'Card Payment-{POS|Web} «counterparty:SUNDIAL BAKERY»' },
    { sample: '«telco:GLO» {Data|Airtime}…', rail: 'airtime' },
  ],
  ignore: [
    {
      id: 'prize',
      reason: 'promotion',
      sample: 'Win up to «currency:₦»«amount:1,000,000» this weekend…',
    },
  ],
  statements: {
    evidence: 'real',
    names: ['PalmPay Limited'],
    codes: ['999991'],
    columns: [['Transaction Date', 'Transaction Detail', 'Money In (NGN)', 'Money out (NGN)', 'Transaction ID']],
    marks: ['CashBox'],
    dates: 'month-first',
    savings: { table: 'CashBox', account: 'CashBox' },
  },
} as const satisfies BankFormat
