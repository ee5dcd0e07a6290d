import { decimalAmount } from './decimal-amount.ts'
import type { ExportFile } from './export-file.ts'
import { exportLine } from './ledger-export.ts'
import { plainTextAccounts } from './plain-text-accounts.ts'

/**
 * A file of Beancount (its "Language Syntax"): `!` marks suspects, our id, kind, time and note are metadata. An account is
 * opened on the day of its first transaction; transactions come oldest first, so that is early enough.
 */
export function beancountFile(): ExportFile {
  const accounts = plainTextAccounts(accountPart)
  return {
    wantsEarlier: false,
    start: () => 'option "title" "expense-tracker"\n',
    transaction: (detail, context) => {
      const line = exportLine(detail, context)
      const day = line.occurredAt.slice(0, 10)
      const opened: string[] = []
      const postings = detail.transaction.postings.map(({ accountId, amount: { minor, currency } }) => {
        const { name, isNew } = accounts(accountId, detail)
        if (isNew) opened.push(`${day} open ${name}\n`)
        return `  ${name}  ${decimalAmount(minor, currency)} ${currency}\n`
      })
      const mark = line.status === 'suspect' ? '!' : '*'
      const payee = line.payee === null ? '' : `${quoted(line.payee)} `
      const tags = line.tags.map((tag) => ` #${tag.replaceAll(/[^A-Za-z0-9_/.-]+/g, '-')}`).join('')
      const heading = `${day} ${mark} ${payee}${quoted(line.narration ?? '')}${tags}\n`
      return `${opened.join('')}\n${heading}${metadata(line).join('')}${postings.join('')}`
    },
    end: () => '',
  }
}

function metadata({ id, kind, occurredAt, note }: ReturnType<typeof exportLine>): string[] {
  return [
    `  id: ${quoted(id)}\n`,
    `  kind: ${quoted(kind)}\n`,
    ...(occurredAt.includes('T') ? [`  time: ${quoted(occurredAt.slice(11))}\n`] : []),
    ...(note === null ? [] : [`  note: ${quoted(note)}\n`]),
  ]
}

/** Parts of a name begin with a capital letter or a digit and go on with letters, digits and dashes. */
function accountPart(part: string): string {
  const spelled = part.replaceAll(/[^\p{L}\p{Nd}]+/gu, '-').replaceAll(/^-+|-+$/gu, '')
  const capital = spelled.charAt(0).toUpperCase() + spelled.slice(1)
  return /^[\p{Lu}\p{Nd}]/u.test(capital) ? capital : `X${spelled}`
}

function quoted(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
  return `"${line.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
