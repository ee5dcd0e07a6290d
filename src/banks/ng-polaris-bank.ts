import type { BankFormat } from '../formats/bank-format.ts'

export const polarisBank = {
  id: 'ng-polaris-bank',
  name: 'Polaris Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'POLARIS' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        '«direction:DEBIT»: «currency:NGN»«amount:6,250.00»↵Acct: 40****«account:7712»↵Desc: ' +
        '«narration:POS/SUNDIAL BAKERY JOS»↵Date: «date:02-APR-2026 10:19»↵Avail Bal: «currency:NGN»' +
        '«balance:8,114.05»',
    },
  ],
  statements: { evidence: 'inferred', names: ['Polaris Bank Limited'], codes: ['076', 'PRDTNG'] },
} as const satisfies BankFormat
