import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The roles and the database the embedded cluster is made with. The login owns the database and is no superuser. */
export const SUPERUSER = 'postgres'
export const LOGIN = 'expense_tracker'
export const DATABASE = 'expense_tracker'

/**
 * The whole of postgresql.conf for one start. Loopback only, durable, small, and a log into which no statement, parameter
 * or value can get: only LOG, FATAL and PANIC lines are written, without DETAIL (`terse`).
 */
function serverSettings(port: number): string {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    // A process takes up to twenty, and there may be one for each role beside the command line.
    max_connections: 100,
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '128MB',
    work_mem: '4MB',
    maintenance_work_mem: '32MB',
    // The first change of a page after a checkpoint is logged whole: few checkpoints keep a backlog of updates cheap.
    max_wal_size: '512MB',
    checkpoint_timeout: '15min',
    min_wal_size: '64MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    max_parallel_workers_per_gather: 0,
    io_method: 'sync',
    jit: 'off',
    // A backend in a long statement notices that its process was killed.
    client_connection_check_interval: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'ISO, YMD',
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_statement: 'none',
    log_min_duration_statement: -1,
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return ['# Written at every start; changes are lost.', ...lines, ''].join('\n')
}

const HOST_RULES = `# Written at every start; changes are lost.
host all all 127.0.0.1/32 scram-sha-256
`

/** Writes the server's settings and access rules into its folder; each file is replaced as a whole. */
export async function writeSettings(folder: string, port: number): Promise<void> {
  for (const [name, text] of [
    ['postgresql.conf', serverSettings(port)],
    ['pg_hba.conf', HOST_RULES],
  ] as const) {
    const temporary = join(folder, `${name}.new`)
    await writeFile(temporary, text, { mode: 0o600, flush: true })
    await rename(temporary, join(folder, name))
  }
}
