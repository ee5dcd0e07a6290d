import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PhoneHealth } from '../../src/actions/phone-health.ts'
import type { ReviewItem } from '../../src/actions/review-list.ts'
import type { TransactionLine, TransactionView } from '../../src/actions/transaction-view.ts'
import type { Why } from '../../src/actions/why.ts'
import { CALLBACK_BYTES_MAX, CAPTION_LENGTH_MAX, MESSAGE_LENGTH_MAX } from '../../src/bot/limits.ts'
import { accountScreen } from '../../src/bot/views/account.ts'
import { categoriesScreen, categoryScreen, mergeScreen } from '../../src/bot/views/categories.ts'
import { editScreen } from '../../src/bot/views/edit-entry.ts'
import { html } from '../../src/bot/views/html.ts'
import { accountsScreen, transactionsScreen } from '../../src/bot/views/lists.ts'
import { accountPickerScreen, categoryPickerScreen } from '../../src/bot/views/pickers.ts'
import { receiptScreen } from '../../src/bot/views/receipt.ts'
import { reportCaption } from '../../src/bot/views/report.ts'
import { reviewScreen } from '../../src/bot/views/review.ts'
import type { Keyboard, Screen } from '../../src/bot/views/screen.ts'
import { settingsScreen } from '../../src/bot/views/settings.ts'
import { silenceText, statusScreen } from '../../src/bot/views/status.ts'
import { teachingScreen } from '../../src/bot/views/teaching.ts'
import { candidatesScreen, splitScreen, whyScreen } from '../../src/bot/views/why.ts'
import type { ParsedAlert } from '../../src/domain/alert.ts'
import type { Evidence } from '../../src/domain/plan.ts'
import { type TaughtRecord, TEACHING_QUESTIONS } from '../../src/domain/taught-layout.ts'
import { readStrictHtml } from './strict-html.ts'

function phoneHealth(name: string, at: Temporal.Instant): PhoneHealth {
  const since = { addedAt: at, revokedAt: null, connectedAt: at, heardAt: at }
  const phone = { id: '018f3c1e-0000-7000-8000-00000000002a', name, kind: 'android', isSigned: true, ...since } as const
  return { phone: { ...phone, dropped: 9 }, count: 12, lastAt: at, perDay: 9, silentSince: at }
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    '',
    ' ',
    '<b>',
    '&lt;',
    '\u202E00.1₦',
    '\uD83D',
    `e${'\u0301'.repeat(2000)}`,
    'Ọjà Ẹ̀kọ́ ',
    'x'.repeat(5000),
  ),
)
const nullable = fc.option(text, { nil: null })
const NODE = {
  parentId: null,
  color: '#d64545',
  position: 0,
  isHidden: false,
  mergedInto: null,
  isFixed: false,
  children: [],
}
const money = fc.record({
  minor: fc.bigInt({ min: 0n, max: 10n ** 18n }),
  currency: fc.constantFrom('NGN', 'USD', 'CHF', 'JPY'),
})
const account = fc.record({
  id: fc.uuid(),
  type: fc.constantFrom('asset' as const, 'liability' as const, 'expense' as const),
  name: text,
  institution: nullable,
  tail: fc.option(fc.stringMatching(/^\d{2,6}$/), { nil: null }),
  currency: fc.constant('NGN'),
  isProvisional: fc.boolean(),
})
const kind = fc.constantFrom('expense' as const, 'income' as const)
const category = fc.record({ id: fc.uuid(), kind, key: fc.constant(null), name: text, icon: nullable })
const occurred = fc.record({
  date: fc.constant(Temporal.PlainDate.from('2026-08-12')),
  at: fc.constantFrom(null, Temporal.Instant.from('2026-08-12T08:36:00Z')),
  from: fc.constantFrom('message' as const, 'receipt' as const),
})
const lineFields = {
  id: fc.uuid(),
  kind: fc.constantFrom('expense', 'income', 'transfer', 'fee', 'reversed', 'refund'),
  direction: fc.constantFrom('in', 'out', 'transfer'),
  amount: money,
  from: fc.option(account, { nil: null }),
  to: fc.option(account, { nil: null }),
  counterparty: nullable,
  narration: nullable,
  category: fc.option(category, { nil: null }),
  occurred,
  isVoid: fc.boolean(),
  isSuspect: fc.boolean(),
}
const line = fc.record(lineFields) as fc.Arbitrary<TransactionLine>
const check = fc.oneof(
  fc.record({ kind: fc.constantFrom('first', 'closes', 'no-balance') }),
  fc.record({
    kind: fc.constant('breaks'),
    missingMinor: fc.bigInt(),
    after: fc.constant({ messageId: '', position: 0 }),
  }),
)
const view = fc.record({
  ...lineFields,
  categoryReason: nullable,
  fee: fc.option(money, { nil: null }),
  statedBalance: fc.option(money, { nil: null }),
  check: fc.option(check, { nil: null }),
  missing: fc.constant(null),
  disputes: fc.constant(null),
  suspectOf: fc.option(line, { nil: null }),
  isQuickEntry: fc.boolean(),
  suggestions: fc.array(category, { maxLength: 4 }),
  keys: fc.constant([{ messageId: '018f3c1e-0000-7000-8000-00000000002a', position: 0 }]),
  sources: fc.subarray(['statement', 'email', 'sms', 'manual']),
  note: nullable,
  tags: fc.array(text, { maxLength: 3 }),
  splits: fc.array(fc.record({ category, amount: money }), { maxLength: 3 }),
  attachments: fc.constant([]),
  isIgnored: fc.boolean(),
}) as fc.Arbitrary<TransactionView>

