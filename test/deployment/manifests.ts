import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments, parse as parseYaml } from 'yaml'

export type Manifest = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> }
  // Checked by the validators of the kinds; tests look at single fields of it.
  // biome-ignore lint/suspicious/noExplicitAny: a manifest may be anything until it is validated
  readonly [field: string]: any
}

/** A folder with a kustomization and what it says. */
export type Layer = {
  readonly folder: string
  readonly kustomization: {
    readonly resources: readonly string[]
    readonly patches?: readonly { readonly path: string }[]
    readonly images?: readonly { readonly name: string }[]
  }
  /** The YAML files of the folder besides the kustomization. */
  readonly files: readonly string[]
}

export function readLayer(folder: string): Layer {
  return {
    folder,
    kustomization: parseYaml(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')),
    files: readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml'),
  }
}

/** The objects of a file; throws for YAML that is none, and for a key that stands twice. */
export function readManifests(path: string): readonly Manifest[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => {
    const [problem] = document.errors
    if (problem !== undefined) throw problem
    return document.toJS() as Manifest
  })
}
