import { rowEffect, type Statement } from '../domain/statement.ts'
import type { StatementSummary } from '../domain/statement-upload.ts'

/** The summary of one account of a file; `booked` of its rows were new, `matched` known. */
export function statementSummary(
  file: string,
  statement: Statement,
  counts: { readonly booked: number; readonly matched: number },
): StatementSummary {
  const { rows, section, openingBalance, closingBalance } = statement
  const days = rows.map(({ date }) => date).sort(Temporal.PlainDate.compare)
  const credits = rows.reduce((sum, row) => sum + (row.direction === 'credit' ? row.amount : 0n), 0n)
  const net = rows.reduce((sum, row) => sum + rowEffect(row), 0n)
  return {
    file,
    ...(section === null ? {} : { section }),
    institution: statement.institution,
    currency: statement.currency,
    accountTail: statement.accountTail,
    openingBalanceMinor: openingBalance?.toString() ?? null,
    closingBalanceMinor: closingBalance?.toString() ?? null,
    transactionCount: rows.length,
    totalDebitMinor: (credits - net).toString(),
    totalCreditMinor: credits.toString(),
    firstDate: days[0]?.toString() ?? null,
    lastDate: days.at(-1)?.toString() ?? null,
    new: counts.booked,
    matched: counts.matched,
    skipped: statement.skipped,
    problems: statement.problems,
  }
}
