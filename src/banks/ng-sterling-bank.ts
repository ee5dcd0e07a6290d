import type { BankFormat } from '../formats/bank-format.ts'

export const sterlingBank = {
  id: 'ng-sterling-bank',
  name: 'Sterling Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'STERLING' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        'Sterling Bank Alert↵«direction:CR» «currency:NGN»«amount:11,500.00»↵ACC: ***«account:9034»↵NARRATION: ' +
        '«narration:NIP/TRF/DAMOLA FAYEMI»↵«date:30-May-26 08:05»↵BAL: «currency:NGN»«balance:97,410.00»',
    },
  ],
  ignore: [
    {
      id: 'loan-due',
      reason: 'reminder',
      sample: 'Reminder: your loan instalment of «currency:NGN»«amount:24,150.00» is due on «date:31-May-2026»…',
    },
  ],
} as const satisfies BankFormat
