import type { BankFormat } from '../formats/bank-format.ts'

export const smartcashPsb = {
  id: 'ng-smartcash-psb',
  name: 'SmartCash PSB',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'SmartCash' }],
  layouts: [
    {
      id: 'sent',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'Txn ID «reference:SC230526.1044.K90». You sent «currency:N»«amount:2,500.00» to «phone:9021103347» ' +
        '«counterparty:AGNES TARFA». Charge «currency:N»«fee:0.00». Bal «currency:N»«balance:640.75». ' +
        '«date:23/05/26 10:44»',
    },
    {
      id: 'received',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'credit',
      rail: 'transfer',
      sample:
        'Txn ID «reference:SC230526.1044.K90». You received «currency:N»«amount:2,500.00» from «phone:9021103347» ' +
        '«counterparty:AGNES TARFA». Charge «currency:N»«fee:0.00». Bal «currency:N»«balance:640.75». ' +
        '«date:23/05/26 10:44»',
    },
  ],
} as const satisfies BankFormat
