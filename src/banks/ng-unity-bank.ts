import type { BankFormat } from '../formats/bank-format.ts'

export const unityBank = {
  id: 'ng-unity-bank',
  name: 'Unity Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'UNITYBANK' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        '«direction:Credit» Alert: Acct 00****«account:4483» has been «direction:credited» with «currency:N»' +
        '«amount:15,000.00» on «date:03/04/2026 10:18». Desc: «narration:CASH DEPOSIT BY SELF KANO». Bal: ' +
        '«currency:N»«balance:16,220.40»',
    },
  ],
  statements: { evidence: 'inferred', names: ['Unity Bank Plc'], codes: ['215', 'ICITNG'] },
} as const satisfies BankFormat
