import { expect, test } from 'vitest'
import { MAIL_PROVIDERS } from '../../actions/mail-providers.ts'
import type { PhoneToSetUp } from '../../actions/manage-phones.ts'
import type { ReviewItem } from '../../actions/review-list.ts'
import type { TransactionLine } from '../../actions/transaction-view.ts'
import type { AccessGrant } from '../../domain/access.ts'
import { IGNORE_REASONS } from '../../domain/outcome.ts'
import { PHONE_APPS } from '../../domain/phone.ts'
import { TEACHING_QUESTIONS } from '../../domain/taught-layout.ts'
import { HELP } from '../features/help.ts'
import { WELCOME } from '../features/start.ts'
import * as access from './access.ts'
import * as connect from './connect.ts'
import type { Html } from './html.ts'
import * as mailbox from './mailbox.ts'
import * as notices from './notices.ts'
import * as phones from './phones.ts'
import { reviewScreen } from './review.ts'
import { settingsScreen } from './settings.ts'
import * as teaching from './teaching.ts'
import { candidatesScreen } from './why.ts'

const WORDS_PER_SENTENCE_MAX = 16
const ID = '018f3c1e-0000-7000-8000-00000000002a'
const REFUSALS = [
  'one-time-code',
  'too-long',
  'no-amount',
  'too-little-text',
  'no-direction',
  'unknown-currency',
  'not-readable',
] as const

const LINE: TransactionLine = {
  id: ID,
  kind: 'expense',
  direction: 'out',
  amount: { minor: 100n, currency: 'NGN' },
  from: null,
  to: null,
  counterparty: 'SHOP',
  narration: null,
  category: null,
  occurred: { date: Temporal.PlainDate.from('2026-08-12'), at: null, from: 'message' },
  isVoid: false,
  isSuspect: true,
}
const REVIEWED: readonly ReviewItem[] = [
  { kind: 'suspect', worth: null, line: LINE, of: LINE },
  { kind: 'uncategorized', worth: null, line: LINE },
  { kind: 'unrecognized', worth: null, messageId: ID },
]

const AT = Temporal.Instant.from('2026-08-12T08:36:00Z')
const PHONE: PhoneToSetUp = {
  kind: 'phone',
  phone: {
    ...{ addedAt: AT, revokedAt: null, connectedAt: null, heardAt: AT },
    ...{ id: ID, name: 'Android phone', isSigned: true, dropped: 3 },
    kind: 'android',
  },
  keys: { secret: 'x'.repeat(32), signingKey: 'y'.repeat(32) },
}
const HEALTH = { phone: PHONE.phone, count: 2, perDay: 9, lastAt: AT, silentSince: AT }
const TOKEN: AccessGrant = {
  ...{ id: ID, kind: 'token', personId: ID, name: 'laptop', hint: 'abc', scopes: ['read', 'write'] },
  ...{ createdAt: Temporal.Instant.from('2026-08-12T08:36:00Z'), expiresAt: null, lastUsedAt: null, revokedAt: null },
}

const texts: Html[] = [
  ...Object.values(notices).filter((one): one is Html => typeof one === 'object'),
  ...IGNORE_REASONS.map(notices.ignoredText),
  ...[1, 2].map(notices.unreadPartsText),
  ...(['entry', 'void', 'category', 'answer'] as const).map((kind) => notices.undoneText({ kind, transactionId: 'x' })),
  ...Object.values(teaching).filter((one): one is Html => typeof one === 'object'),
  ...REFUSALS.map((reason) => teaching.teachingScreen({ kind: 'refused', reason }, 'UTC').text),
  ...(['expired', 'already-read'] as const).map((kind) => teaching.teachingScreen({ kind }, 'UTC').text),
  ...TEACHING_QUESTIONS.map(
    (question) => teaching.teachingScreen({ kind: 'question', draftId: ID, question, choices: [] }, 'UTC').text,
  ),
  ...[1, 2].map((messages) => teaching.savedScreen({ layoutId: ID, messages, entries: messages }).text),
  ...[0, 1, 2].map((messages) => teaching.forgottenText(messages, 'forgotten')),
  ...[1, 2].map((messages) => notices.undoneText({ kind: 'taught', transactionId: null, messages })),
  notices.undoneText({ kind: 'forgotten', transactionId: null }),
  settingsScreen({ timeZone: 'Africa/Lagos', currency: 'NGN' }, []).text,
  ...(['same', 'different', 'split', 'transfer', 'not-transfer', 'not-returned', 'not-fee'] as const).map(
    notices.answeredText,
  ),
  reviewScreen([], 0, { timeZone: 'UTC', suggestions: [], settled: null }).text,
  ...REVIEWED.map((item) => reviewScreen([item], 0, { timeZone: 'UTC', suggestions: [], settled: null }).text),
  reviewScreen(REVIEWED, REVIEWED.length, { timeZone: 'UTC', suggestions: [], settled: null }).text,
  ...(['twin', 'leg'] as const).map((as) => candidatesScreen({ kind: 'candidates', of: LINE, lines: [] }, as).text),
  ...MAIL_PROVIDERS.map((provider) => connect.providerScreen(provider).text),
  connect.connectScreen([], [], 'UTC').text,
  ...PHONE_APPS.map((app) => phones.phoneSetupScreen(PHONE, app, 'https://money.example.org').text),
  phones.phoneKindScreen().text,
  phones.phoneAppsScreen(PHONE.phone).text,
  ...[phones.connectedText, phones.renameText, phones.renamedText].map((words) => words(PHONE.phone)),
  phones.revokedScreen(PHONE.phone).text,
  ...[null, AT].flatMap((at) => [
    phones.phoneScreen({ ...HEALTH, lastAt: at, silentSince: at }, PHONE.keys, 'UTC').text,
    phones.silentPhoneText({ ...HEALTH, lastAt: at }, 'UTC'),
  ]),
  ...[connect, mailbox, phones].flatMap((views) => Object.values(views).filter((one): one is Html => 'markup' in one)),
  ...Object.values(access).filter((one): one is Html => typeof one === 'object' && 'markup' in one),
  ...(['app', 'link', 'address'] as const).map((opensAs) => access.dashboardScreen({ url: 'x', opensAs }, 'x').text),
  ...[[], [TOKEN]].map((tokens) => access.tokensScreen(tokens, 'UTC').text),
  access.freshTokenScreen(TOKEN, 'x').text,
  WELCOME,
  HELP,
]

test('every sentence has at most 16 words', () => {
  const sentences = texts.flatMap(({ markup }) => markup.replace(/<[^>]*>/g, '').split(/[.!?:;](?:\s|$)|\n/))
  const long = sentences.filter((sentence) => sentence.split(/\s+/).filter(Boolean).length > WORDS_PER_SENTENCE_MAX)
  expect(long).toEqual([])
})

test('no line begins with a sign instead of a word', () => {
  expect(
    texts.flatMap(({ markup }) => markup.split('\n')).filter((line) => /^\p{Extended_Pictographic}/u.test(line)),
  ).toEqual([])
})
