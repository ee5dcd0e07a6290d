import type { CurrencyCode } from '../../domain/money.ts'

/**
 * Letters that people and banks write for a currency in place of its ISO code. Where several countries write the same, all
 * of theirs are listed; the ledger's currency decides between them.
 */
const LETTERS: Readonly<Record<string, readonly CurrencyCode[]>> = {
  bs: ['BOB', 'VES'],
  cfa: ['XOF', 'XAF'],
  dh: ['AED', 'MAD'],
  dhs: ['AED', 'MAD'],
  f: ['XOF', 'XAF'],
  fcfa: ['XOF', 'XAF'],
  frw: ['RWF'],
  ghc: ['GHS'],
  gs: ['PYG'],
  kc: ['CZK'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  ks: ['MMK'],
  ksh: ['KES'],
  kshs: ['KES'],
  mk: ['MWK'],
  mt: ['MZN'],
  mur: ['MUR'],
  nu: ['BTN'],
  p: ['BWP', 'PHP'],
  php: ['PHP'],
  q: ['GTQ'],
  r: ['ZAR', 'BRL'],
  re: ['INR', 'PKR', 'LKR', 'NPR', 'MUR'],
  rm: ['MYR'],
  rp: ['IDR'],
  rs: ['INR', 'PKR', 'LKR', 'NPR', 'MUR', 'SCR'],
  s: ['PEN'],
  sfr: ['CHF'],
  sh: ['KES', 'TZS', 'UGX'],
  shs: ['KES', 'TZS', 'UGX'],
  sr: ['SAR'],
  tk: ['BDT'],
  tl: ['TRY'],
  tsh: ['TZS'],
  tshs: ['TZS'],
  ugx: ['UGX'],
  ush: ['UGX'],
  ushs: ['UGX'],
  zk: ['ZMW'],
  k: ['ZMW', 'PGK'],
}

/** The currencies that letters (lower-case, without their full stop) may stand for, or null when they are known for none. */
export function currencyOfLetters(letters: string): readonly CurrencyCode[] | null {
  return LETTERS[letters] ?? null
}
