import type { BankFormat } from '../formats/bank-format.ts'

export const providusBank = {
  id: 'ng-providus-bank',
  name: 'Providus Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'ProvidusBnk' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        '«direction:Debit» Alert! Acct: 53XXXXX«account:118» Amt: «currency:NGN»«amount:9,000.00» Desc: ' +
        '«narration:DSTV SUBSCRIPTION 4410298873» Date: «date:03/08/2026 14:22» Bal: «currency:NGN»' +
        '«balance:27,115.00»',
    },
  ],
  ignore: [
    {
      id: 'beneficiary-added',
      reason: 'notice',
      sample: 'A beneficiary «remark:OSAZE IDEHEN (0123456789)» was added to your profile…',
    },
  ],
  statements: { evidence: 'inferred', codes: ['101', 'UMPLNG'] },
} as const satisfies BankFormat
