import { readFile } from 'node:fs/promises'
import { type Config, type ConfigOutcome, readConfig } from './config.ts'
import { openStorage, type Storage, type StorageOptions } from './db/open.ts'
import { systemClock } from './domain/calendar.ts'
import type { Logger } from './domain/ports.ts'
import { STARTING_ACCOUNTS } from './pipeline/seed/starting-accounts.ts'
import { loadSecretKey } from './secret.ts'

/** This installation as the bot and the command line find it: its settings, its key and its database. */

/** What `environment` and the `.env` of the working folder say; a folder without one is fine. */
export async function readSettings(environment: Readonly<Record<string, string | undefined>>): Promise<ConfigOutcome> {
  const envFileText = await readFile('.env', 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  return readConfig(environment, { envFileText })
}

/** Opens the configured database with the installation's key; throws with what to do where that is not possible. */
export async function openInstallation(
  config: Config,
  logger: Logger,
  options: Pick<StorageOptions, 'poolSize' | 'onTransaction' | 'traceParent'>,
): Promise<Storage> {
  const secretKey = await loadSecretKey(config)
  if (secretKey.kind === 'refused') throw new Error(secretKey.problem)
  return openStorage({
    databaseUrl: config.databaseUrl?.reveal() ?? null,
    dataDir: config.dataDir,
    secretKey: secretKey.key.export(),
    clock: systemClock,
    logger,
    startingAccounts: STARTING_ACCOUNTS,
    ...options,
  })
}
