import type pg from 'pg'

/** A table that holds rows of ledgers, and the column that says whose they are. */
export type TenantTable = { readonly name: string; readonly key: 'ledger_id' | 'id' }

/** Every table with a `ledger_id`, and `ledgers` itself, from the catalog: a new table is among them by itself. */
export async function tenantTables(client: pg.ClientBase): Promise<TenantTable[]> {
  const { rows } = await client.query<TenantTable>(
    `SELECT c.relname AS name, CASE c.relname WHEN 'ledgers' THEN 'id' ELSE 'ledger_id' END AS key
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)'
       AND (c.relname = 'ledgers'
         OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'ledger_id' AND NOT a.attisdropped))
     ORDER BY c.relname`,
  )
  return rows
}

/** The other tables of the program, which must be known to hold nothing of a ledger. */
export async function otherTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname = 'public' AND c.relname <> 'ledgers'
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'ledger_id' AND NOT a.attisdropped)
     ORDER BY c.relname`,
  )
  return rows.map((row) => row.name)
}
