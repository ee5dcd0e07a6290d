import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BankFormat } from './formats/bank-format.ts'
import { type BankIndex, createBankIndex, putAhead } from './formats/bank-index.ts'
import { type PackReport, readPack } from './formats/pack/read-pack.ts'

/** What was found in a folder of packs. A file that is refused is left out; nothing of it stops the program. */
export type LoadedPacks = {
  /** All banks, the packs asked first. */
  readonly banks: BankIndex
  readonly packs: readonly PackReport[]
}

/** No bank file comes near. */
const FILE_BYTES_MAX = 1_000_000

/** Where the packs of an installation lie. */
export function packsFolder(dataDir: string): string {
  return join(dataDir, 'packs')
}

/** Reads every `*.json` of a folder, in the order of their names, as a bank file; a folder that is not there has none. */
export async function loadPacks(folder: string, builtIn: BankIndex): Promise<LoadedPacks> {
  const accepted: BankFormat[] = []
  const packs: PackReport[] = []
  const refuse = (file: string, problems: readonly string[]) => packs.push({ file, bank: null, problems, notes: [] })
  const found = await reading(() => packFiles(folder))
  if ('problem' in found) refuse(folder, [found.problem])
  for (const file of 'problem' in found ? [] : found.content) {
    const json = await reading(() => packText(join(folder, file)))
    const pack =
      'problem' in json
        ? ({ kind: 'refused', problems: [json.problem] } as const)
        : readPack(json.content, builtIn, createBankIndex(accepted))
    if (pack.kind === 'refused') {
      refuse(file, pack.problems)
    } else {
      accepted.push(pack.bank)
      packs.push({ file, bank: pack.bank.name, problems: [], notes: pack.notes })
    }
  }
  return { banks: accepted.length === 0 ? builtIn : putAhead(accepted, builtIn), packs }
}

/** What the packs of a folder are, in words: a line for each file and for whatever is wrong or worth knowing. */
export function packWords(packs: readonly PackReport[]): string[] {
  return packs.flatMap(({ file, bank, problems, notes }) => [
    bank === null ? `the pack ${file} is not used:` : `${file}: ${bank}`,
    ...[...problems, ...notes].map((words) => `  ${words}`),
  ])
}

async function packFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => name.endsWith('.json')).sort()
}

async function packText(path: string): Promise<string> {
  if ((await stat(path)).size > FILE_BYTES_MAX) throw new RangeError('it is larger than a megabyte')
  return readFile(path, 'utf8')
}

/** What a file or folder holds, or why it cannot be read. */
async function reading<Content extends string | string[]>(
  read: () => Promise<Content>,
): Promise<{ content: Content } | { problem: string }> {
  try {
    return { content: await read() }
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message }
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    return { problem: `it cannot be read (${code})` }
  }
}
