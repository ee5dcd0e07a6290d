import type { BankKey, OwnAccount, SourceName } from './model.ts'

type AccountPlan = Pick<OwnAccount, 'bank' | 'number' | 'weight'> & Partial<OwnAccount>

const ALL: readonly SourceName[] = ['sms', 'email', 'statement']

function account(plan: AccountPlan): OwnAccount {
  return {
    id: `${plan.bank}-${plan.number.slice(-4)}`,
    currency: 'NGN',
    holder: 'MORENIKE ALUKO',
    // Between 300,000 and 700,000 naira, to the kobo, and another for each account.
    openingMinor: 30_000_000n + (BigInt(plan.number) % 40_000_000n),
    sources: ALL,
    phones: 1,
    feeStyle: 'row',
    stampStyle: 'row',
    booksLate: false,
    newestFirst: false,
    ...plan,
  }
}

/** Kinds of households by name: which banks they use, and how those report. */
export const HOUSEHOLDS: Readonly<Record<string, readonly OwnAccount[]>> = {
  // Three large banks and two wallets; the commonest mix.
  classic: [
    account({ bank: 'gtbank', number: '0260188016', weight: 4, booksLate: true, stampStyle: 'batch' }),
    account({ bank: 'access', number: '0911204448', weight: 2, feeStyle: 'split' }),
    account({ bank: 'zenith', number: '2081447614', weight: 3 }),
    account({ bank: 'kuda', number: '2007741190', weight: 2, feeStyle: 'printed' }),
    account({ bank: 'opay', number: '8031100274', weight: 4 }),
  ],
  // Younger banks, whose times are exact to the second.
  fintech: [
    account({ bank: 'opay', number: '8031100274', weight: 4 }),
    account({ bank: 'moniepoint', number: '6401773118', weight: 3 }),
    account({ bank: 'vfd', number: '1400339277', weight: 2, feeStyle: 'printed', sources: ['sms'] }),
    account({ bank: 'uba', number: '2104473731', weight: 2, booksLate: true }),
    account({ bank: 'wema', number: '0244117761', weight: 2, sources: ['sms', 'email'] }),
  ],
  // Two people; one account is watched by both phones.
  joint: [
    account({ bank: 'firstbank', number: '3110020507', weight: 3, phones: 2, stampStyle: 'batch' }),
    account({ bank: 'sterling', number: '0077260417', weight: 2, feeStyle: 'merged' }),
    account({ bank: 'fcmb', number: '4471207719', weight: 2, sources: ['sms'], holder: 'DAPO ALUKO' }),
    account({ bank: 'uba', number: '2104473731', weight: 2, booksLate: true }),
    account({ bank: 'gtbank', number: '0183325590', weight: 2, holder: 'DAPO ALUKO', feeStyle: 'split' }),
  ],
  // Two accounts of one bank whose SMS show the same two digits, and two of a bank whose SMS show none.
  sametail: [
    account({ bank: 'firstbank', number: '3110020507', weight: 3 }),
    account({ bank: 'firstbank', number: '2055718307', weight: 2, holder: 'DAPO ALUKO' }),
    account({ bank: 'uba', number: '2104473731', weight: 2 }),
    account({ bank: 'uba', number: '2290165402', weight: 2, holder: 'DAPO ALUKO' }),
  ],
  // What is rare: dollars, charges that come in the night, statements with the newest row first.
  odd: [
    account({ bank: 'gtbank', number: '0260188016', weight: 3 }),
    account({ bank: 'gtbank', number: '0260182290', weight: 1, currency: 'USD', openingMinor: 150_075n }),
    account({ bank: 'zenith', number: '2081447614', weight: 3, feeStyle: 'late' }),
    account({ bank: 'moniepoint', number: '6401773118', weight: 3, feeStyle: 'late', newestFirst: true }),
    account({ bank: 'access', number: '0911204448', weight: 2, stampStyle: 'batch', booksLate: true }),
  ],
  // Every alert states the balance and a time: for gaps in the chain.
  balances: [
    account({ bank: 'gtbank', number: '0260188016', weight: 3, sources: ['sms'] }),
    account({ bank: 'zenith', number: '2081447614', weight: 3, sources: ['sms'] }),
    account({ bank: 'moniepoint', number: '6401773118', weight: 3, sources: ['sms'] }),
    account({ bank: 'wema', number: '0244117761', weight: 2, sources: ['sms'] }),
    account({ bank: 'fcmb', number: '4471207719', weight: 2, sources: ['sms'] }),
  ],
}

/** How institutions are named in the ledger, and how other banks' narrations call them. */
export const BANK_NAMES: Readonly<Record<BankKey, { readonly institution: string; readonly short: string }>> = {
  gtbank: { institution: 'GTBank', short: 'GTB' },
  access: { institution: 'Access Bank', short: 'ACCESS' },
  zenith: { institution: 'Zenith Bank', short: 'ZENITH' },
  uba: { institution: 'UBA', short: 'UBA' },
  firstbank: { institution: 'First Bank', short: 'FBN' },
  kuda: { institution: 'Kuda', short: 'KUDA' },
  opay: { institution: 'OPay', short: 'OPAY' },
  moniepoint: { institution: 'Moniepoint', short: 'MONIEPOINT' },
  fcmb: { institution: 'FCMB', short: 'FCMB' },
  sterling: { institution: 'Sterling Bank', short: 'STERLING' },
  vfd: { institution: 'VFD Microfinance Bank', short: 'VFD' },
  wema: { institution: 'Wema Bank / ALAT', short: 'WEMA' },
}
