import { readCurrency } from '../read-currency.ts'
import { plainText, words } from './plain-text.ts'

/** Names of currencies as header blocks print them. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bnaira\b/u, 'NGN'],
  [/\b(?:us|u s|united states|american) ?dollars?\b/u, 'USD'],
  [/\b(?:pounds? sterling|british pounds?|sterling)\b/u, 'GBP'],
  [/\beuros?\b/u, 'EUR'],
  [/\b(?:indian )?rupees?\b/u, 'INR'],
  [/\b(?:kenyan?|kenyan) shillings?\b/u, 'KES'],
  [/\b(?:ugandan?) shillings?\b/u, 'UGX'],
  [/\b(?:tanzanian?) shillings?\b/u, 'TZS'],
  [/\b(?:ghana(?:ian)?) ?(?:new )?cedis?\b|\bcedis?\b/u, 'GHS'],
  [/\b(?:south african )?rands?\b/u, 'ZAR'],
  [/\b(?:swiss )?francs? suisses?\b|\bswiss francs?\b/u, 'CHF'],
  [/\bcfa\b/u, 'XOF'],
  [/\b(?:brazilian )?rea(?:l|is)\b/u, 'BRL'],
]

/** The currency a text names, by code, mark or name; null for none. */
export function currencyNamed(text: string): string | null {
  const plain = plainText(text)
  for (const part of plain.split(/[\s()[\]/,:-]+/u)) {
    if (/^[A-Z]{3}$/u.test(part) && readCurrency(part.toLowerCase(), 0) !== null) return part
  }
  const byName = NAMES.find(([pattern]) => pattern.test(words(plain)))
  if (byName !== undefined) return byName[1]
  const mark = /[₦$£€₵₹¥]|GH₵|R\$|=N=/u.exec(plain)
  return mark === null ? null : (readCurrency(mark[0].toLowerCase(), 0)?.currency ?? (mark[0] === 'R$' ? 'BRL' : null))
}
