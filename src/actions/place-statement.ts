import type { Account } from '../domain/account.ts'
import type { Statement } from '../domain/statement.ts'
import type { UploadPlace } from '../domain/statement-upload.ts'
import type { ActionContext } from './context.ts'
import { fittingAccount } from './fitting-account.ts'

/** What was said about whose a file's statements are, beside what they say themselves. */
export type Said = {
  readonly statements: readonly Statement[]
  /** A tail or a name; null where none was given. */
  readonly account: string | null
  /** What was chosen, where no `account` was given. */
  readonly place?: UploadPlace | null
}

/** Statements on the accounts they are booked on; `fitted` are those found by amounts and balances alone. */
export type Placing = { readonly placed: readonly Statement[]; readonly fitted: readonly Account[] }

/**
 * Finds the account of each statement: what the file says, what was named or chosen, the only account with its number, or the
 * only one whose alerts its rows fit. Null when that is open for one of them.
 */
export async function placeStatements(context: Pick<ActionContext, 'session'>, said: Said): Promise<Placing | null> {
  const accounts = (await context.session.accountBalances()).map(({ account }) => account)
  const placed: Statement[] = []
  const fitted = new Set<Account>()
  for (const statement of said.statements) {
    const own = accounts.filter(
      ({ type, currency, institution }) => type === 'asset' && institution !== null && currency === statement.currency,
    )
    const open = openTo(statement, own)
    if (isStated(statement)) placed.push(statement)
    else if (said.account !== null) {
      const named = placeByName(statement, said.account, own)
      if (named === null) return null
      placed.push(named)
    } else if (said.place != null) {
      const chosen = placeOn(statement, said.place, accounts)
      if (chosen === null) return null
      placed.push(chosen)
    } else if (open.length === 1 && saysSomething(statement)) placed.push(onAccount(statement, open[0] as Account))
    else {
      // A bank's first account may come without its number, as it does in alerts; a number is an account without its bank.
      const fitting = open.length === 0 ? null : await fittingAccount(context.session, statement, open)
      if (fitting === null && !(open.length === 0 && saysSomething(statement))) return null
      placed.push(fitting === null ? statement : onAccount(statement, fitting))
      if (fitting !== null) fitted.add(fitting)
    }
  }
  return { placed, fitted: [...fitted] }
}

/** A bank's pot has a name of its own and is no account that could be mistaken. */
function isStated({ pot, institution, accountTail }: Statement): boolean {
  return pot !== null || (institution !== null && accountTail !== null)
}

function saysSomething({ institution, accountTail }: Statement): boolean {
  return institution !== null || accountTail !== null
}

/** Accounts that nothing the statement says speaks against. */
function openTo({ institution, accountTail: tail }: Statement, own: readonly Account[]): readonly Account[] {
  return own.filter(
    (account) =>
      (institution === null || account.institution === institution) &&
      (tail === null || isSameTail(account.tail ?? '', tail)),
  )
}

function placeByName(statement: Statement, named: string, accounts: readonly Account[]): Statement | null {
  const plain = named.trim().toLowerCase()
  const isNumber = /^\d{2,}$/u.test(plain)
  const fitting = accounts.filter(({ name, institution, tail }) =>
    isNumber
      ? isSameTail(tail ?? '', plain)
      : [name, institution ?? '', `${name} ${tail ?? ''}`].some((text) => text.trim().toLowerCase() === plain),
  )
  if (fitting.length === 1) return onAccount(statement, fitting[0] as Account)
  if (fitting.length > 1) return null
  if (!isNumber) return statement.institution === null ? { ...statement, institution: named.trim() } : statement
  const tail = plain.length > 6 ? plain.slice(-4) : plain
  return { ...statement, accountTail: tail }
}

/** The statement on the account that was chosen for it, or on a new one: `GTBank 8016` has its tail at the end. */
function placeOn(statement: Statement, place: UploadPlace, accounts: readonly Account[]): Statement | null {
  if (place.kind !== 'new') {
    const account = accounts.find(({ id }) => id === place.accountId)
    return account === undefined ? null : onAccount(statement, account)
  }
  const [, name, number] = /^(.*?)[\s*•x-]*(\d{2,})?$/iu.exec(place.name.trim()) ?? []
  const institution = statement.institution ?? (name === undefined || name === '' ? null : name)
  if (institution === null) return null
  return { ...statement, institution, accountTail: statement.accountTail ?? number?.slice(-4) ?? null }
}

function onAccount(statement: Statement, account: Account): Statement {
  return { ...statement, institution: account.institution, accountTail: account.tail }
}

function isSameTail(left: string, right: string): boolean {
  return left !== '' && right !== '' && (left.endsWith(right) || right.endsWith(left))
}
