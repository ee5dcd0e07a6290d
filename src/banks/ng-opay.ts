import type { BankFormat } from '../formats/bank-format.ts'

export const opay = {
  id: 'ng-opay',
  name: 'OPay',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'Opay' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      // No account and no balance. The purpose may contain " on "; credits are known from a code base only.
      sample:
        'Dear OPay user, «currency:N»«amount:1,850.00» has been «direction:debited» for ' +
        '«narration:Card Payment via POS» on «date:03-Mar-2026 08:14»⟦.⟧',
    },
    {
      id: 'app-transfer',
      channel: 'sms',
      evidence: 'codebase',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'Transfer Successful↵You have successfully transferred «currency:₦»«amount:6,400.00» to «counterparty:NKEM OBASEKI».↵',
    },
  ],
  ignore: [
    {
      id: 'transfer-failed',
      reason: 'failed',
      sample: 'Transfer Failed↵Your transfer of «currency:₦»«amount:6,400.00» to «remark:NKEM OBASEKI» failed…',
    },
  ],
} as const satisfies BankFormat
