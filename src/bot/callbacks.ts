import { MAIL_PROVIDERS, type MailProvider } from '../actions/mail-providers.ts'
import { CATEGORY_COLORS, type CategoryColor } from '../actions/manage-categories.ts'
import { PHONE_APPS, PHONE_KINDS, type PhoneKind } from '../domain/phone.ts'
import { COLUMN_QUESTIONS, type ColumnQuestion } from '../domain/taught-columns.ts'
import { TEACHING_QUESTIONS, type TeachingQuestion } from '../domain/taught-layout.ts'
import { CHART_KINDS, type ChartKind } from '../reports/chart-spec.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../reports/export-formats.ts'

/** What the buttons of a rule do; `new` asks for its text, whichever rule is named. */
const RULE_ACTS = [
  'open',
  'save',
  'save-past',
  'drop',
  'apply',
  'on',
  'off',
  'up',
  'down',
  'text',
  'remove',
  'new',
  'file',
] as const
export type RuleAct = (typeof RULE_ACTS)[number]
/** What a rule made of an entry looks for. */
const RULE_SHAPES = ['list', 'payee', 'word', 'amount', 'account'] as const
export type RuleShape = (typeof RULE_SHAPES)[number]
const CATEGORY_SIDES = ['expense', 'income'] as const
export type CategorySide = (typeof CATEGORY_SIDES)[number]
const CATEGORY_ACTS = ['open', 'rename', 'icon', 'colors', 'hide', 'show', 'add', 'add-expense', 'add-income'] as const
export type CategoryAct = (typeof CATEGORY_ACTS)[number]
const ENTRY_ACTS = ['open', 'payee', 'note', 'tags', 'split', 'unsplit', 'restore', 'files', 'drop-file'] as const
export type EntryAct = (typeof ENTRY_ACTS)[number]
const COLORS: readonly string[] = [...Object.keys(CATEGORY_COLORS), 'none']

