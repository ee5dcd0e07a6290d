import type { BankKey, Entry, What } from './model.ts'
import { writeTime } from './wall-time.ts'

/** Where a narration stands: in SMS alerts, in e-mails, in a statement, or in a statement that was exported another way. */
export type NarrationStyle = 'alert' | 'mail' | 'statement' | 're-export'

type Words = { readonly [T in What['type']]?: (what: What & { readonly type: T }, entry: Entry) => string }

/** The bank's words for an entry. */
export function narrate(entry: Entry, style: NarrationStyle): string {
  const text = say(entry.what, entry, style === 're-export' ? 'statement' : style)
  return style === 're-export' ? text.replaceAll(/\s+/g, ' ').slice(0, 34).trim() : text
}

function say(what: What, entry: Entry, style: NarrationStyle): string {
  const { bank } = entry.account
  const own =
    style === 'statement'
      ? { ...ALERT[bank], ...STATEMENT[bank] }
      : style === 'mail'
        ? { ...ALERT[bank], ...MAIL[bank] }
        : ALERT[bank]
  const words = { ...COMMON, ...own } as Readonly<Record<string, (what: What, entry: Entry) => string>>
  if (what.type === 'reversal')
    return REVERSAL[bank] + say(what.of, { ...entry, reference: what.reference, at: what.at }, style)
  return words[what.type]?.(what, entry) ?? ''
}

const six = (entry: Entry): string => entry.reference.slice(0, 6)
const slash = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/')

const REVERSAL: Readonly<Record<BankKey, string>> = {
  gtbank: 'RVSL OF ',
  access: 'RSVL ',
  zenith: 'RVSL ',
  uba: 'REV/',
  firstbank: 'RVSL ',
  kuda: 'reversal ',
  opay: 'Reversal of ',
  moniepoint: 'REVERSAL ',
  fcmb: 'REVERSAL ',
  sterling: 'RVSL ',
  vfd: 'Reversal/ ',
  wema: 'REVERSAL: ',
}

const COMMON: Words = {
  pos: (what) => `POS PURCHASE ${what.merchant} LA`,
  web: (what) => `WEB PUR ${what.merchant}`,
  refund: (what) => `REFUND ${what.merchant}`,
  airtime: (what) => `AIRTIME/${what.telco}/${what.phone}`,
  bill: (what) => `${what.biller} ${what.customer}`,
  atm: (what) => `ATM WDL @ ${what.place}`,
  salary: (what) => `SALARY ${what.month} ${what.employer}`,
  interest: () => 'CAPITALIZED INTEREST CREDIT',
  'nip-fee': (what) => ({ both: 'NIP Charge + VAT', commission: 'NIP CHARGE', vat: 'VAT ON NIP CHARGE' })[what.part],
  'stamp-duty': () => 'STAMP DUTY CHARGE',
  levy: () => 'ELECTRONIC MONEY TRANSFER LEVY',
  'card-fee': (_what, entry) => `CARD MAINTENANCE FEE ${writeTime(entry.at, 'MMMM yyyy')} + VAT`,
  'stamp-batch': (what) =>
    `STAMP DUTY CHARGE FOR TRXNS BTW ${writeTime(what.from, 'dd-MM-yyyy')} TO ${writeTime(what.to, 'dd-MM-yyyy')}`,
  'sms-charge': (what) => `SMS ALERT CHARGES ${what.month}`,
  'transfer-out': (what) => `TRF TO ${what.name}`,
  'transfer-in': (what) => `TRF FROM ${what.name}`,
  'own-inside': () => 'VIA GTWORLD OWN ACCOUNT TRANSFER',
  exchange: (what) => `FX TRANSFER USD${what.usd} @ ${what.rate}`,
}

/** Day of the year, letters, year and day again, four characters: Access Bank's key. */
function accessKey(entry: Entry, letters: string): string {
  const day = Math.floor(entry.at / 86_400 - Date.UTC(Number(writeTime(entry.at, 'yyyy')), 0, 0) / 86_400_000)
  const three = String(day).padStart(3, '0')
  return `${three}${letters}${writeTime(entry.at, 'yy')}${three}${entry.reference.slice(0, 4)}`
}

