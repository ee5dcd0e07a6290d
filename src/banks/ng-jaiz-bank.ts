import type { BankFormat } from '../formats/bank-format.ts'

export const jaizBank = {
  id: 'ng-jaiz-bank',
  name: 'Jaiz Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'Jaiz' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      sample:
        'Acct:**«account:418»↵Amt:«currency:N»«amount:5,200.00»«direction:DR»↵Desc:' +
        '«narration:IFO NIBSS Mob Other Bank Trf # 81920 ZAINAB MUSTAPHA»↵«date:02-FEB-26 17:46»↵Help:' +
        '«phone:07007730000»↵Bal:«currency:N»«balance:9,118.73»',
    },
  ],
  narrations: [{ sample: 'IFO NIBSS Mob Other Bank Trf # «reference:81920» «counterparty:ZAINAB MUSTAPHA»' }],
  ignore: [
    {
      id: 'request',
      reason: 'payment-request',
      sample: 'Request received: «remark:KELECHI DIKE» is asking you to pay «currency:N»«amount:3,000.00»…',
    },
  ],
  statements: { evidence: 'codebase', names: ['Jaiz Bank Plc'], codes: ['301', 'JAIZNG'] },
} as const satisfies BankFormat
