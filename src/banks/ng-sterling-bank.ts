import type { BankFormat } from '../formats/bank-format.ts'

export const sterlingBank = {
  id: 'ng-sterling-bank',
  name: 'Sterling Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'STERLING' },
    { channel: 'email', address: 'e-business@sterling.ng' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        'Sterling Bank Alert↵«direction:CR» «currency:NGN»«amount:11,500.00»↵ACC: ***«account:9034»↵NARRATION: ' +
        '«narration:NIP/TRF/DAMOLA FAYEMI»↵«date:30-May-26 08:05»↵BAL: «currency:NGN»«balance:97,410.00»',
    },
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
  ignore: [
    {
      id: 'loan-due',
      reason: 'reminder',
      sample: 'Reminder: your loan instalment of «currency:NGN»«amount:24,150.00» is due on «date:31-May-2026»…',
    },
  ],
  narrations: [
    { sample: 'OneBank Transfer from «payer:MORENIKE ALUKO» to «payee:LATEEF SURAJ»⟦ ⟧(«remark:Paymentpoint»)' },
  ],
  statements: { evidence: 'inferred', names: ['Sterling Bank Plc', 'OneBank'], codes: ['232', 'NAMENG'] },
} as const satisfies BankFormat
