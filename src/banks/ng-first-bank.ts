import type { BankFormat } from '../formats/bank-format.ts'

export const firstBank = {
  id: 'ng-first-bank',
  name: 'First Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'FirstBank' },
    { channel: 'email', address: 'alerts@firstbanknigeria.com' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        'Txn: «direction:Debit»↵Acct:31******«account:07»↵Amt:«currency:NGN»«amount:4,600.00»↵Des:' +
        '«narration:FIP:MB:GTB/ORITSE MABIAKU/GROCERIES»↵Date:«date:14-Sep-2026»↵Bal:«currency:NGN»' +
        '«balance:82,115.90»',
    },
    {
      id: 'sms-line',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        '«direction:Debit»: «account:3110020507» «currency:NGN» «amount:15,000.00» Desc: ' +
        '«narration:NIP TRF TO FOLAKE ODUYA» Bal: «currency:NGN» «balance:317,115.90» Date: ' +
        '«date:16-SEP-2026 09:10»',
    },
    {
      id: 'sms-side',
      channel: 'sms',
      evidence: 'inferred',
      // The balance carries its side: DR is an overdraft.
      sample:
        '«direction:Debit»: 31XXXX«account:507»↵Amt: «currency:NGN»«amount:5,026.88»↵Date: ' +
        '«date:17-SEP-2026 20:14:33»↵Desc: «narration:FBNMOBILE:UBA/CHUKA NWANERI/LOAN REFUND»↵Bal: «currency:NGN»' +
        '«balance:312,089.02»«balance_side:CR»',
    },
    {
      id: 'email',
      channel: 'email',
      evidence: 'inferred',
      sample:
        '«direction:Debit» Alert: «currency:NGN» «amount:4,600.00» «direction:debited» {from|to|into} ****«account:0507». ' +
        'Ref: «reference:FIP/091426/77120» on «date:14/09/2026». Desc: «narration:FIP:MB:GTB/ORITSE MABIAKU/GROCERIES». ' +
        'Avail Bal: «currency:NGN» «balance:82,115.90»',
    },
  ],
  ignore: [
    {
      id: 'balance',
      reason: 'balance-enquiry',
      sample:
        'Dear Customer, your balance on 31******«account:07» as at «date:14-Sep-2026 10:00» is «currency:NGN»' +
        '«amount:86,715.90»…',
    },
    {
      id: 'advance-offer',
      reason: 'loan-offer',
      sample: 'FirstAdvance: you are pre-approved for «currency:NGN»«amount:120,000.00»…',
    },
  ],
  statements: {
    evidence: 'codebase',
    names: ['First Bank of Nigeria', 'FirstBank'],
    codes: ['011', 'FBNING'],
    // The older export lists deposits before withdrawals.
    columns: [['TransDate', 'Reference', 'Transaction Details', 'ValueDate', 'Deposit', 'Withdrawal', 'Balance']],
    marks: ['FIP:MB:', 'FBNMOBILE:'],
  },
} as const satisfies BankFormat
