import type { Learned } from '../../actions/recategorize.ts'
import { isUncategorized } from '../../actions/suggest-categories.ts'
import type { TransactionLine, TransactionView } from '../../actions/transaction-view.ts'
import type { AlertKey } from '../../domain/alert.ts'
import { assertNever } from '../../domain/assert-never.ts'
import { dayMonthText, occurredText } from './dates.ts'
import { filesWords, splitsText, tagsText } from './entry-words.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { missingText } from './missing.ts'
import { moneyText } from './money.ts'
import { accountText, categoryButtonText, categoryText, counterpartyText, signedAmountText } from './names.ts'
import { button, inPairs, type Keyboard, type Screen } from './screen.ts'
import { listText, SOURCE_NAMES } from './sources.ts'

const REASON_LENGTH_MAX = 100
const NOTE_LENGTH_MAX = 300

/** How a receipt is shown: in the ledger's zone, in a group without balances, after a tap with what changed. */
export type ReceiptOptions = {
  readonly timeZone: string
  readonly showBalance: boolean
  /** A line above the receipt, such as what `/undo` did. */
  readonly heading?: Html
  /** What a message did that made no transaction of its own: it repeated one, or joined one. */
  readonly arrival?: 'repeated' | 'joined'
  /** The category answer just given, which "Undo change" takes back. */
  readonly changed?: { readonly answerId: string; readonly learned: Learned | null }
  /** What an answer taught was just applied to the past, which "Take that back" undoes. */
  readonly applied?: { readonly answerId: string }
  /** The answer just given about which alerts are one event, which "Undo answer" takes back. */
  readonly answered?: { readonly transactionId: string; readonly answerId: string }
  /** A message that was taken for one more of this entry, and may be none. */
  readonly copy?: AlertKey
  /** A line below it, such as what was just forgotten. */
  readonly remark?: Html
}

/** The receipt of a transaction with its buttons; of an undone one, what it was and the way back. */
export function receiptScreen(view: TransactionView, options: ReceiptOptions): Screen {
  const text = lines([
    options.heading ?? arrivalLine(view, options),
    ...(view.isVoid ? voidLines(view) : bodyLines(view, options)),
  ])
  return { text, keyboard: view.isVoid ? voidKeyboard(view) : receiptKeyboard(view, options) }
}

/** A transaction in one line: `−₦22,500.00 SHOPRITE LEKKI, 12 Aug`. */
export function lineText(line: TransactionLine): Html {
  return html`${signedAmountText(line)} ${counterpartyText(line)}, ${dayMonthText(line.occurred.date)}`
}

/** What a tap taught, in words, and what it could change of the past. */
function learnedText({ counterparty, category, pastCount, decidesNext }: Learned): Html {
  const name = counterpartyText({ counterparty, narration: null, kind: 'expense' })
  const lesson = decidesNext
    ? html`Next time ${name} → ${categoryText(category)}`
    : html`${name} goes here and there, so next time I may ask`
  if (pastCount === 0) return lesson
  return pastCount === 1
    ? html`${lesson}. One earlier entry would move there, too.`
    : html`${lesson}. ${pastCount} earlier entries would move there, too.`
}

function arrivalLine({ kind, sources }: TransactionView, { arrival }: ReceiptOptions): Html | null {
  if (arrival === undefined) return null
  if (sources.length > 1 && sources.includes('manual')) return html`The bank’s alert of your own entry:`
  return arrival === 'joined' && kind === 'transfer'
    ? html`The other side of a transfer you already sent me:`
    : html`Already in your ledger:`
}

function bodyLines(view: TransactionView, options: ReceiptOptions): (Html | null)[] {
  return [
    view.kind === 'reversed'
      ? html`<s>${signedAmountText(view)}</s> ${counterpartyText(view)}`
      : html`<b>${signedAmountText(view)}</b> ${counterpartyText(view)}`,
    accountLine(view),
    categoryLine(view),
    html`${occurredText(view.occurred, options.timeZone)}`,
    view.note === null ? null : html`Note: ${shortText(view.note, NOTE_LENGTH_MAX)}`,
    view.tags.length === 0 ? null : html`${tagsText(view.tags)}`,
    view.attachments.length === 0 ? null : html`${filesWords(view.attachments.length)} kept: Edit… shows them.`,
    view.fee === null ? null : html`Fee ${moneyText(view.fee)}`,
    options.showBalance ? balanceLine(view) : null,
    view.kind === 'reversed' ? html`Reversed by the bank. It counts as zero.` : null,
    view.sources.length > 1 ? html`Told by ${listText(view.sources.map((source) => SOURCE_NAMES[source]))}` : null,
    view.suspectOf === null ? null : suspectLine(view.suspectOf),
    options.changed?.learned ? learnedText(options.changed.learned) : null,
    options.remark ?? null,
  ]
}

function voidLines(view: TransactionView): Html[] {
  if (view.isIgnored) {
    return [
      html`Ignored by a rule of yours: <s>${signedAmountText(view)}</s> ${counterpartyText(view)}`,
      html`It does not count. /rules shows the rule; Restore counts this one.`,
    ]
  }
  return [
    html`Undone: <s>${signedAmountText(view)}</s> ${counterpartyText(view)}`,
    html`It no longer counts. The alert stays known.`,
  ]
}

