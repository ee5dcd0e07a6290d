/** The part of package-lock.json that is read and written here. */
type LockedPackage = { readonly optionalDependencies?: Readonly<Record<string, string>>; readonly dev?: boolean }
type Lock = { packages: Record<string, LockedPackage> }

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']

/**
 * The text of package-lock.json with an entry for every optional package of a platform. npm leaves out those that the
 * registry at hand does not have, and then `npm ci` takes the file for outdated. Platforms are read from names, which
 * end in system, processor and C library: `binding-linux-x64-musl`. A complete file comes back as it is.
 */
export function completeLock(text: string): string {
  const lock = JSON.parse(text) as Lock
  const added: Record<string, LockedPackage> = {}
  for (const [path, locked] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(locked.optionalDependencies ?? {})) {
      if (!isLocked(lock, path, name)) added[`node_modules/${name}`] = platformEntry(name, version, locked.dev === true)
    }
  }
  if (Object.keys(added).length === 0) return text
  const packages = Object.entries({ ...lock.packages, ...added })
  packages.sort(([left], [right]) => left.localeCompare(right, 'en'))
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`
}

/** Whether `name` is found as Node looks for it from the package at `path`: in its own folder, then upwards. */
function isLocked(lock: Lock, path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true
    if (folder === '') return false
  }
}

function platformEntry(name: string, version: string, dev: boolean) {
  const words = (name.split('/').at(-1) ?? '').split('-')
  const at = words.findIndex((word) => SYSTEMS.includes(word))
  const [os, cpu, library = ''] = words.slice(at)
  if (at < 0 || os === undefined || cpu === undefined) throw new Error(`cannot tell the platform of ${name}`)
  const libc = os !== 'linux' ? null : library.startsWith('musl') ? 'musl' : library.startsWith('gnu') ? 'glibc' : null
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc === null ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  }
}
