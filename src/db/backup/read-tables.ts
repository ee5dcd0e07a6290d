import pg from 'pg'
import { APP_ROLE, SYSTEM_ROLE } from '../transaction.ts'
import { appliedMigrations, type CatalogTable, catalogTables, quoted } from './catalog.ts'

/** What stands in the tables of a database, a part at a time: each table, its rows as JSON objects, its end. */
export type TablePart =
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly json: string }
  | { readonly kind: 'end of table'; readonly rows: number }

/** A view of the whole database at one moment. */
export type TableSnapshot = {
  /** Hashes of the migrations it went through; empty: there is nothing in it. */
  readonly migrations: readonly string[]
  parts(): AsyncGenerator<TablePart>
}

/** Few, since a row may hold a file. */
const ROWS_PER_FETCH = 50

/**
 * Lets `use` read all tables as they are at one moment, whatever is written meanwhile. The rows of each ledger are read as the app
 * role on that ledger, since nobody else sees them, the owner of the tables included.
 */
export async function withSnapshot<T>(
  connectionString: string,
  use: (snapshot: TableSnapshot) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, application_name: 'backup' })
  // A connection that breaks fails the statement in hand.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TimeZone = 'UTC'")
    const migrations = await appliedMigrations(client)
    return await use({ migrations, parts: () => readAll(client) })
  } finally {
    await client.end()
  }
}

async function* readAll(client: pg.Client): AsyncGenerator<TablePart> {
  const tables = await catalogTables(client)
  await client.query(`SET LOCAL ROLE ${SYSTEM_ROLE}`)
  const { rows: ledgers } = await client.query<{ id: string }>('SELECT id FROM ledgers ORDER BY id')
  for (const table of tables) {
    yield { kind: 'table', name: table.name, columns: table.columns }
    let rows = 0
    for (const ledgerId of table.ledgerColumn === null ? [null] : ledgers.map(({ id }) => id)) {
      for await (const json of readRows(client, table, ledgerId)) {
        rows += 1
        yield { kind: 'row', json }
      }
    }
    yield { kind: 'end of table', rows }
  }
}

async function* readRows(client: pg.Client, table: CatalogTable, ledgerId: string | null): AsyncGenerator<string> {
  const { name, ledgerColumn } = table
  await client.query(`SET LOCAL ROLE ${ledgerId === null ? SYSTEM_ROLE : APP_ROLE}`)
  await client.query("SELECT set_config('app.ledger_id', $1, true)", [ledgerId ?? ''])
  const condition = ledgerId === null ? '' : `WHERE ${quoted(ledgerColumn ?? '')} = '${ledgerId}'`
  await client.query(
    `DECLARE backed_up NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS json FROM ${quoted(name)} t ${condition}`,
  )
  for (;;) {
    const { rows } = await client.query<{ json: string }>(`FETCH ${ROWS_PER_FETCH} FROM backed_up`)
    for (const { json } of rows) yield json
    if (rows.length < ROWS_PER_FETCH) break
  }
  await client.query('CLOSE backed_up')
}
