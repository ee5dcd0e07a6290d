import { currencyExponent } from '../domain/money.ts'
import { decimalAmount } from './decimal-amount.ts'
import type { ExportFile } from './export-file.ts'
import { exportLine } from './ledger-export.ts'
import { plainTextAccounts } from './plain-text-accounts.ts'

/**
 * A journal of hledger (its manual, "Journal format"): `!` marks suspects, the code is our id, the time is in a comment.
 * Accounts and commodities are declared where they come first, so `hledger check --strict` accepts it.
 */
export function hledgerJournal(): ExportFile {
  const accounts = plainTextAccounts(accountPart)
  const commodities = new Set<string>()
  return {
    wantsEarlier: false,
    start: () => 'decimal-mark .\n',
    transaction: (detail, context) => {
      const line = exportLine(detail, context)
      const declared: string[] = []
      const postings = detail.transaction.postings.map(({ accountId, amount: { minor, currency } }) => {
        const { name, isNew } = accounts(accountId, detail)
        if (isNew) declared.push(`account ${name}\n`)
        if (!commodities.has(currency)) declared.push(commodityDirective(currency))
        commodities.add(currency)
        return `    ${name}  ${decimalAmount(minor, currency)} ${commodity(currency)}\n`
      })
      const day = line.occurredAt.slice(0, 10)
      const mark = line.status === 'suspect' ? '!' : '*'
      const description = [line.payee, line.narration].filter((part) => part !== null).map(words)
      const heading = `${day} ${mark} (${line.id}) ${description.join(' | ')}`.trimEnd()
      return `${declared.join('')}\n${heading}\n${comments(line).join('')}${postings.join('')}`
    },
    end: () => '',
  }
}

function comments({ occurredAt, kind, note, tags }: ReturnType<typeof exportLine>): string[] {
  return [
    `kind:${kind}`,
    ...(occurredAt.includes('T') ? [`time:${occurredAt.slice(11)}`] : []),
    ...(tags.length === 0 ? [] : [tags.map((tag) => `${tag.replaceAll(/[\s,:;]+/gu, '-')}:`).join(', ')]),
    ...(note === null ? [] : [words(note)]),
  ].map((comment) => `    ; ${comment}\n`)
}

/** The directive that declares a currency with its decimals; a point is needed even where it has none. */
function commodityDirective(currency: string): string {
  const decimals = currencyExponent(currency)
  return `commodity 1000.${'0'.repeat(decimals)} ${commodity(currency)}\n`
}

function commodity(currency: string): string {
  return /^[A-Za-z]+$/.test(currency) ? currency : `"${currency}"`
}

/** Two spaces end an account's name, a colon its part, a semicolon begins a comment. */
function accountPart(part: string): string {
  return words(part).replaceAll(':', '-') || 'unnamed'
}

/** One line without what ends a description: a semicolon begins a comment, a bar parts the payee from the rest. */
function words(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(';', ',')
    .replaceAll('|', '/')
    .trim()
}
