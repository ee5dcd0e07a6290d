import type { DateOrder } from '../bank-format.ts'
import { type AmountCell, readAmountCell } from './amount-cell.ts'
import { currencyNamed } from './currency-name.ts'
import { daysInText, readDayCell } from './day-cell.ts'
import { plainText, words } from './plain-text.ts'
import { cellText, type TableRow } from './table.ts'
import { summaryKind } from './vocabulary.ts'

/** An amount the header block or a closing row states, and its line. */
export type StatedAmount = { readonly line: number; readonly amount: AmountCell }

/** The bank's letters in an IBAN and its country, as a BIC has them: `RABONL` of `NL89 RABO 0117 7136 78`. */
export function codesOfIbans(text: string): string[] {
  const ibans = plainText(text).matchAll(/\b([A-Z]{2})\d{2} ?([A-Z]{4}) ?(?:\d{4} ?){2,}/gu)
  return [...ibans].map(([, country, bank]) => `${bank}${country}`)
}

/** What a file says about the whole statement, outside its rows. */
export type Facts = {
  /** Visible digits of the account's number, from the likeliest place. */
  readonly accountTail: string | null
  readonly currency: string | null
  readonly opening: StatedAmount | null
  readonly closing: StatedAmount | null
  /** What the account had when the file was made, which may be after its last row; an available balance last. */
  readonly current: StatedAmount | null
  /** Days named anywhere in the block. */
  readonly days: readonly Temporal.PlainDate[]
}

/** One label with the text that may be its value, nearest place first. */
type Labelled = { readonly line: number; readonly label: string; readonly values: readonly string[] }

const ACCOUNT_LABEL =
  /^(?:(?:bank |customer |my |your |current |savings |statement of |statement for )?(?:account|acct|acc|a c)(?: number| no| num| nr| id)?(?: iban)?|iban(?: account| number)?|nuban|konto(?:nummer| nr| iban)?|kontonr|auftragskonto|girokonto|(?:numero|n|no|nro|num) (?:de |da |di )?(?:cuenta|conta|compte|conto)|cuenta|conta(?: corrente)?|compte|conto|rekening(?:nummer)?|account details|nuban number|wallet (?:number|id|no)|card number|rachunek|(?:numer|nr) rachunku|agencia conta|tilinumero|tili|hesap(?: no| numarasi)?|cislo uctu|szamlaszam|numar cont|konto number|arvelduskonto|номер счета|лицевой счет|so tai khoan|nomor rekening|no rekening|账号|口座番号)$/u
const WEAK_ACCOUNT_LABEL =
  /^(?:(?:phone|mobile|msisdn|telephone)(?: number| no)?|customer (?:phone|mobile).*|phone|till number|wallet)$/u
const CURRENCY_LABEL =
  /^(?:(?:account |statement )?(?:currency|ccy|curr)(?: code| type)?|wahrung|waehrung|divisa|moneda|moeda|devise|munt|valuta|waluta)$/u
const STRONG_CLOSING =
  /^(?:closing|ending|end |final|new |neuer|endsaldo|nieuw|eindsaldo|saldo final|nouveau|carried|balance c|bal c|c f)/u

const AVAILABLE = /^(?:available|uncleared|disponible)/u

/** The facts in rows outside the table; `order` is how the file writes days. */
export function factsIn(rows: readonly TableRow[], order: DateOrder): Facts {
  const labelled = labelsIn(rows)
  const closings = labelled.filter(({ label }) => summaryKind(label) === 'closing')
  const [strong = [], weak = []] = partition(closings, ({ label }) => STRONG_CLOSING.test(words(label)))
  const [available = [], booked = []] = partition(weak, ({ label }) => AVAILABLE.test(words(label)))
  return {
    accountTail: accountIn(labelled, rows),
    currency: first(labelled, ({ label, values }) =>
      CURRENCY_LABEL.test(words(label)) ? first(values, currencyNamed) : null,
    ),
    opening: first(
      labelled.filter(({ label }) => summaryKind(label) === 'opening'),
      amountOf,
    ),
    closing: first(strong, amountOf),
    current: first([...booked, ...available], amountOf),
    days: rows.flatMap((row) => row.cells.flatMap((cell) => daysInText(cellText(cell), order))),
  }
}

/** The items a test is true of, and the others. */
function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}

function first<Item, Result>(items: readonly Item[], read: (item: Item) => Result | null): Result | null {
  for (const item of items) {
    const result = read(item)
    if (result !== null) return result
  }
  return null
}

function labelsIn(rows: readonly TableRow[]): Labelled[] {
  return rows.flatMap((row, index) =>
    row.cells.flatMap((cell, column): Labelled[] => {
      const text = plainText(cellText(cell))
      if (text === '' || text.length > 200) return []
      const beside = valuesBeside(row, column)
      const below = cellText(rows[index + 1]?.cells[column])
      const outside = below === '' ? beside : [...beside, below]
      return pairsIn(text).map(({ label, value }) => ({
        line: row.line,
        label,
        values: value === '' ? outside : [rejoined(value, beside[0])],
      }))
    }),
  )
}

/** An amount without quotes in a file of commas has become two cells: `NGN 10` and `000.00`. */
function rejoined(value: string, next: string | undefined): string {
  return /(?:^|\D)\d{1,3}$/u.test(value) && /^\d{3}\.\d{2}$/u.test(next ?? '') ? `${value},${next}` : value
}

