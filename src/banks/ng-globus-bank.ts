import type { BankFormat } from '../formats/bank-format.ts'

export const globusBank = {
  id: 'ng-globus-bank',
  name: 'Globus Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'GlobusBank' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        'Globus Alert: «direction:DR» «currency:NGN»«amount:17,450.00» on Acct 100****«account:455». Desc: ' +
        '«narration:NIP/OPAY/ESTHER BASSEY». «date:23-06-2026 10:41». Avail Bal: «currency:NGN»«balance:-1,250.00»',
    },
  ],
  statements: { evidence: 'inferred', codes: ['103', 'GLUSNG'] },
} as const satisfies BankFormat
