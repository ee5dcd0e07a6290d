import type { BankFormat } from '../formats/bank-format.ts'

export const keystoneBank = {
  id: 'ng-keystone-bank',
  name: 'Keystone Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'KEYSTONE' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      // Debits carry a minus. `0:0` stands where a time should be.
      sample:
        '«direction:Debit»!↵Acct:715****«account:226»↵Amt:«currency:NGN»«amount:-31,000.00»↵Desc:' +
        '«narration:NXG :TRF TO FID  ENOBONG UDOH»↵Date:«date:20-05-2026 0:0»↵Bal:«currency:NGN»«balance:2,640.18»',
    },
  ],
  ignore: [
    {
      id: 'low-balance',
      reason: 'reminder',
      sample: 'Your account 715****«account:226» is below the «currency:NGN»«amount:5,000.00» alert level you set…',
    },
  ],
  statements: { evidence: 'inferred', codes: ['082', 'PLNING'] },
} as const satisfies BankFormat
