import type { BankFormat } from '../formats/bank-format.ts'

export const vfdMicrofinanceBank = {
  id: 'ng-vfd-microfinance-bank',
  name: 'VFD Microfinance Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'VFD' },
    { channel: 'sms', address: 'VFD MFB' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      sample:
        'Acct: xxx«account:277»↵Amt: «currency:N»«amount:14,500.00» «direction:DR»↵Date: ' +
        '«date:14-MAY-2026 21:53:07»↵Chgs: «currency:N»«fee:25.00» (COMM VAT)↵Desc: ' +
        '«narration:Tailor/ To BISI ADEROUNMU»↵Balance:«currency:N»«balance:61,200.00»',
    },
  ],
  narrations: [
    { sample: '«remark:Tailor»/ To «counterparty:BISI ADEROUNMU»', rail: 'transfer' },
    { sample: '«remark:Salary» to «place:T. Akinsola»', rail: 'transfer' },
  ],
  statements: { evidence: 'inferred', names: ['VFD MFB', 'VBank'], codes: ['566'] },
} as const satisfies BankFormat
