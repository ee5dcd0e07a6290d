import type { Learned } from '../../actions/recategorize.ts'
import type { ReviewItem } from '../../actions/review-list.ts'
import { assertNever } from '../../domain/assert-never.ts'
import type { Category } from '../../domain/category.ts'
import { gapWindow } from '../../reports/reconciliation-window.ts'
import { type Html, html, lines, plainLines, shortText } from './html.ts'
import { missingText } from './missing.ts'
import { moneyText } from './money.ts'
import { accountText, categoryButtonText } from './names.ts'
import { lineText } from './receipt.ts'
import { button, inPairs, type Keyboard, type Screen } from './screen.ts'

/** From this score on a guess is worth saying. */
const NAMED_FROM = 0.5

const PAYEE_LENGTH_MAX = 24

const NOTHING_TO_REVIEW = html`Nothing to review. ✓ Everything I booked is certain.`

/** What the answer before did, with the buttons that do the same for others, and that take it back. */
export type Settled = { readonly words: Html; readonly undo: Keyboard }

/** One card: what is uncertain, its answers, and the way to the next. */
export function reviewScreen(
  items: readonly ReviewItem[],
  page: number,
  options: { readonly timeZone: string; readonly suggestions: readonly Category[]; readonly settled: Settled | null },
): Screen {
  const { timeZone, suggestions, settled } = options
  const item = items[page]
  const undo = settled?.undo ?? []
  if (item === undefined) {
    const rest = items.length === 0 ? NOTHING_TO_REVIEW : html`That was the last one. ${leftText(items.length)}`
    const again = items.length === 0 ? [] : [[button('From the top', { kind: 'review', page: 0 })]]
    return { text: lines([settled?.words ?? null, rest]), keyboard: [...again, ...undo] }
  }
  const card = cardOf(item, page, timeZone, suggestions)
  const turn = [
    ...(page > 0 ? [button('‹ Previous', { kind: 'review', page: page - 1 })] : []),
    button(page + 1 < items.length ? 'Skip ›' : 'Skip', { kind: 'review', page: page + 1 }),
  ]
  return {
    text: lines([settled?.words ?? null, html`<b>Review</b> ${page + 1} of ${items.length}`, ...card.text]),
    keyboard: [...card.keyboard, turn, ...undo],
  }
}

/** The button that does the same for every entry of a payee: `Same for all 6 of Mama Put`. */
export function sameForAllText({ counterparty, pastCount }: Learned): string {
  return `Same for all ${pastCount + 1} of ${shortText(counterparty, PAYEE_LENGTH_MAX)}`
}

/** A card in plain words: its question, and what it is about. */
export function reviewWords(item: ReviewItem, timeZone: string): { readonly title: string; readonly text: string } {
  const [title = '', ...rest] = cardOf(item, 0, timeZone, []).text.flatMap(plainLines)
  return { title, text: rest.join('\n') }
}

function leftText(count: number): Html {
  return count === 1 ? html`One still waits.` : html`${count} still wait.`
}

type Card = { readonly text: readonly Html[]; readonly keyboard: Keyboard }

function cardOf(item: ReviewItem, page: number, timeZone: string, suggestions: readonly Category[]): Card {
  switch (item.kind) {
    case 'suspect': {
      const ids = { transactionId: item.line.id, otherId: item.of.id, page }
      return {
        text: [
          html`Is this one payment, told twice?`,
          html`1. ${lineText(item.of)}`,
          html`2. ${lineText(item.line)}`,
          html`Both count until you say.`,
        ],
        keyboard: [
          [button('Same', { kind: 'review-same', ...ids }), button('Different', { kind: 'review-different', ...ids })],
          [button('Open it', { kind: 'open', transactionId: item.line.id })],
        ],
      }
    }
    case 'uncategorized': {
      const transactionId = item.line.id
      const choices = suggestions.map((category) =>
        button(categoryButtonText(category), { kind: 'review-category', transactionId, categoryId: category.id, page }),
      )
      return {
        text: [html`What was this for?`, html`<b>${lineText(item.line)}</b>`],
        keyboard: [...inPairs(choices), [button('Open it', { kind: 'open', transactionId })]],
      }
    }
    case 'unrecognized':
      return {
        text: [html`A message looks like money, but I could not read it.`, html`A few taps teach me its layout.`],
        keyboard: [[button('Teach me', { kind: 'teach', messageId: item.messageId })]],
      }
    case 'unverified':
      return {
        text: [
          item.count === 1
            ? html`A mail says it is from your bank, but nothing proves it. I booked nothing.`
            : html`${item.count} mails say they are from your banks, but nothing proves it. I booked none of them.`,
        ],
        keyboard: [[button('Look at them', { kind: 'doubtful-mails', page: 0 })]],
      }
    case 'gap':
      return gapCard(item, page, timeZone)
    default:
      return assertNever(item)
  }
}

function gapCard({ account, currency, gap }: Extract<ReviewItem, { kind: 'gap' }>, page: number, zone: string): Card {
  const amount = { minor: gap.missingMinor, currency }
  const [first] = gap.likely
  const likely = first !== undefined && first.score >= NAMED_FROM ? first : null
  const { eventId } = gap.before
  const add =
    eventId === null
      ? []
      : [button(`Add ${moneyText(amount, 'always')}`, { kind: 'review-gap', transactionId: eventId, page })]
  return {
    text: [html`${accountText(account)}: ${missingText({ ...gapWindow(gap, zone), amount, likely })}.`],
    keyboard: [[...add, button('Open account', { kind: 'account-detail', accountId: account.id })]],
  }
}
