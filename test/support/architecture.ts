import {
  COMPOSITION_ROOTS,
  FOR_EVERYBODY,
  type FolderRule,
  IMPORT_TABLE,
  RESERVED_PACKAGES,
  ROOT_FILES,
} from './import-table.ts'
import { type Import, importsOf, packageOf, resolveImport, type SourceFile, withoutComments } from './imports.ts'

/** A broken rule, by its name, in a file. */
export type Violation = { readonly rule: string; readonly file: string; readonly detail: string }

const BANNED_FOLDERS = ['utils', 'lib', 'helpers', 'common', 'services']
const DEPTH_MAX = 3

/** The last one hands PATH and the folder for temporary files on to the programs that it starts, and nothing else. */
const ENVIRONMENT_READERS = ['src/config.ts', ...COMPOSITION_ROOTS, 'src/db/embedded/run-program.ts']

/** Every breach of the folder rules in `files`, which are all files below `src`. Tests are held to the rules of names only. */
export function checkArchitecture(files: readonly SourceFile[]): Violation[] {
  const sources = files.filter((file) => /\.tsx?$/.test(file.path) && !isTest(file.path))
  return [
    ...files.flatMap(checkNames),
    ...sources.flatMap(checkText),
    ...sources.flatMap((file) => importsOf(file.text).flatMap((entry) => checkImport(file, entry))),
    ...findCycles(sources),
  ]
}

function isTest(path: string): boolean {
  return /\.test\.ts$/.test(path)
}

function checkNames({ path }: SourceFile): Violation[] {
  const folders = path.split('/').slice(1, -1)
  const name = path.split('/').at(-1) ?? ''
  const found: Violation[] = []
  const add = (rule: string, detail: string): void => void found.push({ rule, file: path, detail })
  for (const folder of folders) {
    if (BANNED_FOLDERS.includes(folder)) add('a helper lives with the noun it serves', folder)
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(folder)) add('names are kebab-case', folder)
  }
  if (
    !/^_?[a-z0-9]+(-[a-z0-9]+)*(\.(test|long|generated))*\.[a-z0-9]+$/i.test(name) ||
    /[A-Z]/.test(name.replace('README', ''))
  ) {
    add('names are kebab-case', name)
  }
  if (folders.length > DEPTH_MAX) add(`at most ${DEPTH_MAX} folders below src`, String(folders.length))
  if (name === 'index.ts' && path !== 'src/banks/index.ts') add('no barrel files but banks/index.ts', name)
  return found
}

/** Rules that a pattern in the text tells; `allowed` says where the pattern may stand. */
const TEXT_RULES: readonly { rule: string; pattern: RegExp; allowed: (path: string) => boolean }[] = [
  { rule: 'named exports only', pattern: /^export\s+default\b|\bas\s+default\b/m, allowed: () => false },
  {
    rule: 'only the command line uses console',
    pattern: /\bconsole\s*\.\s*\w+\s*\(/,
    allowed: (path) => path.startsWith('src/cli/'),
  },
  {
    rule: 'only config and the composition roots read the environment',
    pattern: /\bprocess\s*\.\s*env\b|\benv\b[^\n]*from 'node:process'/,
    allowed: (path) => ENVIRONMENT_READERS.includes(path),
  },
  {
    rule: 'only db/client.ts opens transactions and takes clients from the pool',
    pattern: /\b(?:db|database|drizzle)\.transaction\(|\bpool\.connect\(/i,
    allowed: (path) => path === 'src/db/client.ts',
  },
  {
    rule: 'a log message is a fixed text',
    pattern: /\blog(?:ger)?\.(?:trace|debug|info|warn|error)\([^`)]*`[^`]*\$\{/,
    allowed: () => false,
  },
]

function checkText({ path, text }: SourceFile): Violation[] {
  const code = withoutComments(text)
  return TEXT_RULES.flatMap(({ rule, pattern, allowed }) => {
    const match = allowed(path) ? null : pattern.exec(code)
    return match === null ? [] : [{ rule, file: path, detail: match[0].slice(0, 80) }]
  })
}

/** The rule of the table that holds for a file, and the folder's name in the table; null for a place the table does not know. */
function ruleOf(path: string): { folder: string; rule: FolderRule } | null {
  const folder = ROOT_FILES[path] ?? (path.split('/').length > 2 ? path.split('/')[1] : undefined) ?? ''
  const rule = IMPORT_TABLE[COMPOSITION_ROOTS.includes(path) ? 'main' : folder]
  return rule === undefined ? null : { folder, rule }
}

function checkImport({ path: file, text }: SourceFile, entry: Import): Violation[] {
  const from = ruleOf(file)
  if (from === null) return [{ rule: 'every file has a folder of the import table', file, detail: file }]
  const broken = (rule: string): Violation[] => [{ rule, file, detail: entry.specifier }]
  if (entry.isReexport && file !== 'src/banks/index.ts' && !isOfSignature(text, entry))
    return broken('no barrel files but banks/index.ts')
  if (entry.specifier === '?') return broken('a dynamic import names its file')
  if (entry.specifier.startsWith('.')) return checkFolder(file, from, entry).flatMap(broken)
  if (entry.specifier.startsWith('node:')) return from.rule.node ? [] : broken(`${from.folder} imports nothing of Node`)
  return checkPackage(from, entry).flatMap(broken)
}

/** A type that is passed on because exports of the same file speak of it: no barrel. */
function isOfSignature(text: string, entry: Import): boolean {
  return entry.isTypeOnly && /^export\s+(?:async\s+)?(?:function|const|class)\b/m.test(text)
}

function checkFolder(file: string, from: { folder: string; rule: FolderRule }, entry: Import): string[] {
  const target = resolveImport(file, entry.specifier)
  if (target === 'package.json' || target === FOR_EVERYBODY) return []
  if (!target.startsWith('src/')) return ['src imports nothing outside src']
  if (COMPOSITION_ROOTS.includes(target)) return ['nobody imports a composition root']
  const { folder, rule } = from
  const to = ruleOf(target)?.folder ?? target
  if (to === folder || rule.folders === 'everything' || rule.folders.includes(to)) return []
  if (entry.isTypeOnly && rule.typeFolders?.includes(to)) return []
  return [`${folder} does not import ${to}`]
}

function checkPackage({ folder, rule }: { folder: string; rule: FolderRule }, entry: Import): string[] {
  const name = packageOf(entry.specifier)
  const owner = RESERVED_PACKAGES[name]
  if (owner !== undefined && owner !== folder) return [`only ${owner} imports ${name}`]
  const isListed = (list: readonly string[]): boolean => list.includes(name) || list.includes(`${name.split('/')[0]}/*`)
  if (rule.packages === 'everything' || isListed(rule.packages)) return []
  if (entry.isTypeOnly && isListed(rule.typePackages ?? [])) return []
  return [`${folder} does not import ${name}`]
}

/** A violation for each cycle of imports, types included, that a walk over the files meets. */
function findCycles(files: readonly SourceFile[]): Violation[] {
  const targets = new Map(
    files.map(({ path, text }) => {
      const relative = importsOf(text).filter((entry) => entry.specifier.startsWith('.'))
      return [path, relative.map((entry) => resolveImport(path, entry.specifier))]
    }),
  )
  const found: Violation[] = []
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      const cycle = [...trail.slice(trail.indexOf(path)), path]
      found.push({ rule: 'no cycles between files', file: path, detail: cycle.join(' → ') })
      return
    }
    if (done.has(path)) return
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path])
    done.add(path)
  }
  for (const path of targets.keys()) walk(path, [])
  return found
}
