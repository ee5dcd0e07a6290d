import { readFile } from 'node:fs/promises'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { readSheet } from 'read-excel-file/node'

/** A row as a second reader sees it: `2026-07-02 -1811000 6610530 NARRATION`; `-` where no balance is printed. */
export type PlainRow = string

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** One file's own reader: positions of cells are typed in by hand, nothing is shared with the program. */
export async function independentRows(folder: string, file: string): Promise<readonly PlainRow[]> {
  const read = READERS[file]
  if (read === undefined) throw new Error(`no second reader for ${file}`)
  return read(`${folder}/${file}`)
}

const READERS: Readonly<Record<string, (path: string) => Promise<PlainRow[]>>> = {
  'gtbank-2026-07.csv': (path) => csv(path, { date: 0, debit: 3, credit: 4, balance: 5, narration: 7 }),
  'firstbank-2026-09.csv': (path) => csv(path, { date: 0, debit: 5, credit: 4, balance: 6, narration: 2 }),
  'moniepoint-2026-05.csv': (path) => csv(path, { date: 0, debit: 3, credit: 4, balance: 5, narration: 1 }),
  'gtbank-2026-08.xls': html,
  'kuda-2026-h1.xlsx': (path) => sheet(path, 1, { date: 0, debit: 4, credit: 2, balance: 12, narration: 10 }),
  'opay-wallet-2026-06.xlsx': async (path) => {
    const columns = { date: 0, debit: 3, credit: 4, balance: 5, narration: 2 }
    return [...(await sheet(path, 1, columns)), ...(await sheet(path, 2, columns))]
  },
  'access-2026-06.pdf': (path) =>
    pdf(path, { date: [70, 121], narration: [122, 271], debit: 436, credit: 498, balance: 568 }),
  'zenith-2026-06.pdf': (path) =>
    pdf(path, { date: [47, 106], narration: [107, 290], debit: 333, credit: 408, balance: 560 }),
  'palmpay-2026-06.pdf': (path) =>
    pdf(path, { date: [42, 146], narration: [147, 325], debit: 463, credit: 388, balance: 0 }, true),
  'uba-2026-05.pdf': (path) =>
    pdf(path, { date: [42, 99], narration: [158, 307], debit: 436, credit: 498, balance: 570 }),
  'uba-2026-05-locked.pdf': (path) =>
    pdf(path, { date: [42, 99], narration: [158, 307], debit: 436, credit: 498, balance: 570 }, false, '4731'),
  'sample-1x.ofx': ofx,
  'corporate-2026-03.mt940': mt940,
}

type CellPlaces = { date: number; debit: number; credit: number; balance: number; narration: number }

function minor(text: string): bigint {
  const digits = text.replace(/[^\d]/gu, '')
  return digits === '' ? 0n : BigInt(digits)
}

function plain(date: string, debit: string, credit: string, balance: string, narration: string): PlainRow {
  const effect = minor(credit) - minor(debit)
  return `${date} ${effect} ${minor(balance) === 0n ? '-' : minor(balance)} ${narration.replace(/\s+/gu, ' ').trim()}`
}

/** A day in any of the shapes these files have; month-first where said so. */
function day(text: string, isMonthFirst = false): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})/u.exec(text)
  if (iso !== null) return iso[1] ?? null
  const named = /^(\d{2})[- ]([A-Za-z]{3})[- ](\d{2,4})/u.exec(text)
  if (named !== null) {
    const month = MONTHS.indexOf((named[2] ?? '').toLowerCase()) + 1
    return `20${(named[3] ?? '').slice(-2)}-${String(month).padStart(2, '0')}-${named[1]}`
  }
  const numeric = /^(\d{2})\/(\d{2})\/(\d{2,4})/u.exec(text)
  if (numeric === null) return null
  const [first, second] = isMonthFirst ? [numeric[2], numeric[1]] : [numeric[1], numeric[2]]
  return `20${(numeric[3] ?? '').slice(-2)}-${second}-${first}`
}

async function csv(path: string, at: CellPlaces): Promise<PlainRow[]> {
  const lines = (await readFile(path, 'utf8')).split('\r\n')
  const cells = lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/gu)].map((match) => match[1] ?? match[2] ?? ''),
  )
  return fromCells(cells, at)
}

