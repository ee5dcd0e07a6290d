import type { BankFormat } from '../formats/bank-format.ts'

export const fcmb = {
  id: 'ng-fcmb',
  name: 'FCMB',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'FCMB' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        'Your account ***«account:7719» has been «direction:debited» with «currency:NGN»«amount:12,750.00» on ' +
        '«date:25-Jul-2026 14:30» for «narration:TRF TO GODWIN EFFIOM». Bal: «currency:NGN»«balance:5,306.11»',
    },
  ],
  ignore: [
    {
      id: 'salary-advance',
      reason: 'loan-offer',
      sample: 'Salary coming late? Take up to …',
    },
  ],
  statements: { evidence: 'inferred', names: ['First City Monument Bank'], codes: ['214', 'FCMBNG'] },
} as const satisfies BankFormat
