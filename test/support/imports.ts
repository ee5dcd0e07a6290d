import { posix } from 'node:path'

/** A file below `src` or made up for a test: its path from the project's folder, with `/`, and its text. */
export type SourceFile = { readonly path: string; readonly text: string }

export type Import = {
  readonly specifier: string
  /** Written `import type` or `export type`: nothing of it is left when the program runs. */
  readonly isTypeOnly: boolean
  /** `export … from`. */
  readonly isReexport: boolean
}

// The formatter puts these words at the beginning of a line, which keeps texts and remarks out.
const STATIC = /^(import|export)\s+(type\s+)?(?:[\w*$\s{},]*?\sfrom\s+|[{*][\w*$\s{},]*?from\s+)?['"]([^'"\n]+)['"]/gm
// A computed `require` finds files of packages by their names; a computed `import` could load any source of ours.
const DYNAMIC = /\b(?:import\(\s*(?:['"]([^'"\n]+)['"])?|require(?:\.resolve)?\(\s*['"]([^'"\n]+)['"])/g

/** The imports of a text, static and dynamic. A dynamic import of something computed has the specifier `?`. */
export function importsOf(text: string): Import[] {
  const code = withoutComments(text)
  const statics = [...code.matchAll(STATIC)].map((match) => ({
    specifier: match[3] ?? '?',
    isTypeOnly: match[2] !== undefined,
    isReexport: match[1] === 'export',
  }))
  const dynamics = [...code.matchAll(DYNAMIC)].map((match) => ({
    specifier: match[1] ?? match[2] ?? '?',
    isTypeOnly: false,
    isReexport: false,
  }))
  return [...statics, ...dynamics]
}

/** The text without its comments. Comments begin after space or `;{}),`, which keeps addresses and globs whole. */
export function withoutComments(text: string): string {
  return text.replaceAll(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replaceAll(/(^|[\s;{}),])\/\/[^\n]*/g, '$1')
}

/** The path that a relative specifier means, seen from `file`. */
export function resolveImport(file: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file), specifier))
}

/** The package of a bare specifier: `@scope/name/part` → `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
