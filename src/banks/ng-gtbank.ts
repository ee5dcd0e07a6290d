import type { BankFormat } from '../formats/bank-format.ts'

export const gtbank = {
  id: 'ng-gtbank',
  name: 'GTBank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [
    { channel: 'sms', address: 'GTBank' },
    { channel: 'email', address: 'GeNS@gtbank.com' },
    { channel: 'email', address: 'estatement@gtbank.com' },
  ],
  layouts: [
    {
      id: 'sms-2026',
      channel: 'sms',
      evidence: 'real',
      sample:
        'Acct:******«account:8016»↵Amt:«currency:NGN»«amount:22,500.00» «direction:DR»↵' +
        'Desc:«narration:OUTWARD TRANSFER TO OPAY - MOSES EKANEM»↵Bal:«currency:NGN»«balance:48,210.55»↵' +
        'Date:«date:2026-08-12 9:36AM»',
    },
    {
      id: 'sms-2025',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        'Acct: ******«account:5573»↵Amt: «currency:NGN»«amount:3,400.00» «direction:DR»↵' +
        'Desc: «narration:-USSD-AIRTIME/MTN/08139920417»↵Avail Bal: «currency:NGN»«balance:1,102.08»↵' +
        'Date: «date:09-Mar-2025 14:11:26»',
    },
    {
      id: 'sms-2025-iso',
      channel: 'sms',
      evidence: 'codebase',
      sample:
        'Acct: ******«account:5573»↵Amt: «currency:NGN»«amount:36.00» «direction:DR»↵' +
        'Desc: «narration:SMS ALERT CHARGES FEB 2025»↵Avail Bal: «currency:NGN»«balance:1,066.08»↵' +
        'Date: «date:2025-03-21 6:03:27 PM»',
    },
    {
      id: 'sms-2020',
      channel: 'sms',
      evidence: 'real',
      sample:
        'Acct: «account:0260187745»↵Amt: «amount:4,300.00» «direction:CR»↵' +
        'Desc: «narration:-- --PALMGROVE AGENT POINT  LA     LANGSTAN9999114420»↵Avail Bal: «balance:71,905.12»',
    },
    {
      id: 'email',
      channel: 'email',
      evidence: 'real',
      // Numbers have no separators, and decimals only when they are needed.
      sample:
        'A «direction:DEBIT» transaction occurred on your account…↵⟪Account Number: ******«account:8016»↵' +
        'Description: «narration:OUTWARD TRANSFER TO OPAY - MOSES EKANEM»↵Amount: «currency:NGN» «amount:7340»↵' +
        'Value Date: «date:2026-08-21»↵Time of Transaction: «time:9:12:47 PM»↵' +
        'Document Number: «reference:004417»↵⟦Current Balance: «currency:NGN» «balance:46870»⟧↵' +
        '⟦Available Balance: «currency:NGN» «balance:46751»⟧⟫',
    },
  ],
  narrations: [
    { sample: 'POS/WEB PURCHASE TRANSACTION -«reference:974515»- -«merchant:MERIDIAN CLINIC LA LANG»' },
    { sample: 'TRANSFER FROM «counterparty:AISHA YAKUBU» VIA «bank:GTB» REF «reference:758169133624»' },
    { sample: 'NIBSS INSTANT PAYMENT OUTWARD «reference:407755029648» TO «bank:ACCESS» «counterparty:CHIKE OKEREKE»' },
    { sample: 'WEB PUR «merchant:LEARNWELL.NG» «reference:193697»' },
    { sample: 'OUTWARD TRANSFER TO «via:OPAY» - «counterparty:MOSES EKANEM» VIA GTWORLD…' },
    { sample: 'WEB PUR «counterparty:NORTHWIND HOSTING» «code:7KQ2» «remark:NORTHWIND COM IE 004417 612200731905»' },
    { sample: '«account:090405260822101500000441207733»-TRANSFER {FROM|TO} «counterparty:ZUMA CRAFTS LTD»' },
  ],
  ignore: [
    {
      id: 'declined',
      reason: 'declined',
      sample:
        'Your transaction of «currency:NGN»«amount:9,850.00» at «remark:HOTPOT GRILL» on card ending «reference:8016» was declined…',
    },
  ],
  statements: {
    evidence: 'real',
    // The web page that goes by `.xls` names its table so.
    names: ['Guaranty Trust Bank', 'GTBank Plc', 'GTCO', 'dgtrans'],
    codes: ['058', 'GTBING'],
    columns: [
      ['Trans. Date', 'Value Date', 'Reference', 'Debits', 'Credits', 'Balance', 'Originating Branch', 'Remarks'],
    ],
    marks: ['VIA GTWORLD'],
  },
} as const satisfies BankFormat
