import type { BankFormat } from '../formats/bank-format.ts'

export const ecobankNigeria = {
  id: 'ng-ecobank-nigeria',
  name: 'Ecobank Nigeria',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'ECOBANK' }],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        'Ecobank Alert↵Acct: ***«account:3305»↵Transaction: «direction:Credit»↵Amount: «currency:NGN»' +
        '«amount:66,000.00»↵Narration: «narration:TRF FROM RAHEEMA SADIQ»↵Date: «date:14/06/2026 08:00»↵Balance: ' +
        '«currency:NGN»«balance:91,230.00»',
    },
  ],
  statements: { evidence: 'codebase', names: ['Ecobank'], codes: ['050', 'ECOCNG'] },
} as const satisfies BankFormat
