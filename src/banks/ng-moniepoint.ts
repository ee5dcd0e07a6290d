import type { BankFormat } from '../formats/bank-format.ts'

export const moniepoint = {
  id: 'ng-moniepoint',
  name: 'Moniepoint',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'Moniepoint' },
    { channel: 'sms', address: 'Monnify' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      sample:
        '«direction:CREDIT» ALERT↵↵Acc: 640****«account:118»⟦ ({Personal|Business})⟧↵Amt: «currency:NGN»«amount:37,500.00»↵' +
        'Bal: «currency:NGN»«balance:41,902.66»↵Date: «date:22/01/26»↵Time: «time:03:09 PM»' +
        '⟦↵Desc: «narration:Transfer from YETUNDE OGUNBIYI»⟧',
    },
  ],
  ignore: [
    {
      id: 'withdrawal-failed',
      reason: 'failed',
      sample: 'Your POS withdrawal of «currency:NGN»«amount:10,000.00» failed…',
    },
  ],
} as const satisfies BankFormat
