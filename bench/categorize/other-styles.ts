import type { Style } from './kinds.ts'

const VIA = [
  'GTBANK',
  'Access Bank',
  'ZENITH BANK',
  'UBA',
  'Kuda MFB',
  'OPAY',
  'FIRST BANK',
  'Moniepoint MFB',
  'PalmPay',
  'Union',
  'Polaris',
]
const telco = (phone: string) => ['MTN', 'GLO', 'AIRTEL', '9MOBILE'][Number(phone.at(-1)) % 4] ?? 'MTN'

/** Narrations of other banks, kept aside while the model was built. */
export const OTHER_STYLES: Readonly<Record<string, Style>> = {
  fidelity: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `NIP/${r.pick(VIA)}/${h.payee}/${h.remark || 'TRF'}`
          : `NIP TRANSFER TO ${h.payee}${h.remark ? ` - ${h.remark}` : ''}`
      case 'pos':
        return `POS PURCHASE/${h.payee} ${r.pick(['ENUGU', 'ABUJA', 'LAGOS'])}`
      case 'web':
        return `WEB PURCHASE/${h.payee}`
      case 'airtime':
        return `AIRTIME TOPUP ${telco(h.phone)}-${h.phone}`
      case 'data':
        return `DATA TOPUP ${telco(h.phone)}-${h.phone}`
      case 'bill':
        return `BILL PAYMENT/${h.payee}/${r.digits(11)}`
      case 'atm':
        return 'ATM CASH WDL OGUI RD ENUGU'
      case 'fee':
        return r.pick(['NIP CHARGE + VAT', 'CARD MAINTENANCE FEE Q1 2026 + VAT', 'SMS ALERT CHARGES'])
      case 'salary':
        return `SALARY/${h.payee}`
      case 'debit-order':
        return `NIBSS DIRECT DEBIT/${h.payee}`
    }
  },
  jaiz: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `${h.payee}`
          : `IFO NIBSS Mob Other Bank Trf # ${r.digits(5)} ${h.payee}${h.remark ? ` ${h.remark}` : ''}`
      case 'pos':
        return `POS Prch ${r.digits(8)} ${h.payee} KANO NG`
      case 'web':
        return `WEB Prch ${h.payee}`
      case 'airtime':
        return `Airtime Topup ${h.phone} ${telco(h.phone)}`
      case 'data':
        return `Data Topup ${h.phone} ${telco(h.phone)}`
      case 'bill':
        return `Bill ${h.payee} ${r.digits(10)}`
      case 'atm':
        return `ATM WDL ${r.digits(8)}`
      case 'fee':
        return r.pick(['NIP TRANSFER FEE AND VAT', 'SMS CHARGE', 'EMTL'])
      case 'salary':
        return `SALARY ${h.payee}`
      case 'debit-order':
        return `DD ${h.payee}`
    }
  },
  vfd: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `${h.remark || 'Transfer'}/ From ${h.payee}`
          : `${h.remark || 'Transfer'}/ To ${h.payee}`
      case 'pos':
        return `Card purchase ${h.payee} ${r.digits(6)}`
      case 'web':
        return `Card online ${h.payee}`
      case 'airtime':
        return `Airtime ${telco(h.phone)} for ${h.phone}`
      case 'data':
        return `Data ${telco(h.phone)} for ${h.phone}`
      case 'bill':
        return `${h.payee} for ${r.digits(10)}`
      case 'atm':
        return 'Cash withdrawal'
      case 'fee':
        return r.pick(['COMM VAT', 'Stamp duty', 'SMS fee'])
      case 'salary':
        return `Salary/ From ${h.payee}`
      case 'debit-order':
        return `Direct debit/ To ${h.payee}`
    }
  },
  stanchart: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit' ? `NIP TRF ${h.payee}` : `NIP TRF ${h.payee}, ${h.remark || 'PAYMENT'}`
      case 'pos':
        return `POS ${h.payee}, LAGOS, NG`
      case 'web':
        return `ECOM ${h.payee}`
      case 'airtime':
        return `AIRTIME ${h.phone}`
      case 'data':
        return `DATA ${h.phone}`
      case 'bill':
        return `BILL ${h.payee}, ${r.digits(11)}`
      case 'atm':
        return `ATM ${r.digits(6)}`
      case 'fee':
        return r.pick(['CARD ISSUANCE FEE, VAT INCLUSIVE', 'NIP FEE + VAT', 'EMTL CHARGE'])
      case 'salary':
        return `RTGS INWARD ${h.payee} SALARY`
      case 'debit-order':
        return `DIRECT DEBIT ${h.payee}`
    }
  },
  polaris: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `TRF FROM ${h.payee}${h.remark ? `|${h.remark}` : ''}`
          : `TRF IFO ${h.payee}${h.remark ? `|${h.remark}` : ''}`
      case 'pos':
        return `POS/${h.payee.slice(0, 18)} ${r.digits(4)} JOS`
      case 'web':
        return `WEB/${h.payee}/${r.digits(6)}`
      case 'airtime':
        return `VTU/${telco(h.phone)}/${h.phone}`
      case 'data':
        return `VTU/DATA/${telco(h.phone)}/${h.phone}`
      case 'bill':
        return `PAYBILL/${h.payee}/${r.digits(8)}`
      case 'atm':
        return `ATM WDL/${r.digits(6)}`
      case 'fee':
        return r.pick(['CHARGES/VAT', 'STAMP DUTY', 'MAINTENANCE FEE'])
      case 'salary':
        return `SAL/${h.payee}/2026`
      case 'debit-order':
        return `REMITA/${h.payee}/${r.digits(12)}`
    }
  },
  palmpay: (h, r) => {
    switch (h.rail) {
      case 'transfer':
        return h.direction === 'credit'
          ? `Received from ${h.payee}`
          : `Send to ${h.payee}${h.remark ? ` (${h.remark.toLowerCase()})` : ''}`
      case 'pos':
        return `Pay to ${h.payee}`
      case 'web':
        return `Online payment ${h.payee}`
      case 'airtime':
        return `${telco(h.phone)} Airtime ${h.phone}`
      case 'data':
        return `${telco(h.phone)} Data 3.9GB ${h.phone}`
      case 'bill':
        return `${h.payee} bill ${r.digits(10)}`
      case 'atm':
        return 'Withdraw cash'
      case 'fee':
        return r.pick(['Electronic Money Transfer Levy', 'Transfer fee'])
      case 'salary':
        return `Received from ${h.payee} salary`
      case 'debit-order':
        return `Auto debit ${h.payee}`
    }
  },
}
