import type { ParsedAlert } from '../../domain/alert.ts'

/**
 * Whether two alerts can be about one account by what they print: one institution and currency, and tails of which one
 * ends in the other. A message that prints no tail can be about any account of its institution, and a quick entry about any.
 */
export function mayShareAccount(left: ParsedAlert, right: ParsedAlert): boolean {
  if (left.amount.currency !== right.amount.currency) return false
  if (left.institution === null || right.institution === null) return true
  return left.institution === right.institution && mayBeOneTail(left.accountTail, right.accountTail)
}

function mayBeOneTail(one: string | null, other: string | null): boolean {
  return one === null || other === null || one.endsWith(other) || other.endsWith(one)
}
