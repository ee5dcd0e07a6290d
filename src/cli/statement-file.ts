import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Ledger } from '../domain/ports.ts'
import type { StatementReading } from '../domain/statement.ts'
import type { LedgerContext } from './ledger-context.ts'

/** More of a file is not looked at; see the limits of the readers. */
const BYTES_MAX = 64 * 1024 * 1024

/** A statement file's reading, and a name for its content: equal for equal files, whatever they are called. */
export type OpenedStatement = {
  readonly reading: StatementReading
  readonly contentName: string
  readonly fileName: string
}

/** Opens a statement file; null when it cannot be read from disk. */
export async function openStatement(
  path: string,
  password: string | null,
  ledger: Ledger,
  context: Pick<LedgerContext, 'readStatementFile' | 'ids' | 'inLedger'>,
): Promise<OpenedStatement | null> {
  const bytes = await frontOf(path)
  return bytes === null ? null : openBytes(bytes, basename(path), password, ledger, context)
}

/** The same for what comes on standard input, which goes by the name `-`. */
export async function openStatementInput(
  password: string | null,
  ledger: Ledger,
  context: Pick<LedgerContext, 'readStatementFile' | 'ids' | 'inLedger' | 'streams'>,
): Promise<OpenedStatement> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of context.streams.stdin) {
    chunks.push(Buffer.from(chunk))
    length += chunks.at(-1)?.length ?? 0
    if (length > BYTES_MAX) break
  }
  return openBytes(Buffer.concat(chunks).subarray(0, BYTES_MAX), '-', password, ledger, context)
}

async function openBytes(
  bytes: Buffer,
  fileName: string,
  password: string | null,
  ledger: Ledger,
  context: Pick<LedgerContext, 'readStatementFile' | 'ids' | 'inLedger'>,
): Promise<OpenedStatement> {
  const { currency, timeZone } = ledger
  const taught = await context.inLedger((session) => session.taughtColumns())
  const reading = await context.readStatementFile(bytes, { password, fileName, currency, timeZone, taught })
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { reading, contentName: context.ids.fingerprint(`statement file\n${digest}`), fileName }
}

async function frontOf(path: string): Promise<Buffer | null> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.min(size, BYTES_MAX))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    return bytes.subarray(0, bytesRead)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** What to do about a file that was not opened, in words. `passwordPlace`: where a password is given, such as an option. */
export function explainReading(
  reading: Exclude<StatementReading, { kind: 'statements' }>,
  passwordPlace: string,
): string {
  switch (reading.kind) {
    case 'needs-password':
      return `the file is locked: give its password with ${passwordPlace}`
    case 'wrong-password':
      return 'the password does not open the file'
    case 'refused':
      return reading.sample === undefined
        ? reading.what
        : `${reading.what}; sent to the bot as a file, it can be taught what the columns are`
  }
}
