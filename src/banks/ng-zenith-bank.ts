import type { BankFormat } from '../formats/bank-format.ts'

export const zenithBank = {
  id: 'ng-zenith-bank',
  name: 'Zenith Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'ZENITHBANK' },
    { channel: 'email', address: 'ebusinessgroup@zenithbank.com' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      // The narration has no label and its line may be absent. Amounts carry no currency mark.
      sample:
        'Acct:208****«account:614»↵DT:«date:18/06/2026 07:44:51 AM»↵«narration:CIP/CR/MOB/TERKULA IORFA»↵' +
        '«direction:DR» Amt:«amount:3,250.00»↵Bal:«balance:61,408.22»',
    },
    {
      id: 'email',
      channel: 'email',
      evidence: 'inferred',
      sample:
        'Zenith Bank Transaction Notification…↵⟪Account Number: 208****«account:614»↵Transaction Type: «direction:Credit»↵' +
        'Amount: «currency:NGN»«amount:95,000.00»↵Narration: «narration:ETI NXG MOBILE TRF TO ZIB AYO KALEJAIYE»↵' +
        'Date of Transaction: «date:19/06/2026»↵Time: «time:12:00:35 PM»↵Current Balance: «currency:NGN»«balance:156,408.22»↵⟦Available Balance: «currency:NGN»«balance:156,408.22»⟧⟫',
    },
  ],
  ignore: [
    {
      id: 'not-successful',
      reason: 'failed',
      sample:
        'Dear customer, your transfer of «currency:N»«amount:45,000.00» to «remark:HAUWA BELLO GARBA» was not successful…',
    },
    { id: 'security-tip', reason: 'notice', sample: 'Dial *966*911# at once if you suspect fraud…' },
  ],
  narrations: [{ sample: 'TRF FRM «counterparty:OAKWELL LOGISTICS LTD»|«remark:SALARY»' }],
  statements: {
    evidence: 'real',
    names: ['Zenith Bank Plc', 'zenithbank.com', 'ALERTZ'],
    codes: ['057', 'ZEIBNG'],
    columns: [['DATE', 'DESCRIPTION', 'DEBIT', 'CREDIT', 'VALUE DATE', 'BALANCE']],
  },
} as const satisfies BankFormat
