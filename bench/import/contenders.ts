import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ACTUAL = '@actual-app/api@26.9.0'
/** Actual works a quarter of an hour on ten thousand rows it has already. */
const TIMEOUT_MS = 2_400_000

/** Times of one import, in milliseconds. */
type Times = { readonly milliseconds: number; readonly readMilliseconds: number; readonly added: number }

/** A file imported into a new ledger, and the same file again; the most memory of the process that did it. */
export type Imported = {
  readonly first: Times
  readonly again: Times
  readonly peakMegabytes: number
  /** The child that reads the file, where there is one. */
  readonly readerMegabytes?: number
}

/** Imports a file twice, in a process of its own. */
export type Contender = (path: string, name: string) => Promise<Imported>

/** Imports into a ledger of this database. */
export function ourselves(databaseUrl: string): Contender {
  const script = fileURLToPath(new URL('./our-import.ts', import.meta.url))
  return (path, name) => run(process.execPath, [script, databaseUrl, name, path])
}

/** Installs Actual into a folder and gives how to import with it, or in words why it cannot run. */
export async function actual(folder: string): Promise<Contender | string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{"private":true}\n')
  if (!existsSync(join(folder, 'node_modules', '@actual-app'))) {
    const options = ['install', '--no-audit', '--no-fund', '--loglevel=error', ACTUAL]
    const installed = spawnSync('npm', options, { cwd: folder, encoding: 'utf8' })
    if (installed.status !== 0) return `npm could not install ${ACTUAL}: ${installed.stderr.trim().slice(0, 400)}`
  }
  const script = join(folder, 'import.mjs')
  await copyFile(new URL('./actual-import.mjs', import.meta.url), script)
  const node = nodeFor(folder)
  if (node === null) return `${ACTUAL} is installed, but its better-sqlite3 loads in no Node that is here`
  return async (path, name) => {
    const data = join(folder, `data-${name}`)
    await mkdir(data, { recursive: true })
    return run(node, [script, data, path], folder)
  }
}

/** The Node for which npm built the database library, which may be another than ours. */
function nodeFor(folder: string): string | null {
  const paths = (process.env.PATH ?? '').split(delimiter).map((path) => join(path, 'node'))
  const check = "new (require('better-sqlite3'))(':memory:')"
  return (
    [process.execPath, ...paths].find((node) => spawnSync(node, ['-e', check], { cwd: folder }).status === 0) ?? null
  )
}

/** What a script prints on its last line. */
function run(program: string, args: readonly string[], cwd?: string): Promise<Imported> {
  return new Promise((resolve, reject) => {
    const options = { timeout: TIMEOUT_MS, maxBuffer: 256 * 1024 * 1024, ...(cwd === undefined ? {} : { cwd }) }
    execFile(program, args, options, (error, stdout, stderr) => {
      const last = stdout.trim().split('\n').at(-1) ?? ''
      if (last.startsWith('{"first"')) resolve(JSON.parse(last))
      else reject(error ?? new Error(`no figures: ${stderr.slice(-400)}`))
    })
  })
}
