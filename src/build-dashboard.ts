import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const SOURCE = join(import.meta.dirname, 'dashboard')
const BUILT = join(ROOT, 'dist', 'dashboard')
/** What the dashboard is made of: its own files, what it shares with the chat, and the versions of its packages. */
const INGREDIENTS = ['src/dashboard', 'src/formats', 'src/domain', 'src/build-dashboard.ts', 'package.json']

/**
 * The folder with the built dashboard. It is named by a hash of what it is made of, so that it is built (half a second) when that has
 * changed and at no other time; nothing is ever overwritten that another process may be serving.
 */
export async function ensureDashboard(): Promise<string> {
  const folder = join(BUILT, await hashOf(INGREDIENTS))
  if (await exists(folder)) return folder
  await mkdir(BUILT, { recursive: true })
  const unfinished = join(BUILT, `unfinished-${process.pid}`)
  await build(unfinished)
  try {
    await rename(unfinished, folder)
  } catch (error) {
    // Another process has built the same in the meantime.
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(folder))) throw error
  }
  return folder
}

async function build(outDir: string): Promise<void> {
  const vite = await import('vite')
  await vite.build({
    root: SOURCE,
    configFile: false,
    logLevel: 'warn',
    // Addresses from the root: pages lie at several depths.
    base: '/',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: ['chrome111', 'safari16.4', 'firefox115'],
      // The content security policy allows files of ours and nothing inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  })
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await filesAt(path)) {
      hash.update(`${file}\0`)
      hash.update(await readFile(join(ROOT, file)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** The files at a path below the root, in an order that is always the same; tests are no part of the product. */
async function filesAt(path: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true }).catch(() => null)
  if (entries === null) return [path]
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
