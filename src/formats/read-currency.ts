import { isLetter } from './characters.ts'

/** Currency marks that banks print, longest first where one begins another. `=N=` and `#` are old ways to write the naira. */
const MARKS: readonly (readonly [mark: string, currency: string])[] = [
  ['=n=', 'NGN'],
  ['₦', 'NGN'],
  ['#', 'NGN'],
  ['us$', 'USD'],
  ['$', 'USD'],
  ['£', 'GBP'],
  ['€', 'EUR'],
  ['gh₵', 'GHS'],
  ['₵', 'GHS'],
  ['₹', 'INR'],
  ['¥', 'JPY'],
]

/** ISO 4217 codes read as currency marks. Others are not recognised rather than guessed. */
const CODES: ReadonlySet<string> = new Set(
  (
    'AED AUD BHD BIF BRL BWP CAD CHF CNY CZK DKK EGP ETB EUR GBP GHS GMD GNF HKD IDR INR JOD JPY KES KWD LRD LYD MAD MUR MWK ' +
    'MXN MYR MZN NAD NGN NOK NZD OMR PHP PKR PLN QAR RUB RWF SAR SEK SGD SLE THB TND TRY TZS UGX USD XAF XOF ZAR ZMW ZWG'
  ).split(' '),
)

/** Letters that mark a currency only when digits follow at once: `N1,000`, never `Nine`. */
const LETTER_MARKS: Readonly<Record<string, string>> = { n: 'NGN' }

/** The currency whose mark starts at `at` and where the mark ends, or null. `lower` is lower-case text. */
export function readCurrency(lower: string, at: number): { readonly end: number; readonly currency: string } | null {
  const code = lower.slice(at, at + 3).toUpperCase()
  if (CODES.has(code) && !isLetter(lower[at + 3])) return { end: at + 3, currency: code }
  for (const [mark, currency] of MARKS) {
    if (lower.startsWith(mark, at)) return { end: at + mark.length, currency }
  }
  const letter = LETTER_MARKS[lower[at] ?? '']
  if (letter !== undefined && !isLetter(lower[at + 1])) return { end: at + 1, currency: letter }
  return null
}
