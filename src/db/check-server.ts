import type pg from 'pg'

/** Whether a PostgreSQL server can be trusted with a ledger; each problem is a sentence for its administrator. */
export type ServerCheck = { readonly kind: 'ok' } | { readonly kind: 'refused'; readonly problems: string[] }

const VERSION_MIN = 150_000

/** Looks at the settings of the server behind `client`: version 15 or newer, durable, UTF-8, and not a read-only standby. */
export async function checkServer(client: pg.ClientBase): Promise<ServerCheck> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_version') AS release,
            current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
            current_setting('server_encoding') AS encoding, pg_is_in_recovery()::text AS is_standby`,
  )
  const server = rows[0] ?? {}
  const problems: string[] = []
  if (Number(server.version) < VERSION_MIN) {
    problems.push(`PostgreSQL 15 or newer is needed, and this is ${server.release}.`)
  }
  if (server.fsync !== 'on') problems.push('fsync is off: a power cut can destroy the ledger. Set fsync = on.')
  if (server.full_page_writes !== 'on') {
    problems.push('full_page_writes is off: a power cut can destroy the ledger. Set full_page_writes = on.')
  }
  if (server.encoding !== 'UTF8') {
    problems.push(`The database must be encoded in UTF8, and this one is in ${server.encoding}.`)
  }
  if (server.is_standby === 'true') problems.push('The server is a read-only standby: connect to its primary.')
  return problems.length === 0 ? { kind: 'ok' } : { kind: 'refused', problems }
}
