import type { DateOrder } from '../bank-format.ts'
import { currencyOfLanguage } from './headings-by-language.ts'
import { plainText, words } from './plain-text.ts'

/** What may tell the currency of a file that does not name one. */
type Hints = {
  /** Texts of the header block and of the column with the own account. */
  readonly texts: readonly string[]
  readonly headings: readonly string[]
  /** Digits of amounts with their marks. */
  readonly digits: readonly string[]
  readonly order: DateOrder
  /** The ledger's currency. */
  readonly own: string
}

const EURO = 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK'.split(' ')
const OF_IBAN: ReadonlyMap<string, string> = new Map([
  ...EURO.map((country) => [country, 'EUR'] as const),
  ...(
    'GB:GBP CH:CHF LI:CHF PL:PLN SE:SEK NO:NOK DK:DKK CZ:CZK HU:HUF RO:RON TR:TRY AE:AED SA:SAR QA:QAR KW:KWD BH:BHD JO:JOD ' +
    'IL:ILS EG:EGP TN:TND UA:UAH GE:GEL KZ:KZT PK:PKR BR:BRL CR:CRC MU:MUR IS:ISK RS:RSD MD:MDL AZ:AZN AL:ALL MK:MKD GT:GTQ DO:DOP'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
])

/** A currency by the country of the account's IBAN, by its sort code, by Indian grouping, by the order of days, by the language. */
export function likelyCurrency({ texts, headings, digits, order, own }: Hints): string | null {
  const text = texts.map(plainText).join('\n')
  const iban = /\b([A-Z]{2})\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}\b/u.exec(text)?.[1]
  const byIban = iban === undefined ? undefined : OF_IBAN.get(iban)
  if (byIban !== undefined) return byIban
  if (/\b\d{2}-\d{2}-\d{2}[ ,:]+\d{8}\b/u.test(text)) return 'GBP'
  if (digits.some((number) => /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/u.test(number)) || /\bIFSC\b/u.test(text))
    return 'INR'
  // Hardly anybody but Americans writes the month first.
  return order === 'month-first' ? 'USD' : currencyOfLanguage(headings.map(words).join(' '), own)
}
