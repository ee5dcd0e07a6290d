import { BackupError } from './backup-error.ts'

/** A table of the database with its columns, ahead of its rows. */
export type TableRecord = { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] }

/** What a backup is made of, in this order: the manifest, files, tables with their rows, the end. */
export type BackupRecord =
  | {
      readonly kind: 'manifest'
      readonly madeAt: string
      /** The installation's key in base64. */
      readonly secretKey: string
      /** The migrations that the database went through, by hash: only the same ones can take it back. */
      readonly migrations: readonly string[]
    }
  /** A file of the data folder. */
  | { readonly kind: 'file'; readonly path: string; readonly base64: string }
  | TableRecord
  /** A row as a JSON object, as PostgreSQL writes it. */
  | { readonly kind: 'row'; readonly json: string }
  /** Ends the table; `rows`: how many it has. */
  | { readonly kind: 'end of table'; readonly rows: number }
  | { readonly kind: 'end'; readonly tables: number; readonly rows: number }

/** Records as lines of text: rows as they are, everything else behind a `#`. */
export async function* toLines(records: AsyncIterable<BackupRecord>): AsyncGenerator<Buffer> {
  for await (const record of records) {
    yield Buffer.from(record.kind === 'row' ? `${record.json}\n` : `#${JSON.stringify(record)}\n`)
  }
}

/** The records that lines hold; throws BackupError where they do not end with the end. */
export async function* fromLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<BackupRecord> {
  let isOver = false
  for await (const line of linesOf(source)) {
    if (isOver) throw new BackupError(NOT_WHOLE)
    const record: BackupRecord = line.startsWith('#') ? JSON.parse(line.slice(1)) : { kind: 'row', json: line }
    isOver = record.kind === 'end'
    yield record
  }
  if (!isOver) throw new BackupError(NOT_WHOLE)
}

const NOT_WHOLE = 'This backup is not whole: whoever made it did not finish.'

async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let waiting: string[] = []
  for await (const bytes of source) {
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n')
    waiting.push(first)
    for (const next of others) {
      yield waiting.join('')
      waiting = [next]
    }
  }
  if (waiting.join('') !== '') yield waiting.join('')
}