/** What a button asks for. `open` and `account-detail` answer with a new message, everything else changes the message it stands under. */
export type CallbackAction =
  | { readonly kind: 'categorize'; readonly transactionId: string; readonly categoryId: string }
  | { readonly kind: 'more'; readonly transactionId: string; readonly page: number }
  | { readonly kind: 'receipt'; readonly transactionId: string }
  | { readonly kind: 'open'; readonly transactionId: string }
  | { readonly kind: 'undo'; readonly transactionId: string }
  | { readonly kind: 'restore'; readonly transactionId: string }
  | { readonly kind: 'undo-change'; readonly transactionId: string; readonly answerId: string }
  | { readonly kind: 'forget'; readonly transactionId: string; readonly answerId: string }
  /** Has what an answer taught count for the past, too, and takes that back. */
  | { readonly kind: 'apply-lesson'; readonly transactionId: string; readonly answerId: string }
  | { readonly kind: 'undo-apply'; readonly transactionId: string; readonly answerId: string }
  | { readonly kind: 'accounts'; readonly transactionId: string }
  | { readonly kind: 'account'; readonly transactionId: string; readonly accountId: string }
  /** Books what is missing ahead of this transaction's stated balance. */
  | { readonly kind: 'add-missing'; readonly transactionId: string }
  | { readonly kind: 'add-gap'; readonly transactionId: string; readonly accountId: string }
  | { readonly kind: 'account-detail'; readonly accountId: string }
  | { readonly kind: 'transactions'; readonly page: number }
  | { readonly kind: 'why'; readonly transactionId: string }
  | { readonly kind: 'same'; readonly transactionId: string; readonly otherId: string }
  | { readonly kind: 'different'; readonly transactionId: string; readonly otherId: string }
  /** Lists what it may be one with, what it rests on, and what may be its other side. */
  | { readonly kind: 'merge'; readonly transactionId: string }
  /** Who was paid; `choice` is the place of a name that was offered, `otherId` an entry of the payee that it is. */
  | { readonly kind: 'payee'; readonly transactionId: string }
  | { readonly kind: 'payee-name'; readonly transactionId: string; readonly choice: number }
  | { readonly kind: 'payee-merge'; readonly transactionId: string; readonly otherId: string }
  | { readonly kind: 'payee-undo'; readonly transactionId: string; readonly answerId: string }
  | { readonly kind: 'forget-lesson'; readonly transactionId: string; readonly answerId: string }
  | { readonly kind: 'split'; readonly transactionId: string }
  | { readonly kind: 'legs'; readonly transactionId: string }
  /** `page`: the alert's place in its message. */
  | { readonly kind: 'split-off'; readonly transactionId: string; readonly messageId: string; readonly page: number }
  | { readonly kind: 'is-transfer'; readonly transactionId: string; readonly otherId: string }
  | { readonly kind: 'not-transfer'; readonly transactionId: string }
  | { readonly kind: 'not-returned'; readonly transactionId: string }
  | { readonly kind: 'not-fee'; readonly transactionId: string; readonly otherId: string }
  | { readonly kind: 'undo-answer'; readonly transactionId: string; readonly answerId: string }
  /** One card of what is uncertain; the answers on it lead to the next. */
  | { readonly kind: 'review'; readonly page: number }
  | { readonly kind: 'review-same'; readonly transactionId: string; readonly otherId: string; readonly page: number }
  | {
      readonly kind: 'review-different'
      readonly transactionId: string
      readonly otherId: string
      readonly page: number
    }
  | {
      readonly kind: 'review-category'
      readonly transactionId: string
      readonly categoryId: string
      readonly page: number
    }
  /** What was just answered, for every earlier entry of that payee. */
  | { readonly kind: 'review-all'; readonly transactionId: string; readonly answerId: string; readonly page: number }
  /** `page`: the wanted precision in percent. */
  | { readonly kind: 'set-precision'; readonly page: number }
  /** `page`: 1 for a card a day, 0 for none. */
  | { readonly kind: 'daily-card'; readonly page: number }
  | { readonly kind: 'review-gap'; readonly transactionId: string; readonly page: number }
  | { readonly kind: 'teach'; readonly messageId: string }
  | {
      readonly kind: 'teach-answer'
      readonly draftId: string
      readonly question: TeachingQuestion
      /** The number of a candidate; -1 for none of them. */
      readonly choice: number
    }
  | { readonly kind: 'teach-save'; readonly draftId: string }
  | { readonly kind: 'teach-cancel'; readonly draftId: string }
  | { readonly kind: 'unteach'; readonly layoutId: string }
  | { readonly kind: 'forget-layout'; readonly layoutId: string }
  | { readonly kind: 'upload-open'; readonly uploadId: string }
  | { readonly kind: 'upload-import'; readonly uploadId: string }
  | { readonly kind: 'upload-anyway'; readonly uploadId: string }
  /** Page 0 is the preview, the others are its rows. */
  | { readonly kind: 'upload-show'; readonly uploadId: string; readonly page: number }
  | { readonly kind: 'upload-accounts'; readonly uploadId: string }
  | { readonly kind: 'upload-columns'; readonly uploadId: string }
  /** Says which column of its table is one; -1 for none. */
  | {
      readonly kind: 'upload-column'
      readonly uploadId: string
      readonly column: ColumnQuestion
      readonly choice: number
    }
  | { readonly kind: 'upload-cancel'; readonly uploadId: string }
  | { readonly kind: 'upload-account'; readonly uploadId: string; readonly accountId: string }
  | { readonly kind: 'upload-new-account'; readonly uploadId: string }
  | { readonly kind: 'upload-undo'; readonly uploadId: string }
  | { readonly kind: 'connect-mail' }
  | { readonly kind: 'accept-old-mails' }
  | { readonly kind: 'mail-provider'; readonly provider: MailProvider['id'] }
  | { readonly kind: 'remove-mailbox'; readonly mailboxId: string }
  | { readonly kind: 'accept-mail'; readonly messageId: string }
  | { readonly kind: 'ignore-mail'; readonly messageId: string }
  /** One of the mails that wait for a decision. */
  | { readonly kind: 'doubtful-mails'; readonly page: number }
  | { readonly kind: 'rules'; readonly page: number }
  | { readonly kind: 'rule'; readonly ruleId: string; readonly ruleAct: RuleAct }
  | { readonly kind: 'make-rule'; readonly transactionId: string; readonly shape: RuleShape }
  | { readonly kind: 'undo-settings'; readonly changeId: string }
  | { readonly kind: 'categories'; readonly side: CategorySide }
  | { readonly kind: 'category'; readonly categoryId: string; readonly categoryAct: CategoryAct }
  | { readonly kind: 'category-color'; readonly categoryId: string; readonly color: CategoryColor | 'none' }
  | { readonly kind: 'merge-list'; readonly categoryId: string; readonly page: number }
  /** Merges a category into the other. */
  | { readonly kind: 'merge-category'; readonly categoryId: string; readonly otherId: string }
  | { readonly kind: 'edit-entry'; readonly transactionId: string; readonly entryAct: EntryAct }
  | { readonly kind: 'undo-edit'; readonly transactionId: string; readonly answerId: string }
  | { readonly kind: 'export-period'; readonly period: string }
  | { readonly kind: 'export'; readonly format: ExportFormat; readonly period: string }
  /** What can be connected. */
  | { readonly kind: 'connect' }
  /** Which phone it is. */
  | { readonly kind: 'phones' }
  | { readonly kind: 'connect-phone'; readonly phoneKind: PhoneKind }
  | { readonly kind: 'phone'; readonly step: PhoneStep; readonly phoneId: string }
  /** A link that signs in. */
  | { readonly kind: 'dashboard' }
  /** `page`: which of the presets of scopes. */
  | { readonly kind: 'make-token'; readonly page: number }
  | { readonly kind: 'revoke-token'; readonly tokenId: string }
  /** Deletes the very message it stands under. */
  | { readonly kind: 'delete-message' }
  | { readonly kind: 'report'; readonly chart: ChartKind; readonly period: string }