function expectSendable({ text: shown, keyboard }: Screen, lengthMax = MESSAGE_LENGTH_MAX): void {
  const read = readStrictHtml(shown.markup)
  expect(read).not.toHaveProperty('refused')
  if ('text' in read) expect(read.text.length).toBeLessThanOrEqual(lengthMax)
  expectButtons(keyboard)
}

function expectButtons(keyboard: Keyboard): void {
  expect(keyboard.flat().length).toBeLessThanOrEqual(100)
  for (const button of keyboard.flat()) {
    const data = 'callback_data' in button ? button.callback_data : ''
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(CALLBACK_BYTES_MAX)
    expect(data).not.toBe('')
    expect(button.text.trim()).not.toBe('')
    expect(button.text.isWellFormed()).toBe(true)
  }
}

test('every receipt can be sent, whatever merchants, accounts and categories are called', () => {
  fc.assert(
    fc.property(view, fc.option(category, { nil: null }), text, fc.nat(), (one, taught, counterparty, pastCount) => {
      const options = { timeZone: 'Africa/Lagos', showBalance: true }
      const learned =
        taught === null
          ? null
          : { answerId: one.id, counterparty, category: taught, pastCount, decidesNext: pastCount % 2 === 0 }
      expectSendable(receiptScreen(one, options))
      expectSendable(editScreen(one, { remark: html`Saved`, undoId: one.id }))
      expectSendable(receiptScreen(one, { ...options, changed: { answerId: one.id, learned } }))
    }),
  )
})

const evidence = fc.constantFrom<Evidence>(
  { kind: 'same-text' },
  { kind: 'same-event', signs: ['equal-balance', 'same-minute'], minutesApart: 0, daysApart: 0 },
  { kind: 'two-legs', signs: ['same-names'], chargeMinor: 5_000n, minutesApart: null, daysApart: 1 },
  { kind: 'returned', signs: [], daysApart: 2 },
  { kind: 'answer', answerId: '' },
)
const witness = fc.record({
  key: fc.record({ messageId: fc.uuid(), position: fc.nat(99_999) }),
  source: fc.constantFrom('statement', 'email', 'sms', 'manual', 'api'),
  receivedAt: fc.constant(Temporal.Instant.from('2026-08-12T08:36:00Z')),
  occurred,
  role: fc.constantFrom('payment', 'from', 'to', 'self'),
  institution: nullable,
  tail: fc.option(text, { nil: null }),
  joinedBy: fc.option(evidence, { nil: null }),
  canSplit: fc.boolean(),
})
const why = fc.record({
  kind: fc.constant('why'),
  view,
  witnesses: fc.array(witness, { maxLength: 14 }),
  spoken: fc.constantFrom([], [{ field: 'amount', source: 'email' }]),
  pairedBy: fc.option(evidence, { nil: null }),
  charges: fc.constantFrom(
    [],
    [{ amount: { minor: 1_075n, currency: 'NGN' }, parts: null, taxThousandths: 75n }],
    [
      {
        amount: { minor: 6_075n, currency: 'NGN' },
        parts: [
          { id: 'transfer', minor: 1_000n, taxMinor: 75n },
          { id: 'stamp-duty', minor: 5_000n, taxMinor: 0n },
        ],
        taxThousandths: 75n,
      },
    ],
  ),
  parents: fc.array(fc.record({ line, evidence: fc.option(evidence, { nil: null }) }), { maxLength: 3 }),
  isGeneric: fc.boolean(),
  lessonAnswerId: fc.option(fc.uuid(), { nil: null }),
  rules: fc.array(fc.record({ text, sets: fc.constant(['category', 'tags']) }), { maxLength: 2 }),
  hasNoTime: fc.boolean(),
}) as unknown as fc.Arbitrary<Why>

