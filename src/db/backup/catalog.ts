import type pg from 'pg'

/** A table of the program and who sees its rows: each ledger its own, or the system role all. */
export type CatalogTable = {
  readonly name: string
  readonly columns: readonly string[]
  /** The column that says which ledger a row belongs to; null for tables of the installation. */
  readonly ledgerColumn: 'ledger_id' | 'id' | null
}

/**
 * Every table of the program, those that others refer to before those that do. From the catalog, so that a new table is in
 * backups by itself.
 */
export async function catalogTables(client: pg.ClientBase): Promise<CatalogTable[]> {
  const { rows } = await client.query<CatalogTable & { needs: string[] }>(
    `SELECT c.relname AS name,
        (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
        CASE WHEN c.relname = 'ledgers' THEN 'id'
          WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'ledger_id' AND NOT a.attisdropped)
          THEN 'ledger_id' END AS "ledgerColumn",
        array(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
          WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS needs
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname`,
  )
  const ordered: CatalogTable[] = []
  let waiting = rows
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const free = waiting.filter(({ needs }) => !needs.some((need) => names.has(need)))
    if (free.length === 0) throw new Error('tables refer to each other in a circle')
    ordered.push(...free.map(({ needs: _, ...table }) => table))
    waiting = waiting.filter((table) => !free.includes(table))
  }
  return ordered
}

/** The migrations that a database went through, by hash, in their order; empty when it was never migrated. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows: found } = await client.query(
    "SELECT FROM pg_tables WHERE schemaname = 'drizzle' AND tablename = '__drizzle_migrations'",
  )
  if (found.length === 0) return []
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM drizzle.__drizzle_migrations ORDER BY id')
  return rows.map(({ hash }) => hash)
}

/** A name as it stands in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
