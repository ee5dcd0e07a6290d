import type { BankFormat } from '../formats/bank-format.ts'

export const moniepoint = {
  id: 'ng-moniepoint',
  name: 'Moniepoint',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'Moniepoint' },
    { channel: 'sms', address: 'Monnify' },
    { channel: 'email', address: 'no-reply@moniepoint.com' },
  ],
  layouts: [
    {
      id: 'sms',
      channel: 'sms',
      evidence: 'real',
      sample:
        '«direction:CREDIT» ALERT↵↵Acc: 640****«account:118»⟦ ({Personal|Business})⟧↵Amt: «currency:NGN»«amount:37,500.00»↵' +
        'Bal: «currency:NGN»«balance:41,902.66»↵Date: «date:22/01/26»↵Time: «time:03:09 PM»' +
        '⟦↵Desc: «narration:Transfer from YETUNDE OGUNBIYI»⟧',
    },
    {
      id: 'email',
      channel: 'email',
      evidence: 'real',
      // The number is unmasked; only the HTML part marks the currency of the amount.
      sample:
        'There was a «direction:debit» transaction on your account…↵⟪«direction:Debit» Amount: ⟦«currency:N» ⟧«amount:48,500.00»↵' +
        'Account Balance: «currency:N» «balance:209,114.06»↵Account Number: «account:6630041177»↵' +
        "⟦Sender's Name: ⟦from ⟧«counterparty:KHADIJAT BELO»⟧↵Date & Time: «date:19 Aug, 2026 | 07:05:10 PM»↵" +
        'Narration: «narration:TRANSFER TO RAPHAEL ONUH Guaranty Trust Bank *****20918/TRF|2MPTq81xkd|2089114400771200641»⟫',
    },
  ],
  narrations: [
    { sample: 'TRF/«counterparty:MUSTAPHA FALANA»/«via:KUDA»' },
    { sample: 'WEB «counterparty:LEARNWELL.NG»' },
    {
      sample:
        'TRANSFER TO «counterparty:BLESSING AKOSU» {MONIEPOINT|ACCESS|ZENITH|GTB|UBA|FCMB|KUDA|OPAY|PALMPAY|FIDELITY|STERLING|WEMA|ECOBANK|UNION|POLARIS|KEYSTONE|JAIZ|PROVIDUS|STANBIC|FIRSTBANK}',
    },
    {
      // The name of the other bank stands between the name and the masked number.
      sample:
        'TRANSFER TO «counterparty:RAPHAEL ONUH» {Guaranty Trust Bank|GTBank|GTBank Plc|Access Bank|Zenith Bank|First Bank|First Bank of Nigeria|' +
        'United Bank for Africa|UBA|Fidelity Bank|FCMB|First City Monument Bank|Union Bank|Union Bank of Nigeria|Sterling Bank|' +
        'Wema Bank|Ecobank|Ecobank Nigeria|Ecobank Bank|Polaris Bank|Keystone Bank|Jaiz Bank|Providus Bank|Unity Bank|Stanbic IBTC Bank|' +
        'Stanbic IBTC|Standard Chartered|Standard Chartered Bank|Kuda|Kuda Bank|Kuda Microfinance Bank|OPay|Opay|Opay Digital Services|OPay Digital Services Limited|Palmpay|PalmPay|' +
        'PalmPay Limited|Moniepoint|Moniepoint MFB|Moniepoint Microfinance Bank|VFD Microfinance Bank|Paycom|Carbon|FairMoney|FairMoney Microfinance Bank} ' +
        '*****«account:20918»/«reference:TRF|2MPTq81xkd|2089114400771200641»',
    },
  ],
  ignore: [
    {
      id: 'withdrawal-failed',
      reason: 'failed',
      sample: 'Your POS withdrawal of «currency:NGN»«amount:10,000.00» failed…',
    },
  ],
  statements: {
    evidence: 'codebase',
    names: ['Moniepoint MFB', 'Moniepoint Microfinance Bank', 'TeamApt'],
    codes: ['50515'],
    marks: ['AP_TRSF|', 'MIT|TMP|', 'RVSL_TRF|'],
  },
} as const satisfies BankFormat
