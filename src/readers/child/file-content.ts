import type { FileContent } from '../../formats/statements/table.ts'
import { LIMITS } from '../limits.ts'
import { readCsv } from './csv.ts'
import { decodeText } from './decode-text.ts'
import { binaryType, textType } from './file-type.ts'
import { readHtmlTables } from './html-tables.ts'
import { Refused } from './refused.ts'

/** One file's content; several for an archive. `section` names the file inside it. */
export type NamedContent = { readonly section: string | null; readonly content: FileContent; readonly isCut: boolean }

/** The content of a file of any known type. Throws `Refused` and `Locked`. `isCut`: the bytes are the front of a longer file. */
export async function readContents(bytes: Buffer, password: string | null, isCut: boolean): Promise<NamedContent[]> {
  const type = binaryType(bytes)
  if (type !== null && isCut) throw new Refused('too-large', `the file is longer than ${LIMITS.fileBytes} bytes`)
  if (type === 'zip') return readArchive(bytes, password)
  return [{ section: null, ...(await readOne(bytes, password, isCut)) }]
}

async function readArchive(bytes: Buffer, password: string | null): Promise<NamedContent[]> {
  const { unzip } = await import('./unzip.ts')
  let isWorkbook = false
  const files = await unzip(bytes, (name) => {
    isWorkbook ||= /^xl\/workbook\.(?:xml|bin)$/iu.test(name)
    return !isWorkbook
  })
  if (isWorkbook) return [{ section: null, content: await workbook(bytes, null), isCut: false }]
  if (files.length === 0) throw new Refused('no-transactions', 'the archive is empty')
  if (files.length > LIMITS.statementsPerZip)
    throw new Refused('unsafe', `the archive holds more than ${LIMITS.statementsPerZip} statements`)
  const contents: NamedContent[] = []
  for (const file of files) {
    if (binaryType(file.bytes) === 'zip') {
      const inner = await readInnerWorkbook(file.bytes)
      contents.push({ section: file.name, content: inner, isCut: false })
    } else contents.push({ section: file.name, ...(await readOne(file.bytes, password, false)) })
  }
  return contents
}

/** A zip inside a zip is a workbook, or not read. */
async function readInnerWorkbook(bytes: Buffer): Promise<FileContent> {
  const { unzip } = await import('./unzip.ts')
  let isWorkbook = false
  await unzip(bytes, (name) => {
    isWorkbook ||= /^xl\/workbook\.(?:xml|bin)$/iu.test(name)
    return false
  })
  if (!isWorkbook) throw new Refused('unsafe', 'archives inside archives are not opened')
  return workbook(bytes, null)
}

async function readOne(
  bytes: Buffer,
  password: string | null,
  isCut: boolean,
): Promise<{ content: FileContent; isCut: boolean }> {
  const type = binaryType(bytes)
  if (type === 'pdf') {
    const { readPdfLines } = await import('./pdf-lines.ts')
    return { content: { kind: 'lines', lines: await readPdfLines(new Uint8Array(bytes), password) }, isCut: false }
  }
  if (type === 'compound') return { content: await workbook(bytes, password), isCut: false }
  return readText(decodeText(bytes), bytes, isCut)
}

async function readText(
  text: string,
  bytes: Buffer,
  isCut: boolean,
): Promise<{ content: FileContent; isCut: boolean }> {
  const type = textType(text)
  if (type !== 'csv' && isCut) throw new Refused('too-large', `the file is longer than ${LIMITS.fileBytes} bytes`)
  switch (type) {
    case 'ofx':
    case 'camt':
    case 'mt940':
    case 'qif':
      return { content: { kind: 'text', type, text }, isCut: false }
    case 'html':
      return { content: { kind: 'tables', tables: [readHtmlTables(text)] }, isCut: false }
    case 'spreadsheet-xml':
      return { content: await workbook(bytes, null), isCut: false }
    case 'csv': {
      const { table, isCut: hasMoreRows } = readCsv(text)
      return { content: { kind: 'tables', tables: [table] }, isCut: isCut || hasMoreRows }
    }
    default:
      throw new Refused('unknown-type', 'this is no kind of statement file that is known')
  }
}

async function workbook(bytes: Buffer, password: string | null): Promise<FileContent> {
  const { readWorkbook, unlockWorkbook } = await import('./workbook.ts')
  const open = await unlockWorkbook(bytes, password)
  return { kind: 'tables', tables: readWorkbook(open) }
}
