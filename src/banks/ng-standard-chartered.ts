import type { BankFormat } from '../formats/bank-format.ts'

export const standardChartered = {
  id: 'ng-standard-chartered',
  name: 'Standard Chartered Nigeria',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'StanChart' },
    { channel: 'sms', address: 'SCBANK' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      // One line without thousands separators; the description may hold commas. Both senders speak for other countries, too.
      sample:
        '«direction:Debit» Alert! Acct:xxxxxx«account:6402», Amt:«currency:NGN»«amount:85000.00», Desc:' +
        '«narration:NIP TRF LARA SOMOYE», Date:«date:2026-02-11», Bal:«currency:NGN»«balance:1204550.75»',
    },
  ],
} as const satisfies BankFormat
