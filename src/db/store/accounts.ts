import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Account, AccountMatch } from '../../domain/account.ts'
import type { Category, CategoryRecord } from '../../domain/category.ts'
import type { Ledger, LedgerSession, PipelineStore } from '../../domain/ports.ts'
import { accounts, ledgers } from '../schema/ledger.ts'
import type { LedgerScope } from './scope.ts'
import { recordset } from './scope.ts'
import { layoutsInForce } from './teaching.ts'

type AccountStore = Pick<
  PipelineStore & LedgerSession,
  | 'lockLedger'
  | 'ledger'
  | 'accounts'
  | 'accountMatches'
  | 'addAccounts'
  | 'putAccountMatches'
  | 'updateAccount'
  | 'retireAccounts'
  | 'categories'
  | 'categoryRecords'
  | 'setQuickEntryAccount'
  | 'setFilingPrecision'
  | 'setDailyCard'
>

type LedgerRow = {
  id: string
  name: string
  time_zone: string
  currency: string
  quick_entry_account_id: string | null
  learning_mark: string | null
  filing_precision: number
  has_daily_card: boolean
}
/** A row of `account_identities`. */
export type MatchRow = {
  institution: string
  tail: string
  currency: string
  account_id: string
  because: AccountMatch['because']
}
type CategoryRow = { id: string; type: Category['kind']; key: string | null; name: string; icon: string | null }

type CategoryRecordRow = {
  id: string
  type: Category['kind']
  key: string | null
  name: string
  parent_id: string | null
  icon: string | null
  color: string | null
  position: number
  is_hidden: boolean
  merged_into: string | null
}