/** What to do with a phone; the name of an app shows what to set in it. */
const PHONE_STEPS = ['show', 'apps', 'rename', 'revoke', 'restore', 'sign', 'unsign', ...PHONE_APPS] as const
export type PhoneStep = (typeof PHONE_STEPS)[number]

/** `stale`: made by another version of the program; `unknown`: not ours, cut, or forged. */
export type CallbackReading = CallbackAction | { readonly kind: 'stale' } | { readonly kind: 'unknown' }

/** Changes whenever old buttons could be read wrong. */
const VERSION = '1'
const PAGE_MAX = 99_999
const NO_CHOICE = 'n'

type IdField =
  | 'otherId'
  | 'transactionId'
  | 'categoryId'
  | 'answerId'
  | 'accountId'
  | 'messageId'
  | 'draftId'
  | 'layoutId'
  | 'uploadId'
  | 'mailboxId'
  | 'ruleId'
  | 'changeId'
  | 'phoneId'
  | 'tokenId'
type WordField = 'ruleAct' | 'shape' | 'side' | 'categoryAct' | 'color' | 'entryAct' | 'format'
type Field =
  | IdField
  | WordField
  | 'page'
  | 'chart'
  | 'period'
  | 'question'
  | 'column'
  | 'choice'
  | 'provider'
  | 'phoneKind'
  | 'step'

/** The words that each of these fields can be. */
const WORDS: Readonly<Record<WordField, readonly string[]>> = {
  ruleAct: RULE_ACTS,
  shape: RULE_SHAPES,
  side: CATEGORY_SIDES,
  categoryAct: CATEGORY_ACTS,
  color: COLORS,
  entryAct: ENTRY_ACTS,
  format: Object.keys(EXPORT_FORMATS),
}

/** Written as they are. */
const PLAIN_FIELDS: readonly string[] = [
  'page',
  'chart',
  'period',
  'question',
  'column',
  'provider',
  'phoneKind',
  'step',
  ...Object.keys(WORDS),
]

