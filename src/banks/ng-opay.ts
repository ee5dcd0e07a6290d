import type { BankFormat } from '../formats/bank-format.ts'

export const opay = {
  id: 'ng-opay',
  name: 'OPay',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'Opay' },
    { channel: 'email', address: 'no-reply@opay-nigeria.com' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      // No account and no balance. The purpose may contain " on "; credits are known from a code base only.
      sample:
        'Dear OPay user, «currency:N»«amount:1,850.00» has been «direction:debited» for ' +
        '«narration:Card Payment via POS» on «date:03-Mar-2026 08:14»⟦.⟧',
    },
    {
      id: 'app-transfer',
      channel: 'sms',
      evidence: 'codebase',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'Transfer Successful↵You have successfully transferred «currency:₦»«amount:6,400.00» to «counterparty:NKEM OBASEKI».↵',
    },
    {
      id: 'email-transfer',
      channel: 'email',
      evidence: 'real',
      direction: 'debit',
      rail: 'transfer',
      // The account number it prints is the recipient's.
      sample:
        'Your transfer of «currency:₦»«amount:35,000.00» is successful.↵Your available balance is «currency:₦»«balance:71,204.18»⟦ .⟧↵' +
        '⟪Name: «counterparty:CHINEDU OGBODO»↵⟦Amount: «currency:₦»«amount:35,000.00»⟧↵' +
        'Transaction No.: «reference:260817010100004417720093»↵Transaction Date: «date:Aug 17th, 2026 21:37:34»⟫',
    },
    {
      id: 'email-payment',
      channel: 'email',
      evidence: 'real',
      direction: 'debit',
      rail: 'web',
      sample:
        'Your payment of «currency:₦»«amount:2,890.00» is successful.↵Your available balance is «currency:₦»«balance:68,314.18»⟦ .⟧↵' +
        '⟪Merchant Name: «counterparty:Paystack Payment Limited»↵⟦Amount: «currency:₦»«amount:2,890.00»⟧↵' +
        'Transaction No.: «reference:260818140300007718820114»↵Transaction Date: «date:Aug 18th, 2026 13:41:55»⟫',
    },
  ],
  ignore: [
    {
      id: 'transfer-failed',
      reason: 'failed',
      sample: 'Transfer Failed↵Your transfer of «currency:₦»«amount:6,400.00» to «remark:NKEM OBASEKI» failed…',
    },
  ],
  narrations: [
    { sample: 'Transfer {to|from} «counterparty:Emeka Gambo» | «via:PALMPAY» | «account:2767366310» |' },
    { sample: 'Transfer {to|from} «counterparty:Emeka Gambo» | «via:PALMPAY» | «account:2767366310» | «remark:gift»' },
    { sample: 'Third-Party Merchant Order | «counterparty:CINEPLUS ONLINE»' },
    { sample: 'Card Payment | «counterparty:HOTPOT GRILL»' },
  ],
  statements: {
    evidence: 'real',
    names: ['OPay Digital Services', 'Paycom'],
    codes: ['100004', '999992'],
    columns: [
      [
        'Trans. Time',
        'Value Date',
        'Description',
        'Debit(₦)',
        'Credit(₦)',
        'Balance After(₦)',
        'Channel',
        'Transaction Reference',
      ],
      ['Trans. Time', 'Value Date', 'Description', 'Debit/Credit(₦)', 'Balance(₦)', 'Channel', 'Transaction Reference'],
    ],
    marks: ['OWealth'],
    savings: { table: 'Savings', account: 'OWealth' },
  },
} as const satisfies BankFormat
