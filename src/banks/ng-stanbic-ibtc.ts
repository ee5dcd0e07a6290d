import type { BankFormat } from '../formats/bank-format.ts'

export const stanbicIbtc = {
  id: 'ng-stanbic-ibtc',
  name: 'Stanbic IBTC',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'email', address: 'StanbicIBTC-E-Alert@stanbicibtc.com' }],
  layouts: [
    {
      id: 'email',
      channel: 'email',
      evidence: 'codebase',
      sample:
        '«direction:Debit» Alert Details↵⟪Account Number: XXXXXX«account:5820»↵' +
        'Description: «narration:POS/WEB/SUPREME DIAGNOSTICS ABUJA FC»↵Amount: «currency:NGN» «amount:18,600.00»↵' +
        'Current Balance: «currency:NGN» «balance:84,300.00»↵Transaction Date & Time: «date:26-Aug-2026 14:30:00»↵' +
        '⟦Transaction Reference: «reference:FT26238KQ81»⟧⟫',
    },
  ],
  narrations: [{ sample: 'POS/WEB/«merchant:SUPREME DIAGNOSTICS ABUJA FC»', rail: 'pos' }],
} as const satisfies BankFormat
