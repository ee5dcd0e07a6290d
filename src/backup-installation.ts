import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from './backup/backup-error.ts'
import { readBackupFile, writeBackupFile } from './backup/backup-file.ts'
import { type DataFile, keyOfFolder, readDataFiles, stageFiles } from './backup/data-folder.ts'
import type { BackupRecord } from './backup/records.ts'
import type { Config } from './config.ts'
import { type LoadRefusal, loadTables } from './db/backup/load-tables.ts'
import { type TablePart, type TableSnapshot, withSnapshot } from './db/backup/read-tables.ts'
import { startEmbeddedPostgres } from './db/embedded/start.ts'
import { prepareDatabase } from './db/open.ts'
import { systemClock } from './domain/calendar.ts'
import type { Logger } from './domain/ports.ts'
import { loadSecretKey } from './secret.ts'

/** What a backup was made of, or a restore brought. */
export type BackupCounts = { readonly tables: number; readonly rows: number }

type Options = {
  readonly config: Config
  readonly file: string
  readonly passphrase: string
  readonly logger: Logger
  /** Hears how far it is, a line at a time. */
  readonly say: (words: string) => void
}

/** Writes everything of this installation into one encrypted file: database, key, bank files. Throws BackupError. */
export async function backUp(options: Options): Promise<BackupCounts & { readonly bytes: number }> {
  const { config, file, passphrase, say } = options
  const secretKey = await presentKey(config)
  const files = await readDataFiles(config.dataDir)
  const counts = { tables: 0, rows: 0 }
  const server = await openServer(options)
  try {
    const bytes = await withSnapshot(server.connectionString, (snapshot) => {
      if (snapshot.migrations.length === 0) throw new BackupError(NOTHING)
      return writeBackupFile(file, passphrase, recordsOf(snapshot, { secretKey, files, counts, say }))
    })
    return { ...counts, bytes }
  } finally {
    await server.close()
  }
}

const NOTHING = 'There is nothing to back up here: the program was never started on this DATA_DIR and DATABASE_URL.'

/**
 * Puts a backup back: database, key, bank files, all of it or nothing. The whole file is checked before anything is touched. Into
 * an installation that holds data only when `mayReplace`. Throws BackupError.
 */
export async function restore(options: Options & { readonly mayReplace: boolean }): Promise<BackupCounts> {
  const { config, file, passphrase, mayReplace, logger, say } = options
  const checked = await readBackupFile(file, passphrase, check)
  say(`the backup of ${checked.madeAt} is whole: ${checked.tables} tables, ${checked.rows} rows`)
  const given = config.secretKey?.reveal() ?? null
  if (given !== null && Buffer.compare(Buffer.from(given, 'base64'), Buffer.from(checked.secretKey, 'base64')) !== 0) {
    throw new BackupError('SECRET_KEY is set, and is not the key of this backup. Unset it: the backup brings its own.')
  }
  if (await isOtherKey(config, checked.secretKey)) {
    say('the key in DATA_DIR is another one; it will be kept as secret.key.before-restore')
  }
  const server = await openServer(options)
  try {
    await prepareDatabase(server.connectionString, logger)
    const staged = await stageFiles(config.dataDir, {
      secretKey: given === null ? checked.secretKey : null,
      files: checked.files,
    })
    try {
      const refusal = await readBackupFile(file, passphrase, (records) =>
        loadTables({
          connectionString: server.connectionString,
          migrations: checked.migrations,
          parts: partsOf(records, say),
          mayReplace,
        }),
      )
      if (refusal !== null) throw new BackupError(REFUSALS[refusal])
      await staged.place()
    } catch (error) {
      await staged.discard()
      throw error
    }
  } finally {
    await server.close()
  }
  return { tables: checked.tables, rows: checked.rows }
}

const REFUSALS: Readonly<Record<LoadRefusal, string>> = {
  'other-migrations':
    'This backup was made by another version of the program. Restore it with that version, and update then.',
  'not-empty': 'This database holds data already. Name another DATA_DIR, or say --replace to lose what is there.',
  'in-use': 'The program is running on this database. Stop it first.',
}

