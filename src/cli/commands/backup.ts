import { parseArgs } from 'node:util'
import type { Streams } from '../streams.ts'
import { UsageError } from '../streams.ts'

/** What a backup command works with; the composition root gives the work itself. */
export type BackupTools = Streams & {
  readonly backUp: (options: BackupOrder) => Promise<{ tables: number; rows: number; bytes: number }>
  readonly restore: (
    options: BackupOrder & { readonly mayReplace: boolean },
  ) => Promise<{ tables: number; rows: number }>
}

export type BackupOrder = {
  readonly file: string
  readonly passphrase: string
  readonly say: (words: string) => void
}

const PASSPHRASE_LENGTH_MAX = 1_024

/** `backup FILE --passphrase-stdin`: everything in one encrypted file. Exit code 0; what cannot be is thrown. */
export async function backupCommand(args: string[], tools: BackupTools): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: PASSPHRASE })
  const file = fileOf('backup', positionals, values)
  const passphrase = await readPassphrase('backup', tools)
  const { tables, rows, bytes } = await tools.backUp({ file, passphrase, say: sayTo(tools) })
  tools.stderr.write(`wrote ${file}: ${tables} tables, ${rows} rows, ${bytes} bytes\n`)
  return 0
}

/** `restore FILE --passphrase-stdin [--replace]`: puts a backup back. Exit code 0; what cannot be is thrown. */
export async function restoreCommand(args: string[], tools: BackupTools): Promise<number> {
  const options = { ...PASSPHRASE, replace: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const file = fileOf('restore', positionals, values)
  const passphrase = await readPassphrase('restore', tools)
  const mayReplace = values.replace === true
  const { tables, rows } = await tools.restore({ file, passphrase, mayReplace, say: sayTo(tools) })
  tools.stderr.write(`restored ${file}: ${tables} tables, ${rows} rows\n`)
  return 0
}

const PASSPHRASE = { 'passphrase-stdin': { type: 'boolean' } } as const

function fileOf(command: string, positionals: readonly string[], values: { 'passphrase-stdin'?: boolean }): string {
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new UsageError(`${command}: name one file`)
  if (file === '-') throw new UsageError(`${command}: name a file; standard input brings the passphrase`)
  if (values['passphrase-stdin'] !== true) {
    throw new UsageError(`${command}: give the passphrase with --passphrase-stdin`)
  }
  return file
}

/** Standard input up to the end of its first line. */
async function readPassphrase(command: string, { stdin }: Streams): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (text.length > PASSPHRASE_LENGTH_MAX) throw new UsageError(`${command}: the passphrase is too long`)
  }
  const passphrase = text.replace(/\r?\n[\s\S]*$/u, '')
  if (passphrase === '') throw new UsageError(`${command}: standard input holds no passphrase`)
  return passphrase
}

function sayTo({ stderr }: Streams): (words: string) => void {
  return (words) => stderr.write(`${words}\n`)
}
