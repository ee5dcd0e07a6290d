import type { BankFormat } from '../formats/bank-format.ts'

export const wemaBank = {
  id: 'ng-wema-bank',
  name: 'Wema Bank / ALAT',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'WEMABANK' },
    { channel: 'sms', address: 'ALAT' },
    { channel: 'email', address: 'no-reply@alat.ng' },
    { channel: 'email', address: 'no-reply@11054915.brevosend.com' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        '«direction:Debit» Alert↵Acct: 024****«account:61»↵Amt: «currency:NGN»«amount:7,600.00»↵Desc: ' +
        '«narration:ALAT NIP TRANSFER TO PRECIOUS AGBO FROM D. LAWANI»↵Date: «date:03-05-2026 12:10:44»↵Bal: ' +
        '«currency:NGN»«balance:15,204.90»',
    },
    {
      id: 'email-landed',
      channel: 'email',
      evidence: 'real',
      direction: 'credit',
      sample:
        'Hi …↵«currency:NGN» «amount:42,000.00» has landed into your ALAT Account…↵⟪Reference No: «reference:S7710023»↵Account No: 0244****«account:61»↵' +
        'Date and Time: «date:24-08-2026 04:45:09»↵Note: «narration:NIP:Paystack-Transfer from PocketNest»↵Account Balance: «balance:44,017.94» «currency:NGN»⟫',
    },
    {
      id: 'email-left',
      channel: 'email',
      evidence: 'real',
      direction: 'debit',
      sample:
        'Hi …↵«currency:NGN» «amount:6,450.00» has {left your ALAT Account|been debited from}…↵⟪Reference No: «reference:S7710023»↵Account No: 0244****«account:61»↵' +
        'Date and Time: «date:24-08-2026 04:45:09»↵Note: «narration:ALAT NIP TRANSFER TO OGHENE TEGA FROM Morenike Aluko»↵Account Balance: «balance:44,017.94» «currency:NGN»⟫',
    },
  ],
  ignore: [
    {
      id: 'login',
      reason: 'notice',
      sample: 'ALAT: a login to your account was made from a new device…',
    },
  ],
  narrations: [
    { sample: 'NIP:«via:Paystack»-Transfer from «counterparty:PocketNest»' },
    { sample: '{IP|eTZ}:«counterparty:PocketNest»-«remark:Rent»', rail: 'transfer' },
    { sample: '{IP|eTZ}:«counterparty:PocketNest»', rail: 'transfer' },
  ],
  statements: { evidence: 'codebase', names: ['Wema Bank Plc', 'ALAT by Wema', 'ALAT'], codes: ['035', 'WEMANG'] },
} as const satisfies BankFormat
