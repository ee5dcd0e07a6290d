import type { BankFormat } from '../formats/bank-format.ts'

export const mtnMomoPsb = {
  id: 'ng-mtn-momo-psb',
  name: 'MTN MoMo PSB',
  country: 'NG',
  currency: 'NGN',
  keepsOneCurrency: true,
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'MoMo' }],
  layouts: [
    {
      id: 'received',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'credit',
      rail: 'transfer',
      sample:
        'You have received «currency:N»«amount:6,500.00» from «counterparty:CHIDERA OFFOR» on ' +
        '«date:21/05/2026 10:57:41». Ref: «reference:9920441173». New balance: «currency:N»«balance:7,105.20»',
    },
    {
      id: 'sent',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'debit',
      rail: 'transfer',
      sample:
        'You have sent «currency:N»«amount:6,500.00» to «counterparty:CHIDERA OFFOR» on «date:21/05/2026 10:57:41»' +
        '. Ref: «reference:9920441173». New balance: «currency:N»«balance:7,105.20»',
    },
    {
      id: 'airtime',
      channel: 'sms',
      evidence: 'inferred',
      direction: 'debit',
      rail: 'airtime',
      sample:
        "Y'ello. You have bought {airtime|data} of «currency:N»«amount:200.00» for «phone:08030011942». Date: " +
        '«date:22/05/2026 10:50». Ref: «reference:9920588120». New balance: «currency:N»«balance:6,905.20»',
    },
  ],
  ignore: [
    {
      id: 'bonus',
      reason: 'promotion',
      sample: "Y'ello! Recharge «currency:N»«amount:100» or more through MoMo…",
    },
  ],
} as const satisfies BankFormat
