import type { Posting, Transaction } from '../api/shapes.ts'
import { largestOf, withoutSign } from './money.ts'

/** A transaction as a line of a list shows it. */
export type TransactionFace = {
  readonly title: string
  /** Signed as the accounts see it; a move between own accounts, and what counts zero, without a sign. */
  readonly minor: bigint
  readonly currency: string
  readonly flow: 'in' | 'out' | 'none'
  /** The category, several when it is split; `Transfer` and the like for those that have none. */
  readonly category: string
  readonly account: string
}

const KIND_NAMES: Readonly<Record<Transaction['kind'], string>> = {
  expense: 'Expense',
  income: 'Income',
  transfer: 'Transfer',
  fee: 'Charge',
  reversed: 'Returned',
  refund: 'Refund',
  opening: 'Opening balance',
}

/** What a list shows of a transaction. */
export function faceOf(transaction: Transaction): TransactionFace {
  const { kind, postings } = transaction
  const accounts = postings.filter(({ account }) => account !== undefined)
  const categories = [...new Set(postings.flatMap(({ category }) => (category === undefined ? [] : [category])))]
  const currency = accounts[0]?.currency ?? postings[0]?.currency ?? 'NGN'
  const isCounted = kind !== 'transfer' && kind !== 'reversed'
  const total = sum(accounts, currency)
  const minor = isCounted ? total : largest(accounts)
  const others = kind === 'transfer' || kind === 'reversed' || kind === 'opening'
  return {
    title: transaction.payee ?? (transaction.narration || null) ?? categories[0] ?? KIND_NAMES[kind],
    minor,
    currency,
    flow: !isCounted || kind === 'opening' ? 'none' : minor < 0n ? 'out' : 'in',
    category: others || categories.length === 0 ? KIND_NAMES[kind] : categories.map(shortCategory).join(' + '),
    account: accountsText(kind, accounts),
  }
}

/** What a kind of transaction is called. */
export function kindName(kind: Transaction['kind']): string {
  return KIND_NAMES[kind]
}

/** `Home: Rent` as `Rent`; what stands above it is seen in the report. */
function shortCategory(name: string): string {
  return name.slice(name.lastIndexOf(': ') + 1).trim()
}

function sum(postings: readonly Posting[], currency: string): bigint {
  return postings.reduce(
    (total, posting) => (posting.currency === currency ? total + BigInt(posting.amountMinor) : total),
    0n,
  )
}

function largest(postings: readonly Posting[]): bigint {
  return largestOf(
    postings.map(({ amountMinor }) => withoutSign(BigInt(amountMinor))),
    0n,
  )
}

function accountsText(kind: Transaction['kind'], accounts: readonly Posting[]): string {
  const from = accounts.find(({ amountMinor }) => amountMinor.startsWith('-'))?.account
  const to = accounts.find(({ amountMinor }) => !amountMinor.startsWith('-'))?.account
  if (kind === 'transfer' && from !== undefined && to !== undefined) return `${from} → ${to}`
  return accounts[0]?.account ?? ''
}
