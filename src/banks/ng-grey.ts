import type { BankFormat } from '../formats/bank-format.ts'

export const grey = {
  id: 'ng-grey',
  name: 'Grey',
  country: 'NG',
  currency: 'USD',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'email', address: 'hello@grey.co' }],
  layouts: [
    {
      id: 'email-card',
      channel: 'email',
      evidence: 'real',
      direction: 'debit',
      rail: 'card',
      // The failure has the same words behind another first line, a reason, and an amount of zero.
      sample:
        'Your card transaction went through↵«remark:----------»↵Here are the details:↵Transaction type⟦:⟧ «remark:Virtual card» ' +
        'Merchant⟦:⟧ «counterparty:Paper Lantern Studio» Amount debited⟦:⟧ «currency:$»«amount:42.50» ' +
        'Description⟦:⟧ «narration:Card spend at Paper Lantern Studio» Reference⟦:⟧ «reference:GRX7714KQ2» ' +
        'Date & time⟦:⟧ «date:08/08/2026 - 5:33 PM UTC»',
    },
  ],
  ignore: [{ id: 'failed', reason: 'failed', sample: 'Hey …↵Top up another balance to keep spending…' }],
} as const satisfies BankFormat