function fromCells(rows: readonly string[][], at: CellPlaces): PlainRow[] {
  return rows.flatMap((cells) => {
    const date = day(cells[at.date] ?? '')
    const text = (column: number): string => cells[column] ?? ''
    return date === null || cells.length < 5
      ? []
      : [plain(date, text(at.debit), text(at.credit), text(at.balance), text(at.narration))]
  })
}

async function html(path: string): Promise<PlainRow[]> {
  const rows = (await readFile(path, 'utf8'))
    .split('<tr>')
    .map((row) => row.split('</td>').map((cell) => cell.replace(/<td>|&nbsp;/gu, '')))
  return fromCells(rows, { date: 0, debit: 3, credit: 4, balance: 5, narration: 6 })
}

async function sheet(path: string, number: number, at: CellPlaces): Promise<PlainRow[]> {
  const rows = await readSheet(path, number)
  return fromCells(
    rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
    at,
  )
}

type PagePlaces = {
  date: [number, number]
  narration: [number, number]
  debit: number
  credit: number
  balance: number
}

/** Texts by where they begin, numbers by where they end, in points. */
async function pdf(path: string, at: PagePlaces, isMonthFirst = false, password?: string): Promise<PlainRow[]> {
  const data = new Uint8Array(await readFile(path))
  const document = await getDocument({ data, verbosity: 0, ...(password === undefined ? {} : { password }) }).promise
  const rows: { date: string; debit: string; credit: string; balance: string; narration: string }[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const left = Math.round(item.transform[4])
      const right = Math.round(item.transform[4] + item.width)
      const date = Math.abs(left - at.date[0]) < 2 ? day(item.str, isMonthFirst) : null
      if (date !== null) rows.push({ date, debit: '', credit: '', balance: '', narration: '' })
      const row = rows.at(-1)
      if (row === undefined || date !== null) continue
      // Totals stand behind the last row, without a day.
      if (/^TOTAL/u.test(item.str)) break
      const isAt = (end: number): boolean => Math.abs(right - end) < 2 && /\d/u.test(item.str)
      if (left >= at.narration[0] - 1 && right <= at.narration[1] && row.balance + row.debit + row.credit === '')
        row.narration += ` ${item.str}`
      else if (left >= at.narration[0] - 1 && right <= at.narration[1]) continue
      else if (isAt(at.debit)) row.debit = item.str
      else if (isAt(at.credit)) row.credit = item.str
      else if (isAt(at.balance)) row.balance = item.str
    }
  }
  return rows
    .filter(({ debit, credit }) => minor(debit) + minor(credit) > 0n)
    .map((row) => plain(row.date, row.debit, row.credit, row.balance, row.narration))
}

async function ofx(path: string): Promise<PlainRow[]> {
  const parts = (await readFile(path, 'utf8')).split('<STMTTRN>').slice(1)
  return parts.map((part) => {
    const value = (tag: string): string => new RegExp(`<${tag}>(.*)`, 'u').exec(part)?.[1] ?? ''
    const posted = value('DTPOSTED')
    const amount = value('TRNAMT')
    const [debit, credit] = amount.startsWith('-') ? [amount, ''] : ['', amount]
    return plain(`${posted.slice(0, 4)}-${posted.slice(4, 6)}-${posted.slice(6, 8)}`, debit, credit, '', value('MEMO'))
  })
}

/** Lines of 65 characters were broken as they came: what follows belongs to the same word. */
async function mt940(path: string): Promise<PlainRow[]> {
  const text = await readFile(path, 'utf8')
  return [...text.matchAll(/:61:(\d{2})(\d{2})(\d{2})\d{4}([CD])(\d+),(\d{2})NTRF.*\r\n:86:([^:]*?)(?=\r\n:)/gu)].map(
    (match) => {
      const [, year, month, date, side, whole, decimals, details = ''] = match
      const amount = `${whole}.${decimals}`
      const [debit, credit] = side === 'D' ? [amount, ''] : ['', amount]
      return plain(`20${year}-${month}-${date}`, debit, credit, '', details.replace(/\r\n/gu, ''))
    },
  )
}
