import { expect, test } from 'vitest'
import { transactionLine } from '../../src/actions/transaction-view.ts'
import { receiptScreen } from '../../src/bot/views/receipt.ts'
import type { Account } from '../../src/domain/account.ts'
import type { TransactionDetail } from '../../src/domain/ports.ts'
import type { Transaction, TransactionKind } from '../../src/domain/transaction.ts'

const asset = (name: string): Account => ({
  id: name,
  type: 'asset',
  name,
  institution: name,
  tail: null,
  currency: 'NGN',
  isProvisional: false,
})
const categories = (['expense', 'income'] as const).map((kind) => ({
  id: kind,
  kind,
  key: null,
  name: kind,
  icon: null,
}))

/** A transaction of these legs, `account: minor units`. */
function detail(kind: TransactionKind, legs: Record<string, bigint>): TransactionDetail {
  const transaction: Transaction = {
    id: 'transaction',
    kind,
    status: 'posted',
    suspectOf: null,
    occurred: { date: Temporal.PlainDate.from('2026-08-12'), at: null, from: 'message' },
    payee: 'SHOP',
    narration: null,
    note: null,
    tags: [],
    postings: Object.entries(legs).map(([accountId, minor]) => ({ accountId, amount: { minor, currency: 'NGN' } })),
    witnesses: [],
    parents: [],
    categoryReason: null,
  }
  return { transaction, accounts: [asset('GTBank'), asset('OPay')], categories, alerts: [], fees: [] }
}

test.each<[string, TransactionDetail, object]>([
  ['an expense goes out', detail('expense', { GTBank: -500n, expense: 500n }), { direction: 'out', to: null }],
  ['income comes in', detail('income', { GTBank: 500n, income: -500n }), { direction: 'in', from: null }],
  ['a refund comes in', detail('refund', { GTBank: 500n, expense: -500n }), { direction: 'in', from: null }],
  [
    'a transfer has both accounts',
    detail('transfer', { GTBank: -500n, OPay: 500n }),
    { direction: 'transfer', from: asset('GTBank'), to: asset('OPay'), category: null },
  ],
])('%s', (_title, given, expected) => {
  expect(transactionLine(given)).toMatchObject({ amount: { minor: 500n, currency: 'NGN' }, ...expected })
})

test('a transfer shows both accounts, no sign and no category buttons', () => {
  const view = {
    ...transactionLine(detail('transfer', { GTBank: -500n, OPay: 500n })),
    id: '018f3c1e-0000-7000-8000-00000000002a',
    categoryReason: null,
    fee: { minor: 1075n, currency: 'NGN' },
    statedBalance: null,
    check: null,
    missing: null,
    disputes: null,
    suspectOf: null,
    isQuickEntry: false,
    suggestions: [],
    keys: [],
    sources: [],
    note: null,
    tags: [],
    splits: [],
    attachments: [],
    isIgnored: false,
  }
  const screen = receiptScreen(view, { timeZone: 'Africa/Lagos', showBalance: true, arrival: 'joined' })
  expect(screen.text.markup).toBe(
    [
      'The other side of a transfer you already sent me:',
      '<b>₦5.00</b> SHOP',
      'Own transfer: GTBank → OPay',
      '12 Aug 2026',
      'Fee ₦10.75',
    ].join('\n'),
  )
  expect(screen.keyboard.flat().map(({ text }) => text)).toEqual(['Undo'])
})

test('a suspect names what it may repeat', () => {
  const line = transactionLine(detail('expense', { GTBank: -500n, expense: 500n }))
  const view = {
    ...line,
    id: '018f3c1e-0000-7000-8000-00000000002a',
    categoryReason: null,
    fee: null,
    statedBalance: null,
    check: null,
    missing: null,
    disputes: null,
    suspectOf: { ...line, id: '018f3c1e-0000-7000-8000-00000000002b' },
    isQuickEntry: false,
    suggestions: [],
    keys: [],
    sources: [],
    note: null,
    tags: [],
    splits: [],
    attachments: [],
    isIgnored: false,
  }
  const { text } = receiptScreen(view, { timeZone: 'Africa/Lagos', showBalance: true })
  expect(text.markup).toContain('Perhaps a repeat of −₦5.00 SHOP, 12 Aug. Same payment, or different? ⚠')
})
