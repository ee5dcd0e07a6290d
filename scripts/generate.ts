// Writes every generated file; with --check writes nothing and exits 1 when one is not fresh.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { completeLock } from './complete-lock.ts'
import { environmentExample } from './env-example.ts'

/** `run` gives whether the file was fresh (with `check`) or could be written (without). */
type Generator = { readonly name: string; readonly run: (check: boolean) => boolean }

const GENERATORS: readonly Generator[] = [
  textFile('.env.example', environmentExample),
  textFile('package-lock.json', () => completeLock(readFileSync('package-lock.json', 'utf8'))),
  script('banks index', 'scripts/banks-index.ts'),
  script('dashboards', 'scripts/dashboards.ts'),
]

/** A file whose whole text a function gives. */
function textFile(path: string, text: () => string): Generator {
  return {
    name: path,
    run: (check) => {
      const isFresh = existsSync(path) && readFileSync(path, 'utf8') === text()
      if (!check && !isFresh) writeFileSync(path, text())
      return isFresh || !check
    },
  }
}

/** A script of its own that takes `--check`; left out while it does not exist. */
function script(name: string, path: string): Generator {
  return {
    name,
    run: (check) => {
      if (!existsSync(path)) return true
      const result = spawnSync(process.execPath, [path, ...(check ? ['--check'] : [])], { stdio: 'inherit' })
      return result.status === 0
    },
  }
}

const check = process.argv.includes('--check')
const notFresh = GENERATORS.filter((generator) => !generator.run(check)).map((generator) => generator.name)
if (notFresh.length > 0) {
  console.error(`${check ? 'not fresh (run: npm run generate)' : 'could not be written'}: ${notFresh.join(', ')}`)
  process.exitCode = 1
}
