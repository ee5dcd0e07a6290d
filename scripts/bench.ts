// npm run bench -- NAME [OPTION…]: runs bench/NAME.bench.ts; without a name lists what there is.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const FOLDER = 'bench'
const ENDING = '.bench.ts'

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(ENDING)) : []
const names = files.map((file) => file.slice(0, -ENDING.length)).toSorted()
const [name, ...options] = process.argv.slice(2)

if (name !== undefined && names.includes(name)) {
  const script = `${FOLDER}/${name}${ENDING}`
  process.exitCode = spawnSync(process.execPath, [script, ...options], { stdio: 'inherit' }).status ?? 1
} else {
  console.error(`npm run bench -- NAME, where NAME is one of: ${names.join(', ') || '(none yet)'}`)
  process.exitCode = 2
}
