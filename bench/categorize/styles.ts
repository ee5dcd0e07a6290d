import type { Style } from './kinds.ts'

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const BANKS = [
  'GTB',
  'ACCESS',
  'ZENITH',
  'UBA',
  'KUDA',
  'OPAY',
  'FBN',
  'MONIEPOINT',
  'PALMPAY',
  'FCMB',
  'WEMA',
  'STERLING',
]
const CITIES = [
  'LA           LANG-',
  'LEKKI LA NG',
  'IKEJA LA NG',
  'YABA LA',
  'ENUGU',
  'OY OYNG-',
  'ABUJA FC',
  'LA LANG',
  'PORT HARCOURT RV NG',
  'IKEJA',
]
const telco = (phone: string) => ['MTN', 'GLO', 'AIRTEL', '9MOBILE'][Number(phone.at(-1)) % 4] ?? 'MTN'
const month = (day: number) => MONTHS[Math.floor(day / 30.4) % 12] ?? 'JAN'
const slash = (text: string) => (text === '' ? '' : `/${text}`)
const place = (name: string) => name.slice(0, 22)

/** Narrations of ten banks, by the layouts and the vocabulary in use there. */
export const STYLES: Readonly<Record<string, Style>> = {
  zenith: (h, r) => {
    const id = r.digits(12)
    switch (h.rail) {
      case 'transfer':
        if (h.direction === 'credit') return `NIP/${r.pick(BANKS)}/${h.payee}/${h.remark || 'TRANSFER'}`
        return r.chance(0.5)
          ? `NIP CR/MOB/${h.payee}/${h.remark || r.pick(BANKS)}`
          : `CIP/CR/MOB/${h.payee}${slash(h.remark)}`
      case 'pos':
        return `MC Loc POS Prch-${id}--${place(h.payee)}    ${r.pick(CITIES)}`
      case 'web':
        return r.chance(0.3) ? `MC POS Intl- ${h.payee}  US` : `MC Loc Web Prch-${id}--${h.payee}`
      case 'airtime':
        return `Airtime//${h.phone}//${telco(h.phone)}`
      case 'data':
        return `Data//${h.phone}//${telco(h.phone)}`
      case 'bill':
        return `${id}//${h.payee}`
      case 'atm':
        return `ATM WDL ${id} ${r.pick(CITIES)}`
      case 'fee':
        return r.pick(['NIP Charge + VAT', 'STAMP DUTY CHARGE', 'SMS ALERT CHARGE + VAT', 'CARD MAINTENANCE FEE + VAT'])
      case 'salary':
        return `SALARY ${month(h.day)} 2026 ${h.payee}`
      case 'debit-order':
        return `NIBSS DIRECT DEBIT ${h.payee} ${id}`
    }
  },
  gtbank: (h, r) => {
    const id = r.digits(6)
    switch (h.rail) {
      case 'transfer':
        if (h.direction === 'credit') return `TRANSFER FROM ${h.payee} VIA ${r.pick(BANKS)} REF ${r.digits(12)}`
        return r.chance(0.5)
          ? `NIBSS INSTANT PAYMENT OUTWARD ${r.digits(12)} TO ${r.pick(BANKS)} ${h.payee}${h.remark ? ` ${h.remark}` : ''}`
          : `OUTWARD TRANSFER TO ${r.pick(BANKS)} - ${h.payee}`
      case 'pos':
        return `POS/WEB PURCHASE TRANSACTION -${id}- -${h.payee} LA LANG`
      case 'web':
        return `WEB PUR ${h.payee} ${r.pick(['US', 'IE', 'NG', 'GB'])}`
      case 'airtime':
        return `AIRTIME PURCHASE-USSD-${h.phone} ${telco(h.phone)}`
      case 'data':
        return `DATA PURCHASE ${telco(h.phone)} ${h.phone}`
      case 'bill':
        return `BILL PAYMENT VIA GTWORLD ${h.payee} ${r.digits(10)}`
      case 'atm':
        return `CASH WITHDRAWAL FROM OTHER ATM -${id}- ALLEN AVE IKEJA LA`
      case 'fee':
        return r.pick([
          `NIP TRANSFER COMMISSION ${id} + VAT`,
          'STAMP DUTY CHARGE',
          `SMS ALERT CHARGES ${month(h.day)} 2026`,
        ])
      case 'salary':
        return `SALARY ${month(h.day)} 2026 ${h.payee}`
      case 'debit-order':
        return `DIRECTDEBIT ${h.payee} ${id}`
    }
  },
  access: (h, r) => {
    const id = `${r.digits(3)}QTRB26${r.digits(5)}kT`
    switch (h.rail) {
      case 'transfer':
        if (h.direction === 'credit')
          return `${r.digits(3)}NIPL26${r.digits(5)}7B/${r.pick(BANKS)}/${h.remark ? `${h.remark} ` : ''}${h.payee}`
        return `${id}/MOBILE TRF TO ${r.pick(BANKS)}/ ${h.remark || 'TRANSFER'} /${h.payee}`
      case 'pos':
        return `POS/WEB PURCHASE ${r.digits(6)} ${h.payee} ${r.pick(CITIES)}`
      case 'web':
        return `WEB PYMT ${r.digits(6)} ${h.payee}`
      case 'airtime':
        return `AIRTIME/${telco(h.phone)}/${h.phone}`
      case 'data':
        return `DATA/${telco(h.phone)}/${h.phone}`
      case 'bill':
        return `BILLS/${h.payee}/${r.digits(10)}`
      case 'atm':
        return `ATM WDL @ ADETOKUNBO BR VI LA`
      case 'fee':
        return r.pick([`STAMP DUTY ${r.digits(8)}`, 'COMM ON NIP TRF + VAT', 'SMS CHARGE + VAT'])
      case 'salary':
        return `${h.payee}/SALARY ${month(h.day)}`
      case 'debit-order':
        return `PSTKDIRECTDEBIT ${h.payee}`
    }
  },
  firstbank: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        if (h.direction === 'credit') return `FIP:${r.pick(BANKS)}/${h.payee}/${h.remark || 'TRF'}`
        return r.chance(0.6)
          ? `FIP:MB:${r.pick(BANKS)}/${h.payee}/${h.remark || r.pick(BANKS)}`
          : `FBNMOBILE:${r.pick(BANKS)}/${h.payee}${slash(h.remark)}`
      case 'pos':
        return `VC POS Loc-${r.digits(12)}--${place(h.payee)}  ${r.pick(CITIES)}`
      case 'web':
        return `VC Loc Web Prch-${r.digits(12)}--${h.payee}`
      case 'airtime':
        return `USSD TOPUP ${h.phone}`
      case 'data':
        return `USSD DATA ${h.phone}`
      case 'bill':
        return `${r.digits(12)}//${h.payee}`
      case 'atm':
        return `ATM WD @ ${r.digits(8)}-FBN MARINA LAGOS`
      case 'fee':
        return r.pick(['NIP CHARGE + VAT', 'ELECTRONIC MONEY TRANSFER LEVY', 'CAMF'])
      case 'salary':
        return `SALARY ${month(h.day)} 2026 ${h.payee}`
      case 'debit-order':
        return `DIRECT DEBIT/${h.payee}/${r.digits(8)}`
    }
  },
  uba: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        if (h.direction === 'credit') return `TNF-${h.payee}/${h.remark || 'TRANSFER'}`
        return `MOB/UTO/${h.payee}/${h.remark || 'TRF'}/${r.digits(11)}`
      case 'pos':
        return `POS ${r.chance(0.2) ? 'Trf' : 'Pur'} @ 2UB${r.digits(5)}-${place(h.payee)} ${r.pick(['ENUGU', 'IKEJA', 'LAGOS', 'ABA'])} ${r.digits(6)}`
      case 'web':
        return `WEB PUR @ ${h.payee}`
      case 'airtime':
        return `USSD TOPUP ${h.phone}`
      case 'data':
        return `MOB/DATA/${h.phone}`
      case 'bill':
        return `MOB/BILL/${h.payee}/${r.digits(11)}`
      case 'atm':
        return `ATM WD @ ${r.digits(8)}-UBA ALLEN AVE IKEJA`
      case 'fee':
        return r.pick(['NIP CHARGE + VAT', 'SMS NOTIFICATION CHARGE', 'STAMP DUTY'])
      case 'salary':
        return `TNF-${h.payee}/SALARY`
      case 'debit-order':
        return `PSTKDIRECTDEBIT/${h.payee}/${r.digits(6)}`
    }
  },
  opay: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `Transfer from ${h.payee} | ${r.pick(BANKS)} | ${r.digits(10)}`
          : `Transfer to ${h.payee} | ${r.pick(BANKS)} | ${r.digits(10)}${h.remark ? ` | ${h.remark.toLowerCase()}` : ''}`
      case 'pos':
        return `Card Payment | ${h.payee}`
      case 'web':
        return `Third-Party Merchant Order | ${h.payee}`
      case 'airtime':
        return `Airtime | ${h.phone} | ${telco(h.phone)}`
      case 'data':
        return `Mobile Data | ${h.phone} | ${telco(h.phone)}`
      case 'bill':
        return `${h.payee} | ${r.digits(11)}`
      case 'atm':
        return 'Cash Withdrawal | ATM'
      case 'fee':
        return r.pick(['Electronic Money Transfer Levy', 'SMS Subscription fee', 'Card fee'])
      case 'salary':
        return `Transfer from ${h.payee} | ${r.pick(BANKS)} | ${r.digits(10)} | salary ${month(h.day).toLowerCase()}`
      case 'debit-order':
        return `Direct debit | ${h.payee}`
    }
  },
  kuda: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return `${h.payee}/${r.digits(10)}/${r.pick(BANKS)} ${h.remark.toLowerCase()}`.trim()
      case 'pos':
        return `${h.payee} card payment`
      case 'web':
        return `${h.payee} online card payment`
      case 'airtime':
        return `airtime ${telco(h.phone)} ${h.phone}`
      case 'data':
        return `data ${telco(h.phone)} ${h.phone}`
      case 'bill':
        return `${h.payee} bill payment`
      case 'atm':
        return 'ATM withdrawal'
      case 'fee':
        return r.pick(['Transfer fee', 'Stamp duty', 'Card maintenance'])
      case 'salary':
        return `${h.payee}/${r.digits(10)}/ZENITH salary`
      case 'debit-order':
        return `Direct debit ${h.payee}`
    }
  },
  moniepoint: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `TRF/${h.payee}/${r.pick(BANKS)}`
          : `TRANSFER TO ${h.payee} ${r.pick(BANKS)}${h.remark ? `/${h.remark}` : ''}`
      case 'pos':
        return `POS PURCHASE ${h.payee}`
      case 'web':
        return `WEB ${h.payee}`
      case 'airtime':
        return `AIRTIME ${telco(h.phone)} ${h.phone}`
      case 'data':
        return `DATA ${telco(h.phone)} ${h.phone}`
      case 'bill':
        return `BILL_PAYMENT|${h.payee}|${r.digits(11)}`
      case 'atm':
        return `CASHOUT ${r.digits(8)}`
      case 'fee':
        return r.pick(['TRANSFER FEE + VALUE ADDED TAX', 'ELECTRONIC MONEY TRANSFER LEVY'])
      case 'salary':
        return `TRF/${h.payee}/ACCESS SALARY`
      case 'debit-order':
        return `DIRECT DEBIT ${h.payee}`
    }
  },
  sterling: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `OneBank Transfer from ${h.payee} to MORENIKE ALUKO`
          : `OneBank Transfer from MORENIKE ALUKO to ${h.payee}${h.remark ? ` (${h.remark})` : ''}`
      case 'pos':
        return `POS PURCHASE @${h.payee} ${r.pick(CITIES)} ${r.digits(4)}`
      case 'web':
        return `WEB PAYMENT ${h.payee}`
      case 'airtime':
        return `VTU ${telco(h.phone)} ${h.phone}`
      case 'data':
        return `DATA BUNDLE ${telco(h.phone)} ${h.phone}`
      case 'bill':
        return `BILL PYMT ${h.payee} ${r.digits(9)}`
      case 'atm':
        return `ATM CASH WDL OGUI RD ENUGU`
      case 'fee':
        return r.pick([
          'NIP CHARGES VAT INCLUSIVE',
          'SMS CHARGES',
          'STAMP DUTY CHARGE FOR TRXNS BTW 09-08-2026 TO 15-08-2026',
        ])
      case 'salary':
        return `SALARY PAYMENT ${h.payee} ${month(h.day)}`
      case 'debit-order':
        return `NIBSS DIRECT DEBIT ${h.payee}`
    }
  },
  wema: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `NIP:${h.payee}-${h.remark || 'Transfer'}`
          : `ALAT NIP TRANSFER TO ${h.payee} FROM Morenike Aluko${h.remark ? ` ${h.remark}` : ''}`
      case 'pos':
        return `POS/${h.payee} ${r.pick(['JOS', 'LAGOS', 'ABUJA'])}`
      case 'web':
        return `WEB/${h.payee} NG`
      case 'airtime':
        return `ALAT AIRTIME ${telco(h.phone)} ${h.phone}`
      case 'data':
        return `ALAT DATA ${telco(h.phone)} ${h.phone}`
      case 'bill':
        return `ALAT BILLS ${h.payee} ${r.digits(10)}`
      case 'atm':
        return `ATM TRA AWOLOWO RD IBADAN`
      case 'fee':
        return r.pick(['NIP CHARGE VAT', 'EMTL/STAMP DUTY', 'SMS ALERT'])
      case 'salary':
        return `NIP:${h.payee}-Salary ${month(h.day)}`
      case 'debit-order':
        return `eTZ:${h.payee}-direct debit`
    }
  },
}