const CARDS: Words = {
  pos: (what, entry) => `MC Loc POS Prch-${entry.reference}--${what.merchant}    LA           LANG-`,
  web: (what, entry) => `MC Loc Web Prch-${entry.reference}--${what.merchant}`,
  airtime: (what) => `Airtime//${what.phone}//${what.telco}`,
  bill: (what, entry) => `${entry.reference}//${what.biller}`,
  atm: (what, entry) => `ATM WDL ZIB ${six(entry)} ${what.place}`,
  'transfer-in': (what) => `NIP/${what.bank}/${what.name}/${what.remark || 'TRANSFER'}`,
}

const ALERT: Readonly<Record<BankKey, Words>> = {
  gtbank: {
    'transfer-out': (what) =>
      what.bank === 'GTB' && what.name.endsWith(' ALUKO')
        ? 'VIA GTWORLD OWN ACCOUNT TRANSFER'
        : `OUTWARD TRANSFER TO ${what.bank} - ${what.name}`,
    'transfer-in': (what) => `TRANSFER FROM ${what.name} VIA ${what.bank}`,
    pos: (what) => `POS PURCHASE ${what.merchant} YABA LA`,
    airtime: (what) => `AIRTIME PURCHASE-USSD-${what.phone} ${what.telco}`,
    bill: (what) => `BILL PAYMENT VIA GTWORLD ${what.biller} ${what.customer}`,
    atm: (what) => `ATM TRA ${what.place}`,
    'nip-fee': (what, entry) =>
      ({
        both: `NIP TRANSFER COMMISSION ${six(entry)} + VAT`,
        commission: `NIP TRANSFER COMMISSION ${six(entry)}`,
        vat: `VAT ON NIP TRANSFER COMMISSION ${six(entry)}`,
      })[what.part],
  },
  access: {
    'transfer-out': (what, entry) =>
      `${accessKey(entry, 'QTRB')}/MOBILE TRF TO ${what.bank}/ ${what.remark} /${what.name}`,
    'transfer-in': (what, entry) => `${accessKey(entry, 'NIPL')}/${what.bank}/${what.name}`,
    pos: (what, entry) => `POS/WEB PURCHASE ${six(entry)} ${what.merchant} LEKKI LA NG`,
    web: (what, entry) => `POS/WEB PURCHASE ${six(entry)} ${what.merchant} LA NG`,
    'stamp-duty': (_what, entry) => `STAMP DUTY ${writeTime(entry.at, 'ddMMyyyy')}`,
  },
  zenith: { ...CARDS, 'transfer-out': (what) => `CIP/CR/MOB/${what.name}` },
  uba: {
    'transfer-out': (what, entry) => `MOB/UTO/${slash(what.name, what.remark, entry.reference.slice(0, 11))}`,
    'transfer-in': (what) => `TNF-${slash(what.name, what.remark)}`,
    pos: (what, entry) => `POS Pur @ 2UB10042-${what.merchant} ENUGU ${six(entry)}`,
    web: (what) => `WEB PYMT ${what.merchant}`,
    airtime: (what) => `USSD TOPUP ${what.phone}`,
    bill: (what) => `BILLS/${what.biller}/${what.customer}`,
    atm: (what, entry) => `ATM WD @ ${entry.reference.slice(0, 8)}-UBA ${what.place}`,
    interest: () => 'INT. PD',
  },
  firstbank: { ...CARDS, 'transfer-out': (what) => `FIP:MB:${what.bank}/${what.name}/${what.remark || what.bank}` },
  kuda: {},
  opay: {},
  moniepoint: {
    'transfer-out': (what) => `Transfer to ${what.name}`,
    'transfer-in': (what) => `Transfer from ${what.name}`,
    pos: (what) => `POS purchase at ${what.merchant}`,
    'nip-fee': () => 'TRANSFER CHARGE + VAT',
    airtime: (what) => `AIRTIME ${what.telco} ${what.phone}`,
    bill: (what) => `BILL_PAYMENT|${what.biller}|${what.customer}`,
  },
  fcmb: {},
  sterling: {
    'transfer-out': (what, entry) => `OneBank Transfer from ${entry.account.holder} to ${what.name}`,
    'transfer-in': (what) => `NIP/TRF/${what.name}`,
    pos: (what) => `POS/${what.merchant} LA`,
  },
  vfd: {
    'transfer-out': (what) => `${what.remark || 'Transfer'}/ To ${what.name}`,
    'transfer-in': (what) => `${what.remark || 'Transfer'}/ From ${what.name}`,
  },
  wema: {
    'transfer-out': (what, entry) => `ALAT NIP TRANSFER TO ${what.name} FROM ${entry.account.holder}`,
    'transfer-in': (what) => `NIP:${what.name}-${what.remark || 'Transfer'}`,
  },
}

