import type { AccountType } from '../domain/account.ts'
import type { TransactionDetail } from '../domain/ports.ts'

const ROOTS: Readonly<Record<AccountType, string>> = {
  asset: 'Assets',
  liability: 'Liabilities',
  income: 'Income',
  expense: 'Expenses',
  equity: 'Equity',
}

/** Names of accounts in plain-text accounting. `isNew` is true the first time an account is asked for. */
export type PlainTextAccounts = (
  accountId: string,
  detail: TransactionDetail,
) => {
  readonly name: string
  readonly isNew: boolean
}

/**
 * Gives accounts and categories the names plain-text accounting programs know them by: `Assets:GTBank 8016`,
 * `Expenses:Food:Groceries`. `spell` writes one part of a name in the program's alphabet; where two accounts would be
 * spelled alike the later one is numbered, so that no two become one.
 */
export function plainTextAccounts(spell: (part: string) => string): PlainTextAccounts {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  return (accountId, detail) => {
    const known = names.get(accountId)
    if (known !== undefined) return { name: known, isNew: false }
    const plain = partsOf(accountId, detail)
      .map((part, index) => (index === 0 ? part : spell(part)))
      .join(':')
    let name = plain
    for (let count = 2; taken.has(name); count += 1) name = `${plain}-${count}`
    names.set(accountId, name)
    taken.add(name)
    return { name, isNew: true }
  }
}

function partsOf(accountId: string, detail: TransactionDetail): string[] {
  const category = detail.categories.find(({ id }) => id === accountId)
  if (category !== undefined) return [ROOTS[category.kind], ...category.name.split(': ')]
  const account = detail.accounts.find(({ id }) => id === accountId)
  if (account === undefined) throw new Error('a posting names an account that is not there')
  return [ROOTS[account.type], account.tail === null ? account.name : `${account.name} ${account.tail}`]
}
