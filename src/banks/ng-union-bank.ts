import type { BankFormat } from '../formats/bank-format.ts'

export const unionBank = {
  id: 'ng-union-bank',
  name: 'Union Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'UNIONBANK' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        '«direction:Debit» Alert↵Amt:«currency:NGN»«amount:1,200.00»↵Acct:***«account:4417»↵Desc:' +
        '«narration:AIRTIME/AIRTEL/08020077145»↵Date:«date:19-JUL-2026 06:15»↵Bal:«currency:NGN»«balance:3,480.60»',
    },
  ],
  ignore: [
    {
      id: 'future-fee',
      reason: 'future-debit',
      sample: 'Your account ***«account:4417» will be debited «currency:NGN»«amount:50.00»…',
    },
  ],
  statements: { evidence: 'inferred', names: ['Union Bank of Nigeria'], codes: ['032', 'UBNING'] },
} as const satisfies BankFormat
