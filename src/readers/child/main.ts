// The program of the child process: one statement file from standard input, its reading to standard output. It has no
// environment, no network and no files but the program's own, and is ended from outside when it takes too much.
import { writeSync } from 'node:fs'
import type { Statement, StatementReading } from '../../domain/statement.ts'
import type { TableSample } from '../../domain/taught-columns.ts'
import { readStatements } from '../../formats/statements/read-statements.ts'
import { sampleOfTables } from '../../formats/statements/table-sample.ts'
import { encodeReading } from '../codec.ts'
import { LIMITS } from '../limits.ts'
import { type ReadRequest, unpackRequest } from '../request.ts'
import { type NamedContent, readContents } from './file-content.ts'
import { Locked, Refused } from './refused.ts'

async function readFile({ password, context, isCut }: ReadRequest, bytes: Buffer): Promise<StatementReading> {
  try {
    const contents = await readContents(bytes, password, isCut)
    const statements = contents.flatMap(({ section, content, isCut: isShort }): Statement[] => {
      const read = readStatements(content, { ...context, fileName: section ?? context.fileName })
      const named =
        section === null ? read : read.map((statement) => ({ ...statement, section: statement.section ?? section }))
      return isShort ? named.map(withoutItsEnd) : named
    })
    const [first, ...others] = statements
    const sample = first !== undefined && statements.every(isProved) ? null : sampleOf(contents)
    const shown = sample === null ? {} : { sample }
    if (first === undefined) {
      return {
        kind: 'refused',
        reason: 'no-transactions',
        what: 'no list of transactions was found in the file',
        ...shown,
      }
    }
    return { kind: 'statements', statements: [first, ...others], ...shown }
  } catch (error) {
    if (error instanceof Locked) return { kind: error.isWrong ? 'wrong-password' : 'needs-password' }
    if (error instanceof Refused) return { kind: 'refused', reason: error.reason, what: error.message }
    throw error
  }
}

/** Whether the balance says that it is read right. */
function isProved({ rows, problems }: Statement): boolean {
  return problems.length === 0 && rows.some(({ balance }) => balance !== null)
}

/** The table of a file that has one; in an archive it is not known of which file it would be. */
function sampleOf([only, ...others]: readonly NamedContent[]): TableSample | null {
  return only?.content.kind === 'tables' && others.length === 0 ? sampleOfTables(only.content.tables) : null
}

/** Rows behind the last that is read are missing: such a statement is not booked without a question. */
function withoutItsEnd(statement: Statement): Statement {
  const what = `the file is longer than what is read of it: ${LIMITS.rows} rows`
  const line = (statement.rows.at(-1)?.line ?? LIMITS.rows) + 1
  return { ...statement, problems: [...statement.problems, { line, what }] }
}

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const { request, bytes } = unpackRequest(Buffer.concat(chunks))
chunks.length = 0
const answer = Buffer.from(encodeReading(await readFile(request, bytes)))
for (let written = 0; written < answer.length; ) written += writeSync(1, answer, written)
process.exit()
