import crypto, { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { vi } from 'vitest'
import type { Database } from '../../src/db/client.ts'
import { openingStatements, runTransaction, type TransactionScope } from '../../src/db/transaction.ts'
import { canonicalText } from './canonical-text.ts'
import { THEIRS } from './ledger-ids.ts'
import { type TenantTable, tenantTables } from './tenant-tables.ts'

/** A statement as the driver gets it. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** What a piece of work came to, and what it left behind; all of it is rolled back. */
export type Observation = {
  /** What it gave, or why it failed, as text. */
  readonly outcome: string
  /** SQLSTATE of a failure. */
  readonly code: string | null
  /** Table → digest of rows: those of the other ledger before and after, and all the rest after. */
  readonly theirsBefore: Digests
  readonly theirsAfter: Digests
  readonly restAfter: Digests
  readonly statements: readonly Statement[]
}
export type Digests = Readonly<Record<string, string>>

/** How the outcome of work that threw begins. */
export const FAILED = 'failed: '

/**
 * Runs work as a role that has all rights of the acting roles and BYPASSRLS, so that nothing but the queries keeps ledgers
 * apart; or else as the roles that it asks for.
 */
export type Probe = {
  observe(work: (database: Database) => Promise<unknown>, options?: ProbeOptions): Promise<Observation>
  close(): Promise<void>
}

type ProbeOptions = {
  /** Takes the other ledger's rows away first. */
  readonly isAlone?: boolean
  /** Keeps the role that work runs in, whom policies hold. */
  readonly isHeldByPolicies?: boolean
  /** A statement that the superuser runs first. */
  readonly preparation?: string
  /** Changes statements on their way to the server. */
  readonly rewrite?: (statement: Statement) => Statement
}

/** Opens a probe over a superuser's connection; makes the role, which is the cluster's, under a name of its own. */
export async function openProbe(superuser: pg.Client): Promise<Probe> {
  const role = `isolation_${randomBytes(6).toString('hex')}`
  await superuser.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER BYPASSRLS`)
  await superuser.query(`GRANT expense_tracker_app, expense_tracker_system TO ${role} WITH INHERIT TRUE`)
  const tables = await tenantTables(superuser)
  return {
    observe: async (work, { isAlone = false, isHeldByPolicies = false, preparation, rewrite } = {}) => {
      const statements: Statement[] = []
      const send = (statement: Statement): Statement => {
        statements.push(statement)
        return rewrite?.(statement) ?? statement
      }
      const uuids = countingUuids()
      await superuser.query("BEGIN; SELECT setval('outbox_sequence_seq', 1000)")
      try {
        if (preparation !== undefined) await superuser.query(preparation)
        if (isAlone) await removeTheirs(superuser, tables)
        const theirsBefore = await digests(superuser, tables, '=')
        const result = await outcomeOf(() => work(databaseWithin(superuser, isHeldByPolicies ? null : role, send)))
        const theirsAfter = await digests(superuser, tables, '=')
        return { ...result, theirsBefore, theirsAfter, restAfter: await digests(superuser, tables, '<>'), statements }
      } finally {
        uuids.mockRestore()
        await superuser.query('ROLLBACK')
      }
    },
    close: async () => {
      await superuser.query(`DROP ROLE ${role}`)
    },
  }
}

/** Random ids become the same in each run. */
function countingUuids() {
  let count = 0
  return vi.spyOn(crypto, 'randomUUIDv7').mockImplementation(() => {
    count += 1
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
  })
}

async function removeTheirs(superuser: pg.Client, tables: readonly TenantTable[]): Promise<void> {
  await superuser.query('SET LOCAL session_replication_role = replica')
  for (const { name, key } of tables) await superuser.query(`DELETE FROM ${name} WHERE ${key} = $1`, [THEIRS])
  await superuser.query('SET LOCAL session_replication_role = origin')
}

async function digests(superuser: pg.Client, tables: readonly TenantTable[], comparison: '=' | '<>'): Promise<Digests> {
  const parts = tables.map(
    ({ name, key }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest
       FROM ${name} t WHERE t.${key} ${comparison} $1`,
  )
  const { rows } = await superuser.query<{ name: string; digest: string }>(parts.join(' UNION ALL '), [THEIRS])
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}

async function outcomeOf(work: () => Promise<unknown>): Promise<{ outcome: string; code: string | null }> {
  try {
    return { outcome: canonicalText(await work()), code: null }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    return { outcome: `${FAILED}${String(error)} ${code}`, code }
  }
}

/**
 * The database as the stores know it, inside the superuser's open transaction: what would open, commit or roll back a
 * transaction works on a savepoint instead. `role` stands in for the role of the work, if given.
 */
function databaseWithin(
  superuser: pg.Client,
  role: string | null,
  send: (statement: Statement) => Statement,
): Database {
  const client = {
    query: async (query: string | pg.QueryConfig, values: unknown[] = []) => {
      if (typeof query !== 'string') {
        const statement = send({ text: query.text, values })
        // Without its name, under which a changed text would be refused.
        return superuser.query({ ...query, name: undefined, text: statement.text } as never, [...statement.values])
      }
      if (query.startsWith('BEGIN; ')) return superuser.query(nestedOpening(query, role))
      if (query === 'COMMIT') {
        await superuser.query('RELEASE SAVEPOINT work; SET LOCAL ROLE NONE')
        return { command: 'COMMIT' }
      }
      return superuser.query('ROLLBACK TO SAVEPOINT work; SET LOCAL ROLE NONE')
    },
  } as unknown as pg.PoolClient
  const within = <T>(scope: TransactionScope, work: Parameters<typeof runTransaction<T>>[2]) =>
    runTransaction(client, openingStatements(scope, 30_000), work)
  const refuse = () => {
    throw new Error('stores do not use this')
  }
  return {
    inLedger: (ledgerId, work) => within({ kind: 'ledger', ledgerId }, work),
    inSystem: (work) => within({ kind: 'system' }, work),
    asOwner: refuse,
    listen: refuse,
    poolCounts: refuse,
    end: refuse,
  }
}

function nestedOpening(opening: string, role: string | null): string {
  const nested = opening.replace('BEGIN; ', 'SAVEPOINT work; ')
  if (!/SET LOCAL ROLE \w+/.test(nested)) throw new Error('the opening of a transaction names no role')
  return role === null ? nested : nested.replace(/SET LOCAL ROLE \w+/, `SET LOCAL ROLE ${role}`)
}
