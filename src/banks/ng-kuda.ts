import type { BankFormat } from '../formats/bank-format.ts'

export const kuda = {
  id: 'ng-kuda',
  name: 'Kuda',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'Kuda' },
    { channel: 'email', address: 'noreply@kuda.com' },
  ],
  layouts: [
    {
      id: 'received',
      channel: 'sms',
      evidence: 'codebase',
      direction: 'credit',
      rail: 'transfer',
      sample:
        '⟦Kuda: ⟧You received «currency:₦»«amount:7,250.00» from «counterparty:ALIYU BADMUS» on ' +
        '«date:20 Aug 2026, 15:05». Your balance is «currency:₦»«balance:26,904.18»',
    },
    {
      id: 'spent',
      channel: 'sms',
      evidence: 'codebase',
      direction: 'debit',
      rail: 'card',
      sample:
        '⟦Kuda: ⟧You just spent «currency:₦»«amount:3,480.00» at «counterparty:LITTLE HERON CAFE» on ' +
        '«date:21 Aug 2026». Available balance: «currency:₦»«balance:23,424.18»',
    },
    {
      id: 'app-sent',
      channel: 'sms',
      evidence: 'codebase',
      direction: 'debit',
      rail: 'transfer',
      // The app leaves kobo out, of the balance at the very end, too.
      sample:
        '⟦Kuda: ⟧You sent «currency:₦»«amount:12,000» to «counterparty:Wale Majekodunmi». Your balance is ' +
        '«currency:₦»«balance:11,424»',
    },
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
  ignore: [
    {
      id: 'savings-offer',
      reason: 'promotion',
      sample: 'Save «currency:₦»«amount:5,000» every week…',
    },
  ],
  statements: {
    evidence: 'real',
    names: ['Kuda MF Bank', 'Kuda Microfinance Bank', 'Kuda Bank'],
    codes: ['50211'],
    columns: [['Date/Time', 'Money In', 'Money out', 'Category', 'To / From', 'Description', 'Balance']],
  },
} as const satisfies BankFormat
