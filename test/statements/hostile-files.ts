import { deflateSync } from 'node:zlib'
import { workbookOf, writeZip } from './zip-writer.ts'

const MEGABYTE = 1024 * 1024

/** A thousand times a thousand times … of the same text, if anybody expands it. */
const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]>`

const rowXml = (row: number): string =>
  `<row r="${row}"><c r="A${row}" t="s"><v>0</v></c><c r="B${row}"><v>1</v></c></row>`

/** A PDF around one object, with nothing right behind it. */
function pdf(...objects: string[]): Buffer {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(
    `%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n0\n%%EOF`,
    'latin1',
  )
}

function pdfBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(900 * MEGABYTE, '0 0 m 1 1 l S\n')).toString('latin1')
  return pdf(
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
  )
}

const camt = (inner: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.04"><BkToCstmrStmt><Stmt>${inner}</Stmt></BkToCstmrStmt></Document>`,
  )

/** Files made to break their reader, by what they do. Made when they are asked for: some are large. */
export const HOSTILE_FILES: Readonly<Record<string, () => Buffer>> = {
  'an archive that unpacks to a thousand times its size': () =>
    writeZip([{ name: 'a.csv', bytes: Buffer.alloc(700 * MEGABYTE) }]),
  'an archive that lies about the size of its file': () =>
    writeZip([{ name: 'a.csv', bytes: Buffer.alloc(300 * MEGABYTE), claimedSize: 1_000 }]),
  'an archive in an archive in an archive': () => {
    let inner = writeZip([{ name: 'a.csv', bytes: Buffer.from('Date,Amount\n') }])
    for (let depth = 0; depth < 5; depth++) inner = writeZip([{ name: 'b.zip', bytes: inner }])
    return inner
  },
  'an archive of fifty thousand files': () =>
    writeZip(Array.from({ length: 50_000 }, (_, at) => ({ name: `${at}.csv`, bytes: Buffer.from('x') }))),
  'an archive whose directory is cut off': () =>
    writeZip([{ name: 'a.csv', bytes: Buffer.from('Date,Amount\n') }]).subarray(0, 60),
  'a workbook whose sheet unpacks to half a gigabyte': () =>
    workbookOf(`<sheetData>${'<row><c><v>1</v></c></row>'.repeat(20_000_000)}</sheetData>`),
  'a workbook with a million rows': () =>
    workbookOf(
      `<sheetData>${Array.from({ length: 1_000_000 }, (_, at) => rowXml(at + 1)).join('')}</sheetData>`,
      '<sst><si><t>x</t></si></sst>',
    ),
  'a workbook with a cell in the last row and column': () =>
    workbookOf(
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    ),
  'a workbook of shared strings that are far too long': () =>
    workbookOf(
      `<sheetData>${Array.from({ length: 50_000 }, (_, at) => rowXml(at + 1)).join('')}</sheetData>`,
      `<sst><si><t>${'A'.repeat(30 * MEGABYTE)}</t></si></sst>`,
    ),
  'a workbook with a million shared strings': () =>
    workbookOf('<sheetData/>', `<sst>${'<si><t>abcdefghijklmnop</t></si>'.repeat(2_000_000)}</sst>`),
  'a workbook whose entities expand': () =>
    workbookOf(
      '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
      `${LAUGHS}<sst><si><t>&a12;</t></si></sst>`,
    ),
  'a camt file whose entities expand': () =>
    Buffer.from(camt('<Ntry><Amt>&a12;</Amt></Ntry>').toString().replace('?>', `?>${LAUGHS}`)),
  'an OFX file whose entities expand': () =>
    Buffer.from(
      `<?xml version="1.0"?><?OFX OFXHEADER="200"?>${LAUGHS}<OFX><STMTRS><STMTTRN><MEMO>&a12;</MEMO></STMTTRN></STMTRS></OFX>`,
    ),
  'XML a million elements deep': () => camt('<Ntry>'.repeat(1_000_000)),
  'OFX a million elements deep': () => Buffer.from(`OFXHEADER:100\n<OFX>${'<STMTRS>'.repeat(1_000_000)}`),
  'tables in tables in tables': () => Buffer.from(`<html><body>${'<table><tr><td>'.repeat(300_000)}`),
  'a PDF that is cut off': () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R'),
  'a PDF whose pages are their own parents': () =>
    pdf('<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 999999999 >>'),
  'a PDF whose page unpacks to a gigabyte': pdfBomb,
  'a PDF of arrays in arrays': () => pdf(`<< /Type /Catalog /Pages ${'['.repeat(2_000_000)} >>`),
  'a workbook of the old kind that is cut off': () =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4 * MEGABYTE, 0xfe)]),
  'one line of forty megabytes': () => Buffer.alloc(40 * MEGABYTE, 'Date,Amount,'),
  'a quote that never ends': () => Buffer.from(`Date,Description,Amount\n01/02/2026,"${'x,\n'.repeat(6_000_000)}`),
  noise: () => Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7_919) % 251)),
}

/** A million lines that look like transactions and are none. */
export function hostileCsv(): Buffer {
  const line = (at: number): string =>
    `${at % 40}/13/2026,"Row ${at}, =HYPERLINK(""x"")",${at}.${at % 7}.x,not a balance\n`
  return Buffer.from(
    `Date,Description,Amount,Balance\n${Array.from({ length: 1_000_000 }, (_, at) => line(at)).join('')}`,
  )
}
