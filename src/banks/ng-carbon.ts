import type { BankFormat } from '../formats/bank-format.ts'

export const carbon = {
  id: 'ng-carbon',
  name: 'Carbon',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'Carbon' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      rail: 'transfer',
      // Kobo are left out when there are none.
      sample:
        'Your Carbon account 11****«account:2044» was «direction:credited» with «currency:N»«amount:30,000» ' +
        '{by|to} «counterparty:MUBARAK SHEHU» on «date:19-05-2026». Available balance «currency:N»«balance:31,505».',
    },
  ],
  ignore: [
    {
      id: 'loan',
      reason: 'loan-offer',
      sample: 'Get «currency:NGN»«amount:500,000» credited to your Carbon account today…',
    },
  ],
} as const satisfies BankFormat