test('every reason, choice and review card can be sent, whatever stands in the messages', () => {
  const given = fc.record({ why, lines: fc.array(line, { maxLength: 6 }), of: line, categories: fc.array(category) })
  fc.assert(
    fc.property(given, ({ why: one, lines: offered, of, categories }) => {
      expectSendable(whyScreen(one, 'Africa/Lagos'))
      expectSendable(splitScreen(one, 'Africa/Lagos'))
      for (const as of ['twin', 'leg'] as const) {
        expectSendable(candidatesScreen({ kind: 'candidates', of, lines: offered }, as))
      }
      const items: ReviewItem[] = [
        ...offered.map((each): ReviewItem => ({ kind: 'suspect', worth: null, line: each, of })),
        { kind: 'uncategorized', worth: null, line: of },
        { kind: 'unrecognized', worth: null, messageId: of.id },
      ]
      const options = { timeZone: 'Africa/Lagos', suggestions: categories.slice(0, 4), settled: null }
      for (const page of items.keys()) expectSendable(reviewScreen(items, page, options))
      expectSendable(reviewScreen(items, items.length, options))
      expectSendable(
        receiptScreen(one.view, { ...options, showBalance: true, copy: { messageId: of.id, position: 9 } }),
      )
    }),
    { numRuns: 100 },
  )
})

test('every list and picker can be sent', () => {
  const lists = fc.record({
    view,
    lines: fc.array(line, { maxLength: 10 }),
    categories: fc.array(category, { maxLength: 60 }),
    accounts: fc.array(account, { maxLength: 60 }),
    page: fc.nat(12),
    balance: money,
  })
  fc.assert(
    fc.property(lists, (one) => {
      expectSendable(transactionsScreen({ kind: 'page', page: one.page, lines: one.lines, hasOlder: true }))
      expectSendable(categoryPickerScreen(one.view, one.categories, one.page))
      expectSendable(accountPickerScreen(one.view, one.accounts))
      const balances = one.accounts.map((owned) => ({ account: owned, ours: one.balance, stated: null }))
      expectSendable(accountsScreen(balances, []))
      const nodes = one.categories.map((each) => ({ ...each, ...NODE, fullName: each.name }))
      expectSendable(categoriesScreen(nodes, 'expense'))
      for (const node of nodes) {
        expectSendable(categoryScreen({ ...node, children: nodes }))
        expectSendable(mergeScreen(node, nodes, 1))
      }
    }),
    { numRuns: 50 },
  )
})

const alert = fc.record({
  direction: fc.constantFrom('debit', 'credit'),
  amount: money,
  accountTail: fc.option(fc.stringMatching(/^\d{2,6}$/), { nil: null }),
  runningBalance: fc.option(money, { nil: null }),
  counterparty: nullable,
  narration: nullable,
  statedTime: fc.constant(null),
}) as unknown as fc.Arbitrary<ParsedAlert>
const receivedAt = Temporal.Instant.from('2026-08-12T08:36:00Z')

test('every question, preview and list of taught layouts can be sent, whatever the message says', () => {
  const teaching = fc.record({
    draftId: fc.uuid(),
    question: fc.constantFrom(...TEACHING_QUESTIONS),
    texts: fc.array(text, { maxLength: 8 }),
    institution: nullable,
    alerts: fc.array(alert, { minLength: 1, maxLength: 20 }),
    layouts: fc.array(fc.record({ id: fc.uuid(), institution: nullable, direction: fc.constant(null) }), {
      maxLength: 40,
    }),
  })
  fc.assert(
    fc.property(teaching, ({ draftId, question, texts, institution, alerts, layouts }) => {
      const choices = texts.map((shown, choice) => ({ choice, text: shown, seems: null }))
      expectSendable(teachingScreen({ kind: 'question', draftId, question, choices }, 'Africa/Lagos'))
      const [own, ...others] = alerts.map((each) => ({ alert: each, receivedAt }))
      if (own === undefined) throw new Error('there is an alert')
      expectSendable(
        teachingScreen({ kind: 'preview', draftId, preview: { institution, own, others } }, 'Africa/Lagos'),
      )
      const records = layouts.map((each) => ({ ...each, taughtAt: receivedAt }) as TaughtRecord)
      expectSendable(settingsScreen({ timeZone: 'Africa/Lagos', currency: 'NGN' }, records))
    }),
    { numRuns: 50 },
  )
})