/** The texts to the right of a label, up to the next label. */
function valuesBeside({ cells }: TableRow, column: number): string[] {
  const texts = cells
    .slice(column + 1)
    .map(cellText)
    .filter((text) => text.trim() !== '')
  const next = texts.findIndex((text) => summaryKind(text) !== null)
  return next < 0 ? texts : texts.slice(0, next)
}

/** Colons and dashes between a label and its value; a minus touches its number. */
const LEADING_MARKS = /^(?:[:\s]|-(?=[\s:-]|$))+/u

/** Labels and values in one text: `Opening Balance: 33,120.30   Closing Balance: 422,549.91`, `Account No 0260188016`. */
function pairsIn(text: string): { label: string; value: string }[] {
  const pieces = text.split(/\s{3,}|\s[|]\s/u)
  return pieces.flatMap((piece) => {
    const colon = /^([^:]{2,60}?)\s*:\s*(.*)$/u.exec(piece)
    if (colon !== null) return [{ label: colon[1] ?? '', value: (colon[2] ?? '').replace(LEADING_MARKS, '') }]
    const spaced =
      /^(\p{L}[\p{L}\s./()#]{2,50}?)[\s#-]+([-(]?\s?(?:[A-Z]{2}\d{2}|\p{Sc}|[A-Z]{1,3}\s?)?[\d*Xx][\d*Xx.,\s-]*(?:\s?(?:CR|DR|Cr|Dr))?\)?)$/u.exec(
        piece,
      )
    return spaced === null ? [{ label: piece, value: '' }] : [{ label: spaced[1] ?? '', value: spaced[2] ?? '' }]
  })
}

function amountOf({ line, values }: Labelled): StatedAmount | null {
  for (const value of values) {
    if (readDayCell(value, 'day-first') !== null) continue
    const amount = readAmountCell(value) ?? readAmountCell(value.replace(/\s*(?:as (?:at|of|on)|on|am)\b.*$/iu, ''))
    if (amount !== null && amount !== 'empty') return { line, amount }
  }
  return null
}

function accountIn(labelled: readonly Labelled[], rows: readonly TableRow[]): string | null {
  const under = (pattern: RegExp): string | null =>
    first(labelled, ({ label, values }) =>
      pattern.test(words(label)) ? first(values.slice(0, 1), accountValue) : null,
    )
  return (
    under(/^(?:.* )?iban(?: .*)?$/u) ??
    under(ACCOUNT_LABEL) ??
    accountInSentence(rows) ??
    under(WEAK_ACCOUNT_LABEL) ??
    loneAccount(rows) ??
    loneIban(rows)
  )
}

/** The number in an account label's value; none where the value has another label of its own: `Kundennummer: 100`. */
function accountValue(value: string): string | null {
  const own = /^([^:]*\p{L}{3}[^:]*):/u.exec(value)?.[1]
  return own === undefined || /konto|account|iban|acct/iu.test(own) ? accountTailOf(value) : null
}

/** `Statement of Account No - 911010012345678 for the period …`. */
function accountInSentence(rows: readonly TableRow[]): string | null {
  const text = rows
    .slice(0, 60)
    .flatMap(({ cells }) => cells.map(cellText))
    .join('\n')
  const number = /\b(?:account|acct|a\/c)(?: number| no\.?| #)?\s?[-:.–]*\s?([\dX*x]{6,24})\b/iu.exec(text)?.[1]
  return number === undefined ? null : accountTailOf(number)
}

/** A number of ten digits and more without a label, as UBA prints it behind the name. */
function loneAccount(rows: readonly TableRow[]): string | null {
  for (const row of rows) {
    for (const cell of row.cells) {
      const text = plainText(cellText(cell))
      const lone = /^(?:[\p{L} .,'-]+\s)?(\d{10,16}|[\dX*]{3,8}[X*]{3,}[\dX*]{0,4}\d{3,4})$/u.exec(text)
      if (lone !== null && !/\b(?:phone|tel|rc|bvn|ref|id|call|help|mobile|branch)\b/iu.test(text))
        return accountTailOf(lone[1] ?? '')
    }
  }
  return null
}

/** The only IBAN in the rows; two are those of others, too. */
function loneIban(rows: readonly TableRow[]): string | null {
  const text = rows.flatMap(({ cells }) => cells.map((cell) => plainText(cellText(cell)))).join('\n')
  const found = new Set(text.match(/\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}\b/gu) ?? [])
  const [only] = found
  return found.size === 1 && only !== undefined ? accountTailOf(only) : null
}

/** The digits visible at the end of an account's number: 2 to 6 behind a mask, the last 4 of an unmasked one. */
export function accountTailOf(text: string): string | null {
  const plain = plainText(text)
  const iban = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{1,4}){3,9}\b/u.exec(plain)?.[0]
  const number = iban ?? /[\d*xX•#](?:[\d*xX•#]|[ ./-](?=[\d*xX•#])){2,38}/u.exec(plain)?.[0]
  if (number === undefined) return null
  const bare = number.replace(/[\s./-]/gu, '')
  if (iban === undefined && /[*xX•#]/u.test(bare)) {
    const tail = /\d*$/u.exec(bare)?.[0] ?? ''
    return tail.length >= 2 ? tail.slice(-6) : null
  }
  const digits = bare.replace(/\D/gu, '')
  return digits.length < 4 ? null : digits.slice(-4)
}