/** One letter for each kind, or two signs beginning with an underscore, and its fields in order: the two sides of the codec read the same table. */
const CODES: Readonly<Record<CallbackAction['kind'], { readonly letter: string; readonly fields: readonly Field[] }>> =
  {
    categorize: { letter: 'c', fields: ['transactionId', 'categoryId'] },
    more: { letter: 'm', fields: ['transactionId', 'page'] },
    receipt: { letter: 'r', fields: ['transactionId'] },
    open: { letter: 'o', fields: ['transactionId'] },
    undo: { letter: 'u', fields: ['transactionId'] },
    restore: { letter: 'b', fields: ['transactionId'] },
    'undo-change': { letter: 'w', fields: ['transactionId', 'answerId'] },
    forget: { letter: 'f', fields: ['transactionId', 'answerId'] },
    'apply-lesson': { letter: '_i', fields: ['transactionId', 'answerId'] },
    'undo-apply': { letter: '_b', fields: ['transactionId', 'answerId'] },
    accounts: { letter: 'l', fields: ['transactionId'] },
    account: { letter: 'a', fields: ['transactionId', 'accountId'] },
    'add-missing': { letter: 'g', fields: ['transactionId'] },
    'add-gap': { letter: 'e', fields: ['transactionId', 'accountId'] },
    'account-detail': { letter: 'd', fields: ['accountId'] },
    transactions: { letter: 't', fields: ['page'] },
    why: { letter: 'y', fields: ['transactionId'] },
    same: { letter: 's', fields: ['transactionId', 'otherId'] },
    different: { letter: 'x', fields: ['transactionId', 'otherId'] },
    payee: { letter: '_P', fields: ['transactionId'] },
    'payee-name': { letter: '_y', fields: ['transactionId', 'choice'] },
    'payee-merge': { letter: '_j', fields: ['transactionId', 'otherId'] },
    'payee-undo': { letter: '_U', fields: ['transactionId', 'answerId'] },
    'forget-lesson': { letter: '_F', fields: ['transactionId', 'answerId'] },
    merge: { letter: 'j', fields: ['transactionId'] },
    split: { letter: 'k', fields: ['transactionId'] },
    legs: { letter: 'i', fields: ['transactionId'] },
    'split-off': { letter: 'q', fields: ['transactionId', 'messageId', 'page'] },
    'is-transfer': { letter: 'h', fields: ['transactionId', 'otherId'] },
    'not-transfer': { letter: 'n', fields: ['transactionId'] },
    'not-returned': { letter: 'v', fields: ['transactionId'] },
    'not-fee': { letter: 'z', fields: ['transactionId', 'otherId'] },
    'undo-answer': { letter: 'W', fields: ['transactionId', 'answerId'] },
    review: { letter: 'V', fields: ['page'] },
    'review-same': { letter: 'J', fields: ['transactionId', 'otherId', 'page'] },
    'review-different': { letter: 'K', fields: ['transactionId', 'otherId', 'page'] },
    'review-category': { letter: 'G', fields: ['transactionId', 'categoryId', 'page'] },
    'review-all': { letter: '_A', fields: ['transactionId', 'answerId', 'page'] },
    'set-precision': { letter: '_s', fields: ['page'] },
    'daily-card': { letter: '_D', fields: ['page'] },
    'review-gap': { letter: 'E', fields: ['transactionId', 'page'] },
    teach: { letter: 'T', fields: ['messageId'] },
    'teach-answer': { letter: 'A', fields: ['draftId', 'question', 'choice'] },
    'teach-save': { letter: 'S', fields: ['draftId'] },
    'teach-cancel': { letter: 'C', fields: ['draftId'] },
    unteach: { letter: 'U', fields: ['layoutId'] },
    'forget-layout': { letter: 'F', fields: ['layoutId'] },
    'upload-open': { letter: '_O', fields: ['uploadId'] },
    'upload-import': { letter: 'H', fields: ['uploadId'] },
    'upload-anyway': { letter: 'Y', fields: ['uploadId'] },
    'upload-show': { letter: 'L', fields: ['uploadId', 'page'] },
    'upload-accounts': { letter: '9', fields: ['uploadId'] },
    'upload-columns': { letter: '8', fields: ['uploadId'] },
    'upload-column': { letter: '7', fields: ['uploadId', 'column', 'choice'] },
    'upload-cancel': { letter: 'X', fields: ['uploadId'] },
    'upload-account': { letter: 'Q', fields: ['uploadId', 'accountId'] },
    'upload-new-account': { letter: 'N', fields: ['uploadId'] },
    'upload-undo': { letter: 'Z', fields: ['uploadId'] },
    'connect-mail': { letter: 'M', fields: [] },
    'accept-old-mails': { letter: 'O', fields: [] },
    'mail-provider': { letter: 'P', fields: ['provider'] },
    'remove-mailbox': { letter: 'R', fields: ['mailboxId'] },
    'accept-mail': { letter: 'B', fields: ['messageId'] },
    'ignore-mail': { letter: 'I', fields: ['messageId'] },
    'doubtful-mails': { letter: 'D', fields: ['page'] },
    connect: { letter: '_n', fields: [] },
    phones: { letter: '_f', fields: [] },
    'connect-phone': { letter: '_a', fields: ['phoneKind'] },
    phone: { letter: '_h', fields: ['step', 'phoneId'] },
    dashboard: { letter: '_d', fields: [] },
    'make-token': { letter: '_t', fields: ['page'] },
    'revoke-token': { letter: '_k', fields: ['tokenId'] },
    'delete-message': { letter: '_z', fields: [] },
    report: { letter: 'p', fields: ['chart', 'period'] },
    rules: { letter: '_r', fields: ['page'] },
    rule: { letter: '_R', fields: ['ruleId', 'ruleAct'] },
    'make-rule': { letter: '_m', fields: ['transactionId', 'shape'] },
    'undo-settings': { letter: '_u', fields: ['changeId'] },
    categories: { letter: '_c', fields: ['side'] },
    category: { letter: '_C', fields: ['categoryId', 'categoryAct'] },
    'category-color': { letter: '_o', fields: ['categoryId', 'color'] },
    'merge-list': { letter: '_l', fields: ['categoryId', 'page'] },
    'merge-category': { letter: '_g', fields: ['categoryId', 'otherId'] },
    'edit-entry': { letter: '_e', fields: ['transactionId', 'entryAct'] },
    'undo-edit': { letter: '_w', fields: ['transactionId', 'answerId'] },
    'export-period': { letter: '_p', fields: ['period'] },
    export: { letter: '_x', fields: ['format', 'period'] },
  }

