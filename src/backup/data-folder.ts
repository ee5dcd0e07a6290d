import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file of the data folder, by its path in it. */
export type DataFile = { readonly path: string; readonly base64: string }

/** What the data folder holds beside database and key: bank files, and the chat of the local Telegram. */
const FOLDERS = ['packs', 'local-telegram']
const KEY_FILE = 'secret.key'
const STAGED = '.restoring'

/** The files of a data folder that belong to a backup. */
export async function readDataFiles(dataDir: string): Promise<DataFile[]> {
  const files: DataFile[] = []
  for (const folder of FOLDERS) {
    const entries = await readdir(join(dataDir, folder), { withFileTypes: true }).catch(noneIfAbsent)
    for (const entry of entries.filter((one) => one.isFile() && one.name.endsWith('.json'))) {
      const bytes = await readFile(join(dataDir, folder, entry.name))
      files.push({ path: `${folder}/${entry.name}`, base64: bytes.toString('base64') })
    }
  }
  return files
}

/** The key that the data folder holds, as text; null when there is none. */
export async function keyOfFolder(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, KEY_FILE), 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null
    throw error
  })
  return text?.trim() ?? null
}

/** Files that lie ready beside their places. */
export type StagedFiles = {
  /** Puts them into their places; what stood there is kept under a name with `before-restore`, where it differs. */
  place(): Promise<void>
  discard(): Promise<void>
}

/** Writes the key (null: it comes from the environment) and the files of a backup beside their places. */
export async function stageFiles(
  dataDir: string,
  { secretKey, files }: { readonly secretKey: string | null; readonly files: readonly DataFile[] },
): Promise<StagedFiles> {
  const staged = join(dataDir, STAGED)
  await rm(staged, { recursive: true, force: true })
  await mkdir(staged, { recursive: true, mode: 0o700 })
  const known = files.filter(({ path }) =>
    FOLDERS.some((folder) => new RegExp(`^${folder}/[^/\\\\]+\\.json$`).test(path)),
  )
  const key = secretKey === null ? [] : [{ path: KEY_FILE, base64: Buffer.from(`${secretKey}\n`).toString('base64') }]
  const all = [...known, ...key]
  for (const { path, base64 } of all) {
    await mkdir(dirname(join(staged, path)), { recursive: true, mode: 0o700 })
    await writeFile(join(staged, path), Buffer.from(base64, 'base64'), { mode: 0o600 })
  }
  const discard = () => rm(staged, { recursive: true, force: true })
  return {
    place: async () => {
      for (const { path, base64 } of all) {
        const place = join(dataDir, path)
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        await keepFormer(place, Buffer.from(base64, 'base64'))
        await rename(join(staged, path), place)
      }
      await discard()
    },
    discard,
  }
}

async function keepFormer(place: string, bytes: Buffer): Promise<void> {
  const former = await readFile(place).catch((error: unknown) => {
    if (isAbsent(error)) return null
    throw error
  })
  if (former !== null && !former.equals(bytes)) await rename(place, `${place}.before-restore`)
}

function noneIfAbsent(error: unknown): [] {
  if (isAbsent(error)) return []
  throw error
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
