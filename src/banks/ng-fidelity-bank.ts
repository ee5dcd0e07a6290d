import type { BankFormat } from '../formats/bank-format.ts'

export const fidelityBank = {
  id: 'ng-fidelity-bank',
  name: 'Fidelity Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'FidelitySMS' },
    { channel: 'sms', address: 'Fidelity' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        'Acct:**«account:2087»↵«direction:DR»:«currency:NGN»«amount:5,600.00»↵Desc:' +
        '«narration:POS PURCHASE/VALLEYVIEW CHEMIST ENUGU»↵DT:«date:11/APR/26 07:45:20PM»↵Bal:«currency:N»' +
        '«balance:18,044.10»',
    },
  ],
  ignore: [
    {
      id: 'standing-instruction',
      reason: 'future-debit',
      sample:
        'Your standing instruction of «currency:NGN»«amount:15,000.00» to «remark:IFEOMA ANYADIKE» will run on ' +
        '«date:12/APR/26»…',
    },
  ],
  statements: {
    evidence: 'codebase',
    names: ['Fidelity Bank Plc'],
    codes: ['070', 'FIDTNG'],
    columns: [['date', 'narration', 'withdrawal', 'deposit', 'balance']],
  },
} as const satisfies BankFormat