/**
 * The action as callback data: version, a letter, the fields; at most 54 bytes. It carries no proof of origin,
 * because none is needed: whoever presses is authorized again, and ids are looked up in their ledger only.
 */
export function encodeCallback(action: CallbackAction): string {
  const { letter, fields } = CODES[action.kind]
  const values = action as unknown as Readonly<Record<Field, string | number>>
  return `${VERSION}${letter}${fields.map((field) => encodeField(field, values[field])).join('.')}`
}

/** Reads callback data back. Total: any text gives a reading, and never throws. */
export function decodeCallback(data: string): CallbackReading {
  if (data[0] !== VERSION) return /^\d[a-zA-Z_]/.test(data) ? { kind: 'stale' } : { kind: 'unknown' }
  const code = data[1] === '_' ? data.slice(1, 3) : data[1]
  for (const [kind, { letter, fields }] of Object.entries(CODES)) {
    if (letter !== code) continue
    const rest = data.slice(1 + letter.length)
    const texts = rest === '' ? [] : rest.split('.')
    const values = fields.map((field, index) => decodeField(field, texts[index] ?? ''))
    if (texts.length !== fields.length || values.includes(null)) return { kind: 'unknown' }
    const named = Object.fromEntries(fields.map((field, index) => [field, values[index]]))
    return { kind, ...named } as CallbackAction
  }
  return { kind: 'unknown' }
}

function encodeField(field: Field, value: string | number): string {
  if (PLAIN_FIELDS.includes(field)) return String(value)
  if (field === 'choice') return value === -1 ? NO_CHOICE : String(value)
  const bytes = Buffer.from(String(value).replaceAll('-', ''), 'hex')
  if (bytes.length !== 16) throw new Error('an id on a button must be a UUID')
  return bytes.toString('base64url')
}

function decodeField(field: Field, text: string): string | number | null {
  switch (field) {
    case 'page':
      return /^\d{1,5}$/.test(text) && Number(text) <= PAGE_MAX ? Number(text) : null
    case 'chart':
      return CHART_KINDS.find((kind) => kind === text) ?? null
    case 'provider':
      return MAIL_PROVIDERS.find(({ id }) => id === text)?.id ?? null
    case 'phoneKind':
      return PHONE_KINDS.find((kind) => kind === text) ?? null
    case 'step':
      return PHONE_STEPS.find((step) => step === text) ?? null
    case 'question':
      return TEACHING_QUESTIONS.find((question) => question === text) ?? null
    case 'column':
      return COLUMN_QUESTIONS.find((question) => question === text) ?? null
    case 'choice':
      return text === NO_CHOICE ? -1 : /^\d{1,2}$/.test(text) ? Number(text) : null
    case 'period':
      return /^[0-9W_-]{4,21}$/.test(text) ? text : null
    case 'ruleAct':
    case 'shape':
    case 'side':
    case 'categoryAct':
    case 'color':
    case 'entryAct':
    case 'format':
      return WORDS[field].find((word) => word === text) ?? null
    default:
      return decodeId(text)
  }
}

function decodeId(text: string): string | null {
  if (!/^[\w-]{22}$/.test(text)) return null
  const hex = Buffer.from(text, 'base64url').toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
