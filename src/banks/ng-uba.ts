import type { BankFormat } from '../formats/bank-format.ts'

export const uba = {
  id: 'ng-uba',
  name: 'UBA',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'email', address: 'alerts@ubagroup.com' }],
  layouts: [
    {
      id: 'email',
      channel: 'email',
      evidence: 'inferred',
      sample:
        'UBA Transaction Notification…↵⟪Transaction Type: «direction:Debit»↵Account No.: 2******«account:731»↵' +
        'Amount («currency:NGN»): «amount:10,000.00»↵Narration: «narration:ATM WD @ 10332118-UBA ALLEN AVE IKEJA»↵' +
        'Transaction Date: «date:07-May-2026 08:20»↵Available Balance («currency:NGN»): «balance:4,002.19»⟫',
    },
  ],
} as const satisfies BankFormat
