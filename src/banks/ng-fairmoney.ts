import type { BankFormat } from '../formats/bank-format.ts'

export const fairmoney = {
  id: 'ng-fairmoney',
  name: 'FairMoney',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'FairMoney' }],
  layouts: [
    {
      id: 'sent',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'Debit: «currency:N»«amount:5,000.00» sent to «counterparty:JOY ETUKUDO» («via:Access Bank») from your ' +
        'FairMoney account **«account:3308». Date: «date:18/05/2026 10:59». Balance: «currency:N»«balance:2,410.55»' +
        '⟦. Fee: «currency:N»«fee:10.00»⟧',
    },
    {
      id: 'received',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'credit',
      rail: 'transfer',
      sample:
        'Credit: «currency:N»«amount:5,000.00» received from «counterparty:JOY ETUKUDO» («via:Access Bank») ' +
        '{in|into|to} your FairMoney account **«account:3308». Date: «date:18/05/2026 10:59». Balance: «currency:N»' +
        '«balance:2,410.55»⟦. Fee: «currency:N»«fee:10.00»⟧',
    },
  ],
  ignore: [
    {
      id: 'loan',
      reason: 'loan-offer',
      sample: 'You qualify for up to «currency:N»«amount:350,000»…',
    },
  ],
  statements: { evidence: 'inferred', names: ['FairMoney Microfinance Bank', 'FairMoney MFB'], codes: ['51318'] },
} as const satisfies BankFormat
