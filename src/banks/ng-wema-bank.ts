import type { BankFormat } from '../formats/bank-format.ts'

export const wemaBank = {
  id: 'ng-wema-bank',
  name: 'Wema Bank / ALAT',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'WEMABANK' },
    { channel: 'sms', address: 'ALAT' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        '«direction:Debit» Alert↵Acct: 024****«account:61»↵Amt: «currency:NGN»«amount:7,600.00»↵Desc: ' +
        '«narration:ALAT NIP TRANSFER TO PRECIOUS AGBO FROM D. LAWANI»↵Date: «date:03-05-2026 12:10:44»↵Bal: ' +
        '«currency:NGN»«balance:15,204.90»',
    },
  ],
  ignore: [
    {
      id: 'login',
      reason: 'notice',
      sample: 'ALAT: a login to your account was made from a new device…',
    },
  ],
} as const satisfies BankFormat