async function openServer({ config, logger }: Options): Promise<{ connectionString: string; close(): Promise<void> }> {
  const given = config.databaseUrl?.reveal()
  if (given !== undefined) return { connectionString: given, close: async () => {} }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, logger })
  return { connectionString: embedded.connectionString, close: () => embedded.release() }
}

/** The key in base64; none is made, and no database either. */
async function presentKey(config: Config): Promise<string> {
  const isDatabaseThere =
    config.databaseUrl !== null ||
    (await access(join(config.dataDir, 'postgres')).then(
      () => true,
      () => false,
    ))
  const isKeyThere = config.secretKey !== null || (await keyOfFolder(config.dataDir)) !== null
  if (!isDatabaseThere || !isKeyThere) throw new BackupError(NOTHING)
  const outcome = await loadSecretKey(config)
  if (outcome.kind === 'refused') throw new BackupError(outcome.problem)
  return outcome.key.export().toString('base64')
}

async function isOtherKey({ dataDir, secretKey }: Config, expected: string): Promise<boolean> {
  const present = secretKey === null ? await keyOfFolder(dataDir) : null
  return present !== null && present !== expected
}

type Extra = {
  readonly secretKey: string
  readonly files: readonly DataFile[]
  readonly counts: { tables: number; rows: number }
  readonly say: (words: string) => void
}

async function* recordsOf(
  snapshot: TableSnapshot,
  { secretKey, files, counts, say }: Extra,
): AsyncGenerator<BackupRecord> {
  const { migrations } = snapshot
  yield { kind: 'manifest', madeAt: systemClock.now().toString({ smallestUnit: 'second' }), secretKey, migrations }
  for (const file of files) yield { kind: 'file', ...file }
  for await (const part of told(snapshot.parts(), say)) {
    if (part.kind === 'end of table') {
      counts.tables += 1
      counts.rows += part.rows
    }
    yield part
  }
  yield { kind: 'end', ...counts }
}

/** The tables of a backup, for the database. */
async function* partsOf(records: AsyncIterable<BackupRecord>, say: (words: string) => void): AsyncGenerator<TablePart> {
  yield* told(
    (async function* () {
      for await (const record of records) {
        if (record.kind === 'table' || record.kind === 'row' || record.kind === 'end of table') yield record
      }
    })(),
    say,
  )
}

/** Says each table that has rows, when it is through. */
async function* told(parts: AsyncIterable<TablePart>, say: (words: string) => void): AsyncGenerator<TablePart> {
  let table = ''
  for await (const part of parts) {
    if (part.kind === 'table') table = part.name
    if (part.kind === 'end of table' && part.rows > 0) say(`${table}: ${part.rows} rows`)
    yield part
  }
}

type Checked = BackupCounts & {
  readonly madeAt: string
  readonly secretKey: string
  readonly migrations: readonly string[]
  readonly files: readonly DataFile[]
}

/** Reads a backup to its end, and gives what is needed of it before its tables; throws BackupError when it is not whole. */
async function check(records: AsyncIterable<BackupRecord>): Promise<Checked> {
  let manifest: Extract<BackupRecord, { kind: 'manifest' }> | null = null
  let end: BackupCounts | null = null
  const files: DataFile[] = []
  const counts = { tables: 0, rows: 0 }
  for await (const record of records) {
    switch (record.kind) {
      case 'manifest':
        manifest = record
        break
      case 'file':
        files.push(record)
        break
      case 'row':
        counts.rows += 1
        break
      case 'end of table':
        counts.tables += 1
        break
      case 'end':
        end = record
        break
      case 'table':
        break
    }
  }
  if (manifest === null || end?.rows !== counts.rows || end.tables !== counts.tables) {
    throw new BackupError('This backup is not whole: whoever made it did not finish.')
  }
  return { ...counts, ...manifest, files }
}
