/**
 * The answers of `/api/v1` as far as the dashboard reads them. Amounts (`…Minor`) are integers of minor units as text; days are
 * ISO days, instants RFC 3339 with the ledger's offset.
 */
import type { StatementSummary } from '../../domain/statement-upload.ts'

export type Me = {
  readonly ledger: { readonly name: string; readonly zone: string; readonly currency: string }
  readonly role: string
  readonly scopes: readonly string[]
}

/** One leg of a transaction: plus is into the account; a category's is the mirror. */
export type Posting = {
  readonly account?: string
  readonly category?: string
  readonly institution?: string
  readonly tail?: string
  readonly amountMinor: string
  readonly currency: string
}

export type Transaction = {
  readonly id: string
  readonly occurredAt: string
  readonly kind: 'expense' | 'income' | 'transfer' | 'fee' | 'reversed' | 'refund' | 'opening'
  readonly status: 'posted' | 'suspect'
  readonly payee: string | null
  readonly narration: string | null
  readonly note: string | null
  readonly postings: readonly Posting[]
  readonly witnesses: readonly { readonly message: string; readonly channel: string; readonly role: string }[]
  readonly tags: readonly string[]
  readonly accountId?: string | null
  readonly categoryId?: string | null
  readonly undone: boolean
}

export type Account = {
  readonly id: string
  readonly name: string
  readonly institution: string | null
  readonly tail: string | null
  readonly currency: string
  readonly balanceMinor: string
  readonly asOf: string | null
  /** How many stretches of it do not add up. */
  readonly gaps?: number
}

export type Category = {
  readonly id: string
  readonly name: string
  /** The id of the category it belongs to. */
  readonly parent: string | null
  readonly kind: 'expense' | 'income'
  readonly icon: string | null
  readonly hidden: boolean
}

/** A line of the report: one currency's totals; spending and income are positive. */
export type ReportLine = {
  readonly from: string
  readonly to: string
  readonly currency: string
  readonly inflowMinor: string
  readonly outflowMinor: string
  readonly netMinor: string
  readonly categories: readonly {
    readonly category: string
    readonly kind: 'expense' | 'income'
    readonly amountMinor: string
    readonly count: number
  }[]
  readonly accounts: readonly {
    readonly account: string
    readonly tail: string | null
    readonly inflowMinor: string
    readonly outflowMinor: string
    readonly balanceMinor: string
  }[]
  readonly feesMinor: string
}

export type Home = {
  readonly month: string
  readonly currencies: readonly ReportLine[]
  readonly accounts: readonly Account[]
  readonly latest: readonly Transaction[]
  readonly toReview: number
}

export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null }

/** How an account's balance runs, and where what the bank said does not follow from what we know. */
export type Chain = {
  readonly account: string
  readonly institution: string | null
  readonly tail: string | null
  readonly currency: string
  readonly balanceMinor: string
  readonly asOf: string | null
  readonly checks: number
  readonly broken: number
  readonly gaps: readonly {
    readonly after: { readonly message: string; readonly at: string }
    readonly before: { readonly message: string; readonly at: string }
    /** Signed: minus is money out. */
    readonly missingMinor: string
    readonly likely: readonly { readonly counterparty: string; readonly score: number }[]
  }[]
  /** Balances the bank stated; `closes` says whether the one before and the entries between lead to it. */
  readonly points: readonly { readonly at: string; readonly balanceMinor: string; readonly closes: boolean }[]
}

export type TrendMonth = {
  readonly month: string
  readonly currency: string
  readonly inflowMinor: string
  readonly outflowMinor: string
}

export type ReviewItem = {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly text: string
  readonly transactionId?: string | null
  readonly choices: readonly { readonly id: string; readonly label: string }[]
}

export type ImportState =
  | 'reading'
  | 'needs-password'
  | 'needs-account'
  | 'preview'
  | 'importing'
  | 'done'
  | 'cancelled'
  | 'undone'
  | 'failed'

export type Import = {
  readonly id: string
  readonly file: string
  readonly state: ImportState
  readonly summaries: readonly StatementSummary[]
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly problem: string | null
}

export type Token = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly lastUsedAt?: string | null
}