test('every account with gaps, every list of accounts and every status is HTML that Telegram takes', () => {
  const at = Temporal.Instant.from('2026-08-12T08:36:00Z')
  const zone = 'Africa/Lagos'
  const claim = fc.record({
    balance: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    before: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    isTimed: fc.boolean(),
  })
  const claimAt = (days: number) =>
    claim.map(({ balance, before, isTimed }) => {
      const date = Temporal.PlainDate.from('2026-08-12').add({ days })
      const instant = at.add({ hours: days * 24 })
      return {
        key: { messageId: 'message', position: 0 },
        accountId: 'account',
        balance: { minor: balance, currency: 'NGN' },
        beforeMinor: before,
        occurred: { date, at: isTimed ? instant : null, from: 'message' as const },
        eventId: '00000000-0000-4000-8000-000000000001',
        eventStatus: 'posted' as const,
        source: 'sms' as const,
        receivedAt: instant,
      }
    })
  const gap = fc.record({
    after: claimAt(0),
    before: claimAt(3),
    missingMinor: fc.bigInt({ min: 1n, max: 10n ** 15n }),
    likely: fc.array(fc.record({ counterparty: text, score: fc.constant(0.7) }), { maxLength: 2 }),
  })
  const accounts = fc.record({
    account,
    currency: fc.constantFrom('NGN', 'CHF'),
    balanceMinor: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    asOf: fc.constant(null),
    checks: fc.nat(),
    broken: fc.nat(),
    gaps: fc.array(gap, { maxLength: 8 }),
    disputed: fc.array(claimAt(1), { maxLength: 5 }),
    months: fc.array(
      fc.record({
        month: fc.constant('2026-08'),
        state: fc.constantFrom('covered' as const, 'mismatched' as const, 'unchecked' as const, 'missing' as const),
      }),
      { maxLength: 20 },
    ),
  })
  fc.assert(
    fc.property(fc.array(accounts, { maxLength: 4 }), fc.array(text, { maxLength: 40 }), (reconciled, names) => {
      for (const one of reconciled) expectSendable(accountScreen(one, zone))
      const balances = reconciled.map((one) => ({
        account: one.account,
        ours: { minor: one.balanceMinor, currency: one.currency },
        stated: null,
      }))
      expectSendable(accountsScreen(balances, reconciled))
      const sources = names.map((institution) => ({ source: 'sms' as const, institution, lastAt: at, isSilent: true }))
      const found = {
        kind: 'status',
        sources,
        checks: 3,
        openGaps: 1,
        toReview: 2,
        mailboxes: [],
        phones: names.map((name) => phoneHealth(name, at)),
        doubtfulMails: 2,
      } as const
      expectSendable(statusScreen(found, { inbox: 1, outbox: 2 }, zone))
      const silent = sources.map((source) => ({ ...source, unusualSince: at }))
      expectSendable({ text: silenceText(silent, found.phones, zone), keyboard: [] })
    }),
    { numRuns: 50 },
  )
})

test('every report caption fits under a picture', () => {
  const figures = fc.record({
    currency: fc.constantFrom('NGN', 'USD', 'XOF'),
    inflowMinor: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    outflowMinor: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    netMinor: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
    feesMinor: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    transactionCount: fc.nat(9),
    categories: fc.array(fc.record({ category: text, kind, amountMinor: fc.bigInt(), count: fc.nat(9) }), {
      maxLength: 20,
    }),
  })
  const from = Temporal.PlainDate.from('2026-10-01')
  const period = { kind: 'month' as const, from, to: from.add({ days: 30 }), label: 'October 2026' }
  fc.assert(
    fc.property(fc.array(figures, { maxLength: 6 }), (currencies) => {
      expectSendable({ text: reportCaption({ period, currencies }), keyboard: [] }, CAPTION_LENGTH_MAX)
    }),
  )
})