function accountLine({ direction, from, to }: TransactionView): Html | null {
  if (direction === 'transfer') {
    return html`Own transfer: ${from === null ? 'elsewhere' : accountText(from)} → ${to === null ? 'elsewhere' : accountText(to)}`
  }
  const account = from ?? to
  return account === null ? null : html`${accountText(account)}`
}

function categoryLine({ category, categoryReason, splits }: TransactionView): Html | null {
  if (category === null) return null
  if (splits.length > 0)
    return html`Split: ${splitsText(splits)} (${shortText(categoryReason ?? '', REASON_LENGTH_MAX)})`
  if (isUncategorized(category)) return html`Category: Uncategorized. Tap the right one.`
  return categoryReason === null
    ? html`Category: ${categoryText(category)}`
    : html`Category: ${categoryText(category)} (${shortText(categoryReason, REASON_LENGTH_MAX)})`
}

function balanceLine({ statedBalance, check, missing, disputes, direction }: TransactionView): Html | null {
  if (statedBalance === null) return null
  const balance = html`Balance ${moneyText(statedBalance)}`
  const isCredit = direction === 'in'
  if (check === null) return balance
  switch (check.kind) {
    case 'closes':
      return disputes === null
        ? html`${balance} ✓ adds up`
        : html`${balance} ✓ adds up, but only without ${lineText(disputes)}. ${disputes.direction === 'in' ? 'That alert may be fake' : 'The bank does not count it'}. ⚠`
    case 'breaks':
      return missing === null ? balance : html`${balance} ⚠ ${missingText(missing)}`
    case 'disputed':
      return html`${balance} ⚠ ${isCredit ? 'The next balance does not count this money. It may be a fake alert: ask your bank.' : 'The next balance does not count this payment.'}`
    case 'first':
    case 'no-balance':
      return balance
    default:
      return assertNever(check)
  }
}

function suspectLine(other: TransactionLine): Html {
  return html`Perhaps a repeat of ${lineText(other)}. Same payment, or different? ⚠`
}

function voidKeyboard({ id }: TransactionView): Keyboard {
  return [[button('Restore', { kind: 'restore', transactionId: id })]]
}

function receiptKeyboard(
  view: TransactionView,
  { changed, applied, answered, copy, showBalance }: ReceiptOptions,
): Keyboard {
  const { id: transactionId, suggestions } = view
  const categories = suggestions.map((category) =>
    button(categoryButtonText(category), { kind: 'categorize', transactionId, categoryId: category.id }),
  )
  const more = view.category === null ? [] : [button('More…', { kind: 'more', transactionId, page: 0 })]
  const edit = view.keys.length > 0 ? [button('Edit…', { kind: 'edit-entry', transactionId, entryAct: 'open' })] : []
  const account = view.isQuickEntry ? [button('Account…', { kind: 'accounts', transactionId })] : []
  const why = view.keys.length > 0 && showBalance ? [button('Why?', { kind: 'why', transactionId })] : []
  const undo = answered
    ? button('Undo answer', { kind: 'undo-answer', transactionId: answered.transactionId, answerId: answered.answerId })
    : changed && !changed.learned
      ? button('Undo change', { kind: 'undo-change', transactionId, answerId: changed.answerId })
      : button('Undo', { kind: 'undo', transactionId })
  const lesson = changed?.learned
    ? lessonButtons({ transactionId, answerId: changed.answerId }, changed.learned.pastCount)
    : applied
      ? [[button('Take that back', { kind: 'undo-apply', transactionId, answerId: applied.answerId })]]
      : []
  const add = showBalance && view.missing !== null ? [[button('Add it', { kind: 'add-missing', transactionId })]] : []
  const twins = view.suspectOf === null ? null : { transactionId, otherId: view.suspectOf.id }
  const ask =
    twins === null
      ? []
      : [[button('Same', { kind: 'same', ...twins }), button('Different', { kind: 'different', ...twins })]]
  const apart =
    copy === undefined
      ? []
      : [
          [
            button('Not a duplicate', {
              kind: 'split-off',
              transactionId,
              messageId: copy.messageId,
              page: copy.position,
            }),
          ],
        ]
  const rest = [...more, ...edit, ...account, ...why, undo]
  // Four in a row are cut on a phone.
  const below = rest.length > 3 ? inPairs(rest) : [rest]
  return [...ask, ...apart, ...add, ...inPairs(categories), ...below, ...lesson]
}

/** What may become of a lesson: it counts for the past as well, for nothing but this entry, or was never said. */
function lessonButtons(
  ids: { readonly transactionId: string; readonly answerId: string },
  pastCount: number,
): Keyboard {
  return [
    [
      ...(pastCount > 0 ? [button(`Apply to ${pastCount}`, { kind: 'apply-lesson', ...ids })] : []),
      button('Only this', { kind: 'forget', ...ids }),
      button('Forget', { kind: 'undo-change', ...ids }),
    ],
  ]
}
