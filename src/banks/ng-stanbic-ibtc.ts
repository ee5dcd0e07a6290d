import type { BankFormat } from '../formats/bank-format.ts'

export const stanbicIbtc = {
  id: 'ng-stanbic-ibtc',
  name: 'Stanbic IBTC',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'StanbicIBTC' },
    { channel: 'email', address: 'StanbicIBTC-E-Alert@stanbicibtc.com' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        'Stanbic IBTC↵«direction:DR» «currency:NGN»«amount:21,300.00»↵ACC: ***«account:5820»↵NARRATION: ' +
        '«narration:WEB/ARTISAN HUB NG»↵«date:07-Jun-26 07:45 PM»↵BAL: «currency:NGN»«balance:54,900.00»',
    },
    {
      id: 'sms-sentence',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        'A «direction:CR» transaction of «currency:NGN»«amount:48,000.00» occurred on your account ******' +
        '«account:5820» on «date:08-Jun-2026 10:45:09». Narration: «narration:IFO REUBEN AKPAN». Available ' +
        'balance: «currency:NGN»«balance:102,900.00»',
    },
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
  ignore: [
    {
      id: 'statement',
      reason: 'statement-ready',
      sample:
        'Your monthly statement is ready. Opening balance «currency:NGN»«amount:61,000.00», closing balance ' +
        '«currency:NGN»«balance:54,900.00»…',
    },
  ],
  narrations: [{ sample: 'POS/WEB/«merchant:SUPREME DIAGNOSTICS ABUJA FC»', rail: 'pos' }],
  statements: { evidence: 'codebase', names: ['Stanbic IBTC Bank'], codes: ['221', 'SBICNG'] },
} as const satisfies BankFormat
