// npm run new:bank -- xx-acme [NAME]: writes src/banks/xx-acme.ts from the template and the generated files anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { banksIndex } from './banks-index.ts'

const BANKS_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'banks')
const USAGE = 'npm run new:bank -- xx-acme ["Acme Bank"], where xx is the country (ISO 3166-1) in small letters'

/**
 * The source of a new bank file: the template under the bank's id and name, without the template's own comment. Null when
 * the id is not a country and a name in small letters, digits and dashes, such as `xx-acme`.
 */
export function renderNewBank(template: string, id: string, name?: string): string | null {
  if (!/^[a-z]{2}-[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(id)) return null
  const words = id.split('-').slice(1)
  const shown = name ?? words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join(' ')
  const constant = words
    .map((word, at) => (at === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('')
  return template
    .replace(/\/\*\*.*?\*\/\n/su, '')
    .replace('export const template', `export const ${constant}`)
    .replace("id: 'xx-acme'", `id: '${id}'`)
    .replace("name: 'Acme Bank'", `name: ${quoted(shown)}`)
    .replace("address: 'ACMEBANK'", `address: ${quoted(shown.replaceAll(' ', '').toUpperCase())}`)
    .replace("country: 'XX'", `country: '${id.slice(0, 2).toUpperCase()}'`)
    .replace("'Acme «", `'${shown.replaceAll("'", '’')} «`)
}

function quoted(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`
}

/** Writes the file of a new bank, never over an existing one. Gives the exit code. */
async function newBank([id, name]: readonly string[]): Promise<number> {
  const source = renderNewBank(readFileSync(join(BANKS_FOLDER, '_template.ts'), 'utf8'), id ?? '', name)
  if (id === undefined || source === null) {
    console.error(USAGE)
    return 2
  }
  const path = join(BANKS_FOLDER, `${id}.ts`)
  if (existsSync(path)) {
    console.error(`${path} is there already`)
    return 1
  }
  writeFileSync(path, source)
  console.log(`${path} is written: put real-shaped messages with invented values in it, then run npm run generate`)
  return banksIndex([])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await newBank(process.argv.slice(2))
