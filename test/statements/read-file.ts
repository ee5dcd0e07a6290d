import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { BANKS } from '../../src/banks/index.ts'
import { readStatementFile } from '../../src/compose.ts'
import { type ReadStatementFile, rowEffect, type Statement, type StatementReading } from '../../src/domain/statement.ts'
import { readStatements } from '../../src/formats/statements/read-statements.ts'
import { WORLD_BANKS } from '../../src/formats/statements/world-banks.ts'
import { readContents } from '../../src/readers/child/file-content.ts'

/** Opens a file of the tests as the command line does, in a ledger of Lagos. */
export async function readTestFile(path: string, password: string | null = null): Promise<StatementReading> {
  return readBytes(await readFile(path), basename(path), password)
}

/** Opens bytes under a name. */
export function readBytes(
  bytes: Uint8Array,
  fileName: string,
  password: string | null = null,
): Promise<StatementReading> {
  return readStatementFile(bytes, { password, fileName, currency: 'NGN', timeZone: 'Africa/Lagos' })
}

/** The same without the child process, for files that are known to be harmless. */
export async function readHere(path: string): Promise<readonly Statement[]> {
  return readContentHere(await readFile(path), basename(path))
}

/** What reads the files of commands without the child process. */
export const readFilesHere: ReadStatementFile = async (bytes, { fileName }) => {
  const [first, ...others] = await readContentHere(bytes, fileName)
  if (first === undefined) throw new Error('no list of transactions')
  return { kind: 'statements', statements: [first, ...others] }
}

async function readContentHere(bytes: Uint8Array, fileName: string): Promise<readonly Statement[]> {
  const banks = [...BANKS, ...WORLD_BANKS]
  const contents = await readContents(Buffer.from(bytes), null, false)
  const context = { banks, currency: 'NGN', timeZone: 'Africa/Lagos', fileName }
  return contents.flatMap(({ content }) => readStatements(content, context))
}

/** The statements of a reading that must have some. */
export function statementsOf(reading: StatementReading): readonly Statement[] {
  if (reading.kind !== 'statements') throw new Error(`not read: ${JSON.stringify(reading)}`)
  return reading.statements
}

/** The figures of a statement that the expected files list. */
export function figuresOf(statement: Statement) {
  const days = statement.rows.map(({ date }) => date.toString()).sort()
  const credits = statement.rows.reduce((sum, row) => sum + (row.direction === 'credit' ? row.amount : 0n), 0n)
  const net = statement.rows.reduce((sum, row) => sum + rowEffect(row), 0n)
  return {
    institution: statement.institution,
    currency: statement.currency,
    accountTail: statement.accountTail,
    openingBalanceMinor: statement.openingBalance,
    closingBalanceMinor: statement.closingBalance,
    transactionCount: statement.rows.length,
    totalDebitMinor: credits - net,
    totalCreditMinor: credits,
    firstDate: days[0],
    lastDate: days.at(-1),
  }
}
