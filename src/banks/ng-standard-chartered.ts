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
    { channel: 'email', address: 'alerts.nigeria@sc.com' },
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
    {
      id: 'email',
      channel: 'email',
      evidence: 'codebase',
      // One line, perhaps wrapped; the description may hold commas.
      sample:
        '«direction:Credit» Alert! Acct:xxxxxx«account:6402», Amt:«currency:NGN»«amount:730000.00», ' +
        'Desc:«narration:NIP TRF OAKFIELD CONSULT», Date:«date:2026-08-27», Bal:«currency:NGN»«balance:4383475.75»',
    },
  ],
  statements: { evidence: 'inferred', names: ['Standard Chartered Bank'], codes: ['068', 'SCBLNG'] },
} as const satisfies BankFormat
