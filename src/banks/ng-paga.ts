import type { BankFormat } from '../formats/bank-format.ts'

export const paga = {
  id: 'ng-paga',
  name: 'Paga',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'Paga' }],
  layouts: [
    {
      id: 'sent',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'You sent «currency:N»«amount:3,000.00» to «phone:0803***1120» («counterparty:DORCAS PHILIP»). Fee: ' +
        '«currency:N»«fee:10.00». Txn ID: «reference:PG7K2Q». Paga bal: «currency:N»«balance:8,490.00» ' +
        '«date:20/05/2026 10:58»',
    },
    {
      id: 'received',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'credit',
      rail: 'transfer',
      sample:
        'You received «currency:N»«amount:3,000.00» from «phone:0803***1120» («counterparty:DORCAS PHILIP»). Fee: ' +
        '«currency:N»«fee:10.00». Txn ID: «reference:PG7K2Q». Paga bal: «currency:N»«balance:8,490.00» ' +
        '«date:20/05/2026 10:58»',
    },
  ],
} as const satisfies BankFormat