const MAIL: { readonly [B in BankKey]?: Words } = {
  gtbank: {
    'transfer-in': (what, entry) =>
      `090405${writeTime(entry.at, 'yyMMddHHmmss')}${entry.reference}-TRANSFER FROM ${what.name}`,
    web: (what, entry) => `WEB PUR ${what.merchant} ${six(entry)} WPGTID01`,
  },
  moniepoint: {
    'transfer-out': (what, entry) =>
      `TRANSFER TO ${what.name} ${what.bank} *****${what.number.slice(-5)}/TRF|2MPT${entry.reference}`,
  },
}

const STATEMENT: { readonly [B in BankKey]?: Words } = {
  gtbank: {
    'transfer-out': (what, entry) =>
      what.bank === 'GTB' && what.name.endsWith(' ALUKO')
        ? 'TRANSFER VIA GTWORLD OWN ACCOUNT TRANSFER'
        : `NIBSS INSTANT PAYMENT OUTWARD ${entry.reference} TO ${what.bank} ${what.name}`,
    'transfer-in': (what, entry) => `TRANSFER FROM ${what.name} VIA ${what.bank} REF ${entry.reference}`,
    pos: (what, entry) => `POS/WEB PURCHASE TRANSACTION -${six(entry)}- -${what.merchant} LA LANG`,
    web: (what, entry) => `WEB PUR ${what.merchant} ${six(entry)}`,
    atm: (what, entry) => `CASH WITHDRAWAL FROM OTHER ATM -${six(entry)}- ${what.place}`,
  },
  zenith: { 'transfer-out': (what) => `NIP CR/${what.name}/${what.bank}` },
  moniepoint: {
    'transfer-out': (what) => `TRANSFER TO ${what.name} ${what.bank}`,
    'transfer-in': (what) => `TRF/${what.name}/${what.bank}`,
    'nip-fee': () => 'TRANSFER FEE + VALUE ADDED TAX',
    pos: (what) => `POS PURCHASE ${what.merchant}`,
    web: (what) => `WEB ${what.merchant}`,
    interest: () => 'INTEREST',
    bill: (what) => `BILL_PAYMENT ${what.biller}`,
  },
  opay: {
    'transfer-out': (what) => `Transfer to ${what.name} | ${what.bank} | ${what.number} | ${what.remark}`,
    'transfer-in': (what) => `Transfer from ${what.name} | ${what.bank} | ${what.number} | ${what.remark}`,
    pos: (what) => `Card Payment | ${what.merchant}`,
    web: (what) => `Third-Party Merchant Order | ${what.merchant}`,
    airtime: (what) => `Airtime | ${what.phone} | ${what.telco}`,
    bill: (what) => `Bill Payment | ${what.biller} | ${what.customer}`,
    atm: () => 'Withdraw cash | ATM',
    'nip-fee': () => 'Transfer fee',
    levy: () => 'Electronic Money Transfer Levy',
    'stamp-duty': () => 'Stamp Duty',
    interest: () => 'OWealth Interest Earned',
    'pot-out': () => 'Auto-save to OWealth Balance',
    'pot-in': () => 'OWealth Withdrawal(Transaction Payment)',
  },
}
