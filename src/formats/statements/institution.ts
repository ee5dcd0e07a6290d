import type { BankFormat } from '../bank-format.ts'
import { words } from './plain-text.ts'

/** What naming an institution needs of a bank file. */
export type StatementBank = Pick<BankFormat, 'id' | 'name' | 'currency' | 'timeZone' | 'statements'>

/** Where a file may say whose it is. */
export type Evidence = {
  /** Codes and names a structured format gives: OFX `BANKID` and `ORG`, the account of MT940, a BIC. */
  readonly codes: readonly string[]
  /** Texts of the header block and the names of tables, then those of footers. */
  readonly block: readonly string[]
  readonly footer: readonly string[]
  readonly headings: readonly string[]
  /** Narrations and references of some rows. */
  readonly rowTexts: readonly string[]
  readonly fileName: string
}

/** An institution, with its bank file where there is one. */
export type Institution = { readonly name: string; readonly bank: StatementBank | null }

/** Whose statement it is: by code, by name in the header block, by what its rows and headings are like, by the file's name. */
export function recognise(evidence: Evidence, banks: readonly StatementBank[]): Institution | null {
  const named = (texts: readonly string[]): StatementBank | null => bankNamedIn(texts, banks)
  const known = bankOfCodes(evidence.codes, banks) ?? named(evidence.codes) ?? named(evidence.block)
  if (known !== null) return { name: known.name, bank: known }
  const phrase = phraseIn([...evidence.codes, ...evidence.block])
  if (phrase !== null) return { name: phrase, bank: null }
  const likely =
    named(evidence.footer) ??
    bankOfMarks(evidence.rowTexts, banks) ??
    bankOfColumns(evidence.headings, banks) ??
    named([evidence.fileName.replace(/\.\w+$/u, '')])
  return likely === null ? null : { name: likely.name, bank: likely }
}

function bankOfCodes(codes: readonly string[], banks: readonly StatementBank[]): StatementBank | null {
  for (const code of codes.map((text) => text.replace(/\s/gu, '').toUpperCase())) {
    const found = banks.find(({ statements }) =>
      (statements?.codes ?? []).some((own) => (/^\d+$/u.test(own) ? isNationalCode(code, own) : code.startsWith(own))),
    )
    if (found !== undefined) return found
  }
  return null
}

/** A clearing code alone, or in front of a branch: `057` or `057150213/1012207733`. */
function isNationalCode(code: string, own: string): boolean {
  return code === own || new RegExp(`^${own}\\d{6}(?:/|$)`, 'u').test(code)
}

/** The bank whose name comes first in the texts; of two at one place the longer name. */
function bankNamedIn(texts: readonly string[], banks: readonly StatementBank[]): StatementBank | null {
  for (const text of texts) {
    const plain = ` ${words(text)} `
    let best: { bank: StatementBank; at: number; length: number } | null = null
    for (const bank of banks) {
      for (const name of [bank.name, ...(bank.statements?.names ?? [])].map(words)) {
        const at = plain.indexOf(` ${name} `)
        if (at < 0 || name === '') continue
        if (best === null || at < best.at || (at === best.at && name.length > best.length))
          best = { bank, at, length: name.length }
      }
    }
    if (best !== null) return best.bank
  }
  return null
}

const PHRASE =
  /^(?:welcome to |statement (?:of|from) )?((?:the )?(?:\p{L}[\p{L}&.'-]*\s+){1,4}(?:bank|banque|banco|sparkasse|volksbank|microfinance bank|mfb|credit union|building society|sacco)|(?:bank|banque|banco|banca|bank of|banque de) (?:of |de |do |di )?\p{L}[\p{L}&.'-]+(?:\s+\p{L}[\p{L}&.'-]+){0,2})(?:\s*(?:\(?[\p{L} ]{2,12}\)?)?\s*(?:plc|ltd|limited|llc|inc|n\.?a\.?|s\.?a\.?|ag|b\.?v\.?|n\.?v\.?|abp|oyj|asa|a\/s|as|ab|s\.?p\.?a\.?|tbk|berhad|p?jsc|se))?\.?$/iu

/** A cell of the header block that is the name of some bank. */
function phraseIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const phrase = PHRASE.exec(text.trim())?.[1]
    if (
      phrase === undefined ||
      /\b(?:statement|account|your|mobile|internet|online|global|branch|this|any|the bank|details|name|code|central)\b/iu.test(
        phrase,
      )
    )
      continue
    const base = phrase.replace(/\s+/gu, ' ')
    return base === base.toUpperCase()
      ? base.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
      : base
  }
  return null
}

function bankOfMarks(texts: readonly string[], banks: readonly StatementBank[]): StatementBank | null {
  for (const bank of banks) {
    const marks = bank.statements?.marks ?? []
    const hits = texts.filter((text) => marks.some((mark) => text.includes(mark))).length
    if (hits > 0) return bank
  }
  return null
}

/** The only bank whose headings these are. */
function bankOfColumns(headings: readonly string[], banks: readonly StatementBank[]): StatementBank | null {
  const own = headings.map(words).filter((heading) => heading !== '')
  const fitting = banks.filter(({ statements }) =>
    (statements?.columns ?? []).some((columns) => {
      let at = 0
      return columns.every((column) => {
        at = own.indexOf(words(column), at) + 1
        return at > 0
      })
    }),
  )
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}
