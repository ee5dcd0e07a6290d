import type { BankFormat } from '../formats/bank-format.ts'

export const firstBank = {
  id: 'ng-first-bank',
  name: 'First Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'email', address: 'alerts@firstbanknigeria.com' }],
  layouts: [
    {
      id: 'email',
      channel: 'email',
      evidence: 'inferred',
      sample:
        '«direction:Debit» Alert: «currency:NGN» «amount:4,600.00» «direction:debited» {from|to|into} ****«account:0507». ' +
        'Ref: «reference:FIP/091426/77120» on «date:14/09/2026». Desc: «narration:FIP:MB:GTB/ORITSE MABIAKU/GROCERIES». ' +
        'Avail Bal: «currency:NGN» «balance:82,115.90»',
    },
  ],
} as const satisfies BankFormat
