import { expect, it } from 'vitest'
import type { Statement, StatementRow } from '../../domain/statement.ts'
import type { StatementUpload } from '../../domain/statement-upload.ts'
import { visibleLength } from './html.ts'
import { uploadRowsScreen } from './upload-rows.ts'

const date = Temporal.PlainDate.from('2026-08-12')
const row = (line: number, narration: string): StatementRow => ({
  ...{ line, direction: 'debit', amount: 999_999_999_999_999n, fee: null, balance: null, date },
  ...{ stated: { kind: 'date', date }, laterDate: null, narration, counterparty: null, reference: null, kind: null },
})

function statement(rows: readonly StatementRow[]): Statement {
  return {
    ...{ section: null, institution: null, bankId: null, pot: null, currency: 'NGN', accountTail: null },
    ...{ openingBalance: null, closingBalance: null, rows, skipped: 0, problems: [] },
  }
}

const UPLOAD: StatementUpload = {
  ...{
    id: '018f3c1e-0000-7000-8000-00000000002a',
    chatId: 1n,
    personId: null,
    fileId: 'F',
    mail: null,
    fileName: '&'.repeat(200),
  },
  ...{
    receivedAt: Temporal.Instant.from('2026-08-12T10:00:00Z'),
    state: 'ready',
    place: null,
    acceptsProblems: false,
    columns: null,
  },
  ...{ contentName: null, effects: [], counts: null, summaries: [], problem: null, importId: null },
}

it('shows what is to look at first and what is known last, fifteen rows at a time', () => {
  const rows = Array.from({ length: 20 }, (_, at) => row(at + 2, `SHOP ${at}`))
  const effects = [
    { effect: 'known', rows: 18 },
    { effect: 'new', rows: 1 },
    { effect: 'suspect', rows: 1 },
  ] as const
  const first = uploadRowsScreen({ ...UPLOAD, effects }, [statement(rows)], 1)
  const names = [...first.text.markup.matchAll(/SHOP \d+|<b>[^&<]+<\/b>/gu)].map(([name]) => name)
  expect(names.slice(0, 6)).toEqual([
    '<b>To look at: perhaps known already</b>',
    'SHOP 19',
    '<b>New</b>',
    'SHOP 18',
    '<b>Already known</b>',
    'SHOP 0',
  ])
  expect(first.text.markup).toContain('rows 1–15 of 20')
  expect(first.keyboard.flat().map(({ text }) => text)).toEqual(['Next ›', 'Back'])
  const last = uploadRowsScreen({ ...UPLOAD, effects }, [statement(rows)], 99)
  expect(last.text.markup).toContain('rows 16–20 of 20')
  expect(last.keyboard.flat().map(({ text }) => text)).toEqual(['‹ Previous', 'Back'])
})

it('stays below what Telegram shows, however long the texts are', () => {
  const rows = Array.from({ length: 500 }, (_, at) => row(at, '&<ẞ'.repeat(700)))
  const { text } = uploadRowsScreen(UPLOAD, [statement(rows)], 2)
  expect(visibleLength(text)).toBeLessThanOrEqual(4_096)
})
