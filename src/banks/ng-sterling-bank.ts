import type { BankFormat } from '../formats/bank-format.ts'

export const sterlingBank = {
  id: 'ng-sterling-bank',
  name: 'Sterling Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'email', address: 'e-business@sterling.ng' }],
  layouts: [
    {
      id: 'email',
      channel: 'email',
      evidence: 'codebase',
      // Older mails glue the description's words; the balance is often NGN0.00.
      sample:
        'Transaction Alert…↵⟪Date: «date:23/08/2026 6:21 AM»↵Account Number: *****«account:60417»↵' +
        'Description: «narration:OneBank Transfer from MORENIKE ALUKO to LATEEF SURAJ (Paymentpoint)»↵' +
        'Amount: «currency:NGN»«amount:2,100.00»↵Transaction: «direction:DEBIT»↵Current Balance: «currency:NGN»«balance:0.00»⟫',
    },
  ],
  narrations: [
    { sample: 'OneBank Transfer from «payer:MORENIKE ALUKO» to «payee:LATEEF SURAJ»⟦ ⟧(«remark:Paymentpoint»)' },
  ],
} as const satisfies BankFormat
