import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Fields of Kubernetes objects that the API does not know. The validators of kubernetes-models pass them over, and so would the cluster
 * with a warning nobody reads: `prots:` would be a container without ports. What there is, the type declarations say.
 */

const require = createRequire(import.meta.url)
const MODELS = dirname(require.resolve('kubernetes-models/package.json'))
const MACHINERY = dirname(
  createRequire(join(MODELS, 'package.json')).resolve('@kubernetes-models/apimachinery/package.json'),
)

/** Fields by name: the declared type, and the file in which its names are imported. */
type Shape = { readonly fields: ReadonlyMap<string, string>; readonly imports: ReadonlyMap<string, string> }

const shapes = new Map<string, Shape | null>()

/** Paths of unknown fields of `object`, such as `spec.template.spec.containers[0].prots`. */
export function unknownFields(object: { readonly apiVersion: string; readonly kind: string }): string[] {
  return walk(object, join(MODELS, object.apiVersion, `${object.kind}.d.ts`), '')
}

function walk(value: unknown, file: string, path: string): string[] {
  const shape = shapeIn(file)
  if (shape === null || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, content]) => {
    const place = path === '' ? name : `${path}.${name}`
    const type = shape.fields.get(name)
    return type === undefined ? [place] : walkType(content, type, shape, place)
  })
}

function walkType(value: unknown, type: string, shape: Shape, path: string): string[] {
  const many = /^Array<(.+)>$/.exec(type)?.[1]
  if (many !== undefined && Array.isArray(value)) {
    return value.flatMap((item, at) => walkType(item, many, shape, `${path}[${at}]`))
  }
  const file = shape.imports.get(type)
  return file === undefined ? [] : walk(value, file, path)
}

/** Null for a file that declares no object, such as a quantity. */
function shapeIn(file: string): Shape | null {
  const known = shapes.get(file)
  if (known !== undefined) return known
  if (!existsSync(file)) throw new Error(`there is no declaration ${file}`)
  const text = readFileSync(file, 'utf8')
  const body = /export interface \w+[^{]*\{\n([\s\S]*?)\n\}/.exec(text)?.[1]
  const shape = body === undefined ? null : { fields: fieldsOf(body), imports: importsOf(text, file) }
  shapes.set(file, shape)
  return shape
}

function fieldsOf(body: string): Map<string, string> {
  return new Map([...body.matchAll(/^ {4}"([^"]+)"\??: (.+?);?$/gm)].map(([, name = '', type = '']) => [name, type]))
}

function importsOf(text: string, file: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^import \{ (\w+) \} from "(.+)";$/gm)].map(([, name = '', from = '']) => [
      name,
      from.startsWith('.')
        ? join(dirname(file), from.replace(/\.js$/, '.d.ts'))
        : `${from.replace('@kubernetes-models/apimachinery', MACHINERY)}.d.ts`,
    ]),
  )
}
