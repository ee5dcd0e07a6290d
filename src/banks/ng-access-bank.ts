import type { BankFormat } from '../formats/bank-format.ts'

export const accessBank = {
  id: 'ng-access-bank',
  name: 'Access Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'AccessBank' },
    { channel: 'email', address: 'no_reply@accessbankplc.com' },
  ],
  layouts: [
    {
      id: 'sms-date',
      channel: 'sms',
      evidence: 'real',
      // The tail is usually cut by the gateway: `Total:NGN31`, `Total:N` or nothing.
      sample:
        '«direction:Debit»↵Amt:«currency:NGN»«amount:18,750.00»↵{Acc|Acct}:091******«account:448»↵' +
        'Desc:«narration:183QTRB2618300kT/MOBILE TRF TO GTB/ RENT TOPUP /SIMISOLA ADELEKE»↵Date:«date:02/07/2026»↵' +
        'Avail Bal:«currency:NGN»«balance:312,904.17»⟦↵Total⟦ Bal⟧:…⟧',
    },
    {
      id: 'sms-time',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        '«direction:Debit»↵Amt:«currency:NGN»«amount:20,000.00»↵{Acc|Acct}:118****«account:902»↵' +
        'Desc:«narration:ATM WDL @ ADETOKUNBO BR VI LA»↵Time:«date:08/07/2026 14:49»↵' +
        'Avail Bal:«currency:NGN»«balance:9,115.62»⟦↵Total⟦ Bal⟧:…⟧',
    },
    {
      id: 'email',
      channel: 'email',
      evidence: 'inferred',
      sample:
        'AccessAlert Transaction Notice…↵⟪Account Number: 091******«account:448»↵Transaction Type: «direction:DEBIT»↵' +
        'Amount: «currency:NGN» «amount:18,750.00»↵' +
        'Description: «narration:183QTRB2618300kT/MOBILE TRF TO GTB/ RENT TOPUP /SIMISOLA ADELEKE»↵' +
        '⟦Document No: «reference:183QTRB2618300kT»⟧↵Date: «date:02-JUL-2026 10:40»↵' +
        'Cleared Balance: «currency:NGN» «balance:312,904.17»↵⟦Available Balance: «currency:NGN» «balance:312,904.17»⟧⟫',
    },
  ],
  narrations: [
    { sample: 'POS PURCHASE «reference:759091» «merchant:CORNERSTONE EATERY LEKKI LA NG»' },
    { sample: 'WEB PURCHASE «reference:235470» «merchant:NORTHWIND HOSTING»' },
    { sample: '«reference:181NIPL261816704»/SALARY PAYMENT «counterparty:OAKWELL LOGISTICS LTD»', rail: 'transfer' },
    {
      sample:
        '«reference:183QTRB2618300kT»/MOBILE TRF TO «via:GTB»/ «remark:RENT TOPUP» /«counterparty:SIMISOLA ADELEKE»',
    },
    {
      sample: '«reference:183NIPL26184007B»/«via:Flutterwave»/Payout «counterparty:KOLANUT STUDIOS»',
      rail: 'transfer',
    },
    { sample: '«reference:183NIPL26184007B»/«via:OPAY»/«counterparty:KOLANUT STUDIOS»', rail: 'transfer' },
  ],
  ignore: [
    { id: 'token', reason: 'one-time-code', sample: 'AccessMore: use token…' },
    {
      id: 'statement-sent',
      reason: 'statement-ready',
      sample: 'Dear Customer, your e-statement for «remark:June 2026» on 091******«account:448» has been sent…',
    },
  ],
  statements: {
    evidence: 'real',
    names: ['Access Bank Plc', 'Diamond Bank'],
    codes: ['044', 'ABNGNG'],
    columns: [
      ['S/NO', 'DATE', 'TRANSACTION DETAILS', 'REF. NO', 'VALUE DATE', 'WITHDRAWAL', 'LODGEMENT', 'BALANCE'],
      ['trans date', 'remarks', 'debit amount', 'credit amount', 'book balance'],
    ],
  },
} as const satisfies BankFormat
