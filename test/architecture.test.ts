import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkArchitecture } from './support/architecture.ts'
import { IMPORT_TABLE } from './support/import-table.ts'
import { importsOf, type SourceFile } from './support/imports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

function readSources(): SourceFile[] {
  return readdirSync(`${root}src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`
      return { path: path.slice(root.length).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }
    })
}

/** The rules broken by made-up files, given as path and text. */
function rulesBroken(files: Record<string, string>): string[] {
  return checkArchitecture(Object.entries(files).map(([path, text]) => ({ path, text }))).map(({ rule }) => rule)
}

describe('the source folders', () => {
  it('keep the rules of docs/architecture.md', () => {
    expect(checkArchitecture(readSources())).toEqual([])
  })

  it('stand in the table that docs/architecture.md shows', () => {
    const text = readFileSync(`${root}docs/architecture.md`, 'utf8')
    const shown = [...text.matchAll(/^\| `([a-z-]+)` +\|/gm)].map((match) => match[1])
    expect(shown).toEqual(Object.keys(IMPORT_TABLE))
  })
})

describe('the reader of import lines', () => {
  it('finds every way to import, and none in remarks and texts', () => {
    const text = [
      "import a from './a.ts'",
      "import type { B } from './b.ts'",
      "import './c.ts'",
      'import {',
      '  d,',
      '  type D,',
      "} from './d.ts'",
      "import * as e from './e.ts'",
      "export { f } from './f.ts'",
      "export * from './g.ts'",
      "export type { H } from './h.ts'",
      "const i = await import('./i.ts')",
      'const j = await import(name)',
      "// import k from './k.ts'",
      "/* import l from './l.ts'",
      "import m from './m.ts' */",
      'const text = \'import n from "./n.ts"\'',
      "export const address = 'https://example.org' // import('./o.ts')",
    ].join('\n')
    expect(importsOf(text).map((entry) => entry.specifier)).toEqual([
      ...['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts', './g.ts', './h.ts', './i.ts'],
      '?',
    ])
    expect(importsOf(text).filter((entry) => entry.isTypeOnly)).toHaveLength(2)
    expect(importsOf(text).filter((entry) => entry.isReexport)).toHaveLength(3)
  })
})

describe('the checker', () => {
  it.each([
    ['domain does not import formats', 'src/domain/money.ts', "import { x } from '../formats/match.ts'"],
    ['domain does not import zod', 'src/domain/money.ts', "import { z } from 'zod'"],
    ['domain imports nothing of Node', 'src/domain/money.ts', "import { join } from 'node:path'"],
    ['pipeline imports nothing of Node', 'src/pipeline/run.ts', "import { readFile } from 'node:fs/promises'"],
    ['pipeline does not import banks', 'src/pipeline/run.ts', "import { BANKS } from '../banks/index.ts'"],
    ['banks does not import formats', 'src/banks/xx-acme.ts', "import { match } from '../formats/match.ts'"],
    ['bot does not import web', 'src/bot/bot.ts', "import type { App } from '../web/server.ts'"],
    ['bot does not import db', 'src/bot/features/report.ts', "const store = await import('../../db/store.ts')"],
    ['delivery does not import bot', 'src/delivery/worker.ts', "import { handle } from '../bot/bot.ts'"],
    ['local-telegram does not import grammy', 'src/local-telegram/core.ts', "import { Api } from 'grammy'"],
    ['only db imports drizzle-orm', 'src/main.ts', "import { sql } from 'drizzle-orm'"],
    ['only db imports pg', 'src/readers/csv.ts', "import { Pool } from 'pg'"],
    ['telemetry does not import domain', 'src/telemetry/logger.ts', "import type { X } from '../domain/x.ts'"],
    ['nobody imports a composition root', 'src/bot/bot.ts', "import { start } from '../main.ts'"],
    ['nobody imports a composition root', 'src/main.ts', "import { start } from './cli/main.ts'"],
    ['src imports nothing outside src', 'src/db/client.ts', "import { x } from '../../test/support/imports.ts'"],
    ['a dynamic import names its file', 'src/bot/bot.ts', 'await import(path)'],
    ['no barrel files but banks/index.ts', 'src/domain/all.ts', "export * from './money.ts'"],
    ['no barrel files but banks/index.ts', 'src/domain/all.ts', "export type { Money } from './money.ts'"],
    ['no barrel files but banks/index.ts', 'src/domain/index.ts', ''],
    ['every file has a folder of the import table', 'src/magic/spell.ts', "import 'node:fs'"],
    ['every file has a folder of the import table', 'src/stray.ts', "import 'node:fs'"],
    ['a helper lives with the noun it serves', 'src/bot/utils/text.ts', ''],
    ['names are kebab-case', 'src/bot/sendReport.ts', ''],
    ['names are kebab-case', 'src/bot/myViews/text.test.ts', ''],
    ['at most 3 folders below src', 'src/bot/a/b/c/text.ts', ''],
    ['named exports only', 'src/bot/bot.ts', 'export default function bot() {}'],
    ['only the command line uses console', 'src/bot/bot.ts', "console.log('hello')"],
    ['only config and the composition roots read the environment', 'src/db/client.ts', 'const url = process.env.URL'],
    [
      'only db/client.ts opens transactions and takes clients from the pool',
      'src/db/store.ts',
      'await db.transaction(work)',
    ],
    [
      'only db/client.ts opens transactions and takes clients from the pool',
      'src/db/store.ts',
      'await this.pool.connect()',
    ],
    ['a log message is a fixed text', 'src/bot/bot.ts', 'log.info({ count: 1 }, `hello $' + '{name}`)'],
  ])('reports "%s" in %s', (rule, path, text) => {
    expect(rulesBroken({ [path]: text })).toEqual([rule])
  })

  it('reports a cycle between files, of types too', () => {
    const files = {
      'src/domain/a.ts': "import type { B } from './b.ts'",
      'src/domain/b.ts': "import type { C } from './c.ts'",
      'src/domain/c.ts': "import type { A } from './a.ts'",
    }
    expect(rulesBroken(files)).toEqual(['no cycles between files'])
  })

  it('finds nothing in files that keep the rules', () => {
    const files = {
      'src/domain/money.ts': 'export const zero = 0n',
      'src/formats/match.ts': "import { zero } from '../domain/money.ts'\nimport { RE2JS } from 're2js'",
      'src/banks/xx-acme.ts': "import type { BankFormat } from '../formats/bank-format.ts'",
      'src/banks/_template.ts': "import type { BankFormat } from '../formats/bank-format.ts'",
      'src/banks/index.ts': "export { acme } from './xx-acme.ts'",
      'src/local-telegram/core.ts':
        "import type { Update } from 'grammy/types'\nimport { assertNever } from '../domain/assert-never.ts'\nimport { join } from 'node:path'",
      'src/db/client.ts': "import { Pool } from 'pg'\nawait pool.connect()\nawait db.transaction(work)",
      'src/db/listen.ts': "export type { Pool } from 'pg'\nexport function listen(pool: Pool) {}",
      'src/db/binaries.ts': 'const path = require.resolve(name)',
      'src/cli/main.ts': "import { store } from '../db/store.ts'\nconsole.log(process.env.HOME)",
      'src/main.ts': "import { readConfig } from './config.ts'\nreadConfig(process.env)",
      'src/bot/bot.test.ts': "import { store } from '../db/store.ts'\nconsole.log(1)",
    }
    expect(rulesBroken(files)).toEqual([])
  })
})
