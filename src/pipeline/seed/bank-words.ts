/** Words that narrations of Nigerian banks use for institutions, with the institution's name as its bank file has it. */
const BANKS: Readonly<Record<string, { readonly name: string; readonly words: string }>> = {
  ACCESS: { name: 'Access Bank', words: 'ACCESS ACCESSBANK ABN DIAMOND' },
  CARBON: { name: 'Carbon', words: 'CARBON PAYLATER' },
  ECOBANK: { name: 'Ecobank Nigeria', words: 'ECOBANK ETI EBN' },
  FAIRMONEY: { name: 'FairMoney', words: 'FAIRMONEY' },
  FCMB: { name: 'FCMB', words: 'FCMB' },
  FIDELITY: { name: 'Fidelity Bank', words: 'FIDELITY FID FBP' },
  FIRST: { name: 'First Bank', words: 'FIRSTBANK FBN FBNMOBILE' },
  GLOBUS: { name: 'Globus Bank', words: 'GLOBUS' },
  GTB: { name: 'GTBank', words: 'GTB GTBANK GTCO GUARANTY GTWORLD' },
  HERITAGE: { name: 'Heritage Bank', words: 'HERITAGE' },
  JAIZ: { name: 'Jaiz Bank', words: 'JAIZ' },
  KEYSTONE: { name: 'Keystone Bank', words: 'KEYSTONE KSB' },
  KUDA: { name: 'Kuda', words: 'KUDA KUDABANK KUDIMONEY' },
  MOMO: { name: 'MTN MoMo PSB', words: 'MOMO' },
  MONIEPOINT: { name: 'Moniepoint', words: 'MONIEPOINT TEAMAPT MONNIFY MNFY' },
  OPAY: { name: 'OPay', words: 'OPAY PAYCOM OWEALTH' },
  PAGA: { name: 'Paga', words: 'PAGA' },
  PALMPAY: { name: 'PalmPay', words: 'PALMPAY CASHBOX' },
  POLARIS: { name: 'Polaris Bank', words: 'POLARIS SKYE' },
  PROVIDUS: { name: 'Providus Bank', words: 'PROVIDUS PROVIDUSBANK' },
  SMARTCASH: { name: 'SmartCash PSB', words: 'SMARTCASH' },
  STANBIC: { name: 'Stanbic IBTC', words: 'STANBIC IBTC STANBICIBTC' },
  STANDARD: { name: 'Standard Chartered Nigeria', words: 'STANCHART SCBN CHARTERED' },
  STERLING: { name: 'Sterling Bank', words: 'STERLING ONEBANK' },
  UBA: { name: 'UBA', words: 'UBA' },
  UNION: { name: 'Union Bank', words: 'UNIONBANK UBN' },
  UNITY: { name: 'Unity Bank', words: 'UNITYBANK' },
  VFD: { name: 'VFD Microfinance Bank', words: 'VFD' },
  WEMA: { name: 'Wema Bank / ALAT', words: 'WEMA ALAT WEMABANK' },
  ZENITH: { name: 'Zenith Bank', words: 'ZENITH ZIB ZENITHBANK' },
}

/** The institution that a word of a narration stands for, by a key of its own; undefined for any other word. */
export const BANK_WORDS: Readonly<Record<string, string | undefined>> = Object.assign(
  Object.create(null) as Record<string, string>,
  Object.fromEntries(
    Object.entries(BANKS).flatMap(([bank, { words }]) => words.split(' ').map((word) => [word, bank])),
  ),
)

/** Legal forms and other words of names that name nobody. */
export const COMPANY_WORDS: ReadonlySet<string> = new Set(
  'LTD LIMITED PLC NIG NIGERIA ENTERPRISES ENTERPRISE VENTURES COMPANY CO INC GLOBAL SERVICES MR MRS MISS DR BANK MFB PSB MICROFINANCE'.split(
    ' ',
  ),
)

/** Words for how money moved, which say nothing about whom it went to. */
export const RAIL_WORDS: ReadonlySet<string> = new Set(
  (
    'NIP CIP CR DR MOB MOBILE TRF TRANSFER TRANSFERS TRANS TFR FIP MB UTO TNF NXG NIBSS INSTANT PAYMENT OUTWARD INWARD IFO FROM TO VIA BY FOR AT ON OF THE IN AND ' +
    'POS WEB PURCHASE PUR PRCH LOC INTL MC VC VISA CARD ONLINE ATM WDL WD TRA CASH WITHDRAWAL DEPOSIT USSD APP BANKING INTERNET CHANNEL AIRTIME DATA TOPUP VTU BILL BILLS ' +
    'CHARGE CHARGES FEE FEES VAT COMM LEVY STAMP DUTY LA NG LANG RTGS XPRESS DEBIT CREDIT PAYMENTS THIRD PARTY MERCHANT ORDER SEND RECEIVED SENT TXN REF'
  ).split(' '),
)

/** The name of the institution that a key of `BANK_WORDS` stands for. */
export function bankName(key: string): string {
  return BANKS[key]?.name ?? key
}
