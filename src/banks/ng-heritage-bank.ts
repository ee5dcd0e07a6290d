import type { BankFormat } from '../formats/bank-format.ts'

export const heritageBank = {
  id: 'ng-heritage-bank',
  name: 'Heritage Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'HeritageBnk' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      // The licence was revoked in 2024; old alerts remain.
      sample:
        '«direction:Debit» Alert!↵Acct: 51****«account:9020»↵Amt: «currency:#»«amount:2,000.00»↵Desc: ' +
        '«narration:POS/CITYGATE FUEL AWKA»↵Date: «date:23-MAY-2023 10:58»↵Bal: «currency:#»«balance:11,870.44»',
    },
  ],
  statements: { evidence: 'inferred', names: ['Heritage Bank'], codes: ['030', 'HBCLNG'] },
} as const satisfies BankFormat
