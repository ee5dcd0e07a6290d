import type { BankFormat } from '../formats/bank-format.ts'

export const kuda = {
  id: 'ng-kuda',
  name: 'Kuda',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'email', address: 'noreply@kuda.com' }],
  layouts: [
    {
      id: 'email-sent',
      channel: 'email',
      evidence: 'inferred',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'You just sent «currency:₦»«amount:12,000.00» to «counterparty:Wale Majekodunmi» («remark:Zenith Bank, 2207741903»)' +
        '⟦.⟧↵⟪⟦Fee: «currency:₦»«fee:10.00»⟧↵Date: «date:22 Aug 2026, 10:32 AM»↵Reference: «reference:KU-8813-20417»↵' +
        'Available balance: «currency:₦»«balance:11,424.18»⟫',
    },
  ],
} as const satisfies BankFormat
