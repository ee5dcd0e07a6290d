import type { BankFormat } from '../formats/bank-format.ts'

export const stanbicIbtc = {
  id: 'ng-stanbic-ibtc',
  name: 'Stanbic IBTC',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'StanbicIBTC' }],
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
} as const satisfies BankFormat
