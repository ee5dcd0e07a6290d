import type { BankFormat } from '../formats/bank-format.ts'

/**
 * Copied to `<country>-<bank>.ts` by `npm run new:bank -- xx-acme "Acme Bank"`. There replace the values of a real message by
 * invented ones and mark its fields; the notation is described at `Layout`. List only what differs from the defaults.
 */
export const template = {
  id: 'xx-acme',
  name: 'Acme Bank',
  country: 'XX',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  senders: [{ channel: 'sms', address: 'ACMEBANK' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'inferred',
      sample:
        'Acme «direction:Debit»↵Account:**«account:1234»↵Sum:«currency:EUR»«amount:1,250.00»↵For:«narration:GREENLEAF MARKET»↵' +
        'Balance:«currency:EUR»«balance:8,110.45»↵On:«date:12/08/2026 14:05»',
    },
  ],
} as const satisfies BankFormat
