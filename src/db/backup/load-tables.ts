import pg from 'pg'
import { appliedMigrations, type CatalogTable, catalogTables, quoted } from './catalog.ts'
import type { TablePart } from './read-tables.ts'

/** Why a database does not take a backup. */
export type LoadRefusal = 'other-migrations' | 'not-empty' | 'in-use'

const ROWS_PER_INSERT = 500
const INSERT_LENGTH_MAX = 4_000_000

/**
 * Puts the tables of a backup into a migrated database, in one transaction: all of them or nothing. What is there goes, and
 * `mayReplace` says whether there may be anything. Gives null, or why it was refused.
 */
export async function loadTables(options: {
  readonly connectionString: string
  readonly migrations: readonly string[]
  readonly parts: AsyncIterable<TablePart>
  readonly mayReplace: boolean
}): Promise<LoadRefusal | null> {
  const { connectionString, parts, mayReplace } = options
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, application_name: 'restore' })
  // A connection that breaks fails the statement in hand.
  client.on('error', () => {})
  await client.connect()
  try {
    if ((await appliedMigrations(client)).join() !== options.migrations.join()) return 'other-migrations'
    if (await isInUse(client)) return 'in-use'
    await client.query("BEGIN; SET LOCAL TimeZone = 'UTC'; SET LOCAL lock_timeout = '10s'")
    const tables = await catalogTables(client)
    await setForced(client, tables, false)
    if (!mayReplace && (await holdsAnything(client))) return 'not-empty'
    await client.query(`TRUNCATE ${tables.map(({ name }) => quoted(name)).join(', ')}`)
    await client.query('CREATE TEMPORARY TABLE staged (content jsonb) ON COMMIT DROP')
    await load(client, tables, parts)
    await moveSequences(client)
    await setForced(client, tables, true)
    await client.query('COMMIT')
    return null
  } finally {
    // Without a COMMIT the server rolls everything back.
    await client.end()
  }
}

/** While rows are loaded, the owner of the tables is exempt from their policies; nobody else sees this transaction. */
async function setForced(client: pg.Client, tables: readonly CatalogTable[], isForced: boolean): Promise<void> {
  for (const { name, ledgerColumn } of tables) {
    if (ledgerColumn === null) continue
    await client.query(`ALTER TABLE ${quoted(name)} ${isForced ? '' : 'NO '}FORCE ROW LEVEL SECURITY`)
  }
}

async function isInUse(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND application_name LIKE 'expense-tracker%' LIMIT 1`,
  )
  return rows.length > 0
}

/** A program that was started and never used leaves facts about itself, and nothing of a person. */
async function holdsAnything(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(
    `SELECT EXISTS (SELECT FROM people) OR EXISTS (SELECT FROM ledgers) OR EXISTS (SELECT FROM inbox) AS any`,
  )
  return rows[0]?.any === true
}

async function load(
  client: pg.Client,
  tables: readonly CatalogTable[],
  parts: AsyncIterable<TablePart>,
): Promise<void> {
  let table: { readonly name: string; readonly columns: readonly string[] } | null = null
  let batch: string[] = []
  let length = 0
  const flush = async () => {
    if (batch.length > 0) await client.query('INSERT INTO staged SELECT unnest($1::text[])::jsonb', [batch])
    batch = []
    length = 0
  }
  for await (const part of parts) {
    switch (part.kind) {
      case 'table':
        table = tables.find(({ name }) => name === part.name) ?? null
        if (table === null) throw new Error('a backup with the same migrations has the same tables')
        break
      case 'row':
        batch.push(part.json)
        length += part.json.length
        if (batch.length >= ROWS_PER_INSERT || length >= INSERT_LENGTH_MAX) await flush()
        break
      case 'end of table':
        await flush()
        if (table !== null) await fill(client, table, part.rows)
    }
  }
}

/** One statement for a whole table: rows may refer to each other, and triggers look at whole transactions. */
async function fill(
  client: pg.Client,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  rows: number,
): Promise<void> {
  const list = columns.map(quoted).join(', ')
  const { rowCount } = await client.query(
    `INSERT INTO ${quoted(name)} (${list}) OVERRIDING SYSTEM VALUE
      SELECT ${columns.map((column) => `filled.${quoted(column)}`).join(', ')}
        FROM staged, jsonb_populate_record(NULL::${quoted(name)}, staged.content) AS filled`,
  )
  if (rowCount !== rows) throw new Error('a table did not take all of its rows')
  await client.query('TRUNCATE staged')
}

/** Numbers given from now on come after those that were restored. */
async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
  )
  for (const { table, column, sequence } of rows) {
    await client.query(`SELECT setval($1, coalesce(max(${quoted(column)}), 0) + 1, false) FROM ${quoted(table)}`, [
      sequence,
    ])
  }
}