/** The ledger, its money accounts and its categories. */
export function accountStore(scope: LedgerScope): AccountStore {
  const { ledgerId, transaction, clock } = scope
  return {
    // Not FOR UPDATE: what refers to the ledger (an answer, an audit line) takes a weaker lock on it, and two
    // transactions that had both written such a line would wait for each other.
    lockLedger: async () => {
      // Two queries, sent together: only one that starts when the lock is held sees what its last holder taught.
      const [[row], taughtLayouts] = await Promise.all([
        transaction.query<LedgerRow>(
          `SELECT id, name, time_zone, currency, quick_entry_account_id, learning_mark, filing_precision, has_daily_card
           FROM ledgers WHERE id = $1 FOR NO KEY UPDATE`,
          [ledgerId],
          { name: 'ledger_lock' },
        ),
        layoutsInForce(scope),
      ])
      if (row === undefined) throw new Error('the ledger does not exist')
      return { ...toLedger(row), taughtLayouts }
    },
    ledger: async () => {
      const [[row], taughtLayouts] = await Promise.all([
        transaction.query<LedgerRow>(
          'SELECT id, name, time_zone, currency, quick_entry_account_id FROM ledgers WHERE id = $1',
          [ledgerId],
          { name: 'ledger_read' },
        ),
        layoutsInForce(scope),
      ])
      if (row === undefined) throw new Error('the ledger does not exist')
      return { ...toLedger(row), taughtLayouts }
    },
    accounts: async () => {
      const rows = await transaction.db
        .select()
        .from(accounts)
        .where(and(eq(accounts.ledgerId, ledgerId), notInArray(accounts.type, ['income', 'expense'])))
      return rows.map(toAccount)
    },
    accountMatches: async () => {
      const rows = await transaction.query<MatchRow>(
        'SELECT institution, tail, currency, account_id, because FROM account_identities WHERE ledger_id = $1',
        [ledgerId],
        { name: 'account_matches' },
      )
      return rows.map(toMatch)
    },
    addAccounts: async (added) => {
      if (added.length === 0) return
      const createdAt = clock.now()
      await transaction.db.insert(accounts).values(added.map((account) => ({ ...account, ledgerId, createdAt })))
    },
    putAccountMatches: async (matches) => {
      const rows = matches.map(({ identity, accountId, because }) => ({
        institution: identity.institution ?? '',
        tail: identity.tail ?? '',
        currency: identity.currency,
        account_id: accountId,
        because,
      }))
      // What an identity leads to again is hidden no more.
      await transaction.query(
        'UPDATE accounts SET is_hidden = false WHERE ledger_id = $1 AND is_hidden AND id = ANY($2::uuid[])',
        [ledgerId, rows.map((row) => row.account_id)],
      )
      await transaction.query(
        `INSERT INTO account_identities (ledger_id, institution, tail, currency, account_id, because)
         SELECT $1, institution, tail, currency, account_id, because
         FROM jsonb_to_recordset($2::jsonb) AS m(institution text, tail text, currency text, account_id uuid, because text)
         ON CONFLICT (ledger_id, institution, tail, currency) DO UPDATE SET account_id = excluded.account_id, because = excluded.because`,
        [ledgerId, recordset(rows)],
      )
    },
    updateAccount: async ({ id, name, tail, isProvisional }) => {
      await transaction.db
        .update(accounts)
        .set({ name, tail, isProvisional, isHidden: false })
        .where(and(eq(accounts.ledgerId, ledgerId), eq(accounts.id, id)))
    },
    retireAccounts: async (ids) => {
      if (ids.length === 0) return
      await transaction.db
        .update(accounts)
        .set({ isHidden: true })
        .where(and(eq(accounts.ledgerId, ledgerId), inArray(accounts.id, [...ids])))
    },
    categories: async () => {
      const rows = await transaction.query<CategoryRow>(
        `SELECT c.id, c.type, c.key, CASE WHEN p.id IS NULL THEN c.name ELSE p.name || ': ' || c.name END AS name, c.icon
         FROM accounts c LEFT JOIN accounts p ON p.ledger_id = c.ledger_id AND p.id = c.parent_id
         WHERE c.ledger_id = $1 AND c.type IN ('income', 'expense') AND NOT c.is_hidden
         ORDER BY c.type, c.position, c.id`,
        [ledgerId],
        { name: 'categories' },
      )
      return rows.map(({ type, ...category }) => ({ ...category, kind: type }))
    },
    categoryRecords: async () => {
      const rows = await transaction.query<CategoryRecordRow>(
        `SELECT id, type, key, name, parent_id, icon, color, position, is_hidden, merged_into FROM accounts
         WHERE ledger_id = $1 AND type IN ('income', 'expense') ORDER BY type, position, id`,
        [ledgerId],
        { name: 'category_records' },
      )
      return rows.map(toCategoryRecord)
    },
    setQuickEntryAccount: async (accountId) => {
      const isOurs = sql`EXISTS (SELECT FROM ${accounts} WHERE ${accounts.ledgerId} = ${ledgerId} AND ${accounts.id} = ${accountId})`
      await transaction.db
        .update(ledgers)
        .set({ quickEntryAccountId: accountId })
        .where(and(eq(ledgers.id, ledgerId), isOurs))
    },
    setFilingPrecision: async (precision) => {
      await transaction.db.update(ledgers).set({ filingPrecision: precision }).where(eq(ledgers.id, ledgerId))
    },
    setDailyCard: async (isWanted) => {
      await transaction.db.update(ledgers).set({ hasDailyCard: isWanted }).where(eq(ledgers.id, ledgerId))
    },
  }
}

function toCategoryRecord({ type, parent_id, is_hidden, merged_into, ...row }: CategoryRecordRow): CategoryRecord {
  return { ...row, kind: type, parentId: parent_id, isHidden: is_hidden, mergedInto: merged_into }
}

function toLedger(row: LedgerRow): Omit<Ledger, 'taughtLayouts'> {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    quickEntryAccountId: row.quick_entry_account_id,
    learningMark: row.learning_mark,
    filingPrecision: row.filing_precision,
    hasDailyCard: row.has_daily_card,
  }
}

/** An account from its row. */
export function toAccount(row: typeof accounts.$inferSelect): Account {
  const { id, type, name, institution, tail, currency, isProvisional } = row
  return { id, type, name, institution, tail, currency, isProvisional }
}

/** What an identity is taken for, from its row. */
export function toMatch(row: MatchRow): AccountMatch {
  const identity = {
    institution: row.institution === '' ? null : row.institution,
    tail: row.tail === '' ? null : row.tail,
    currency: row.currency,
  }
  return { identity, accountId: row.account_id, because: row.because }
}
