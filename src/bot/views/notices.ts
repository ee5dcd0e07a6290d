import type { EventWord } from '../../actions/event-answers.ts'
import type { Trace } from '../../actions/ingest-messages.ts'
import type { LastUndone } from '../../actions/undo-last.ts'
import { assertNever } from '../../domain/assert-never.ts'
import type { IgnoreReason } from '../../domain/outcome.ts'
import { type Html, html, lines, shortText } from './html.ts'

export const FORBIDDEN = html`You may look at this ledger, but not change it. Ask its owner.`
export const TOO_OLD = html`This button is too old. Send /transactions to open the entry again.`
export const PRIVATE_ONLY = html`I show balances only in our private chat. Ask me there.`
export const NOTHING_TO_EXPLAIN = html`I find no entry there. Reply /why to a receipt, or to the alert itself.`
export const NOT_ANY_MORE = html`That was settled already.`
export const ONE_TIME_CODE = html`That is a one-time code. I did not keep it.`
export const UNKNOWN_COMMAND = html`I do not know that command. /help shows what I can do.`
export const UNKNOWN_PERIOD = html`I do not know that period. Try /report week, /report year or /report 2026-10.`
export const EDITS_ARE_IGNORED = html`I read a message only once, so this edit changed nothing. Send the corrected text as a new message.`
export const NO_PICTURES = html`I read texts and statement files, not this. Paste the alert's text, or send <code>1500 lunch</code>.`

export const NEITHER = lines([
  html`I found no bank alert and no entry in that.`,
  html`Forward an alert as it came, or send <code>1500 lunch</code> or <code>+250k salary</code>.`,
  html`/help shows the rest.`,
])

/** Why a message from a bank was not booked. */
export function ignoredText(reason: IgnoreReason): Html {
  switch (reason) {
    case 'one-time-code':
      return ONE_TIME_CODE
    case 'promotion':
      return html`That is an offer, not a payment. I booked nothing.`
    case 'loan-offer':
      return html`That is a loan offer, not a payment. I booked nothing.`
    case 'reminder':
      return html`That is a reminder, not a payment. I booked nothing.`
    case 'declined':
      return html`That payment was declined, so no money moved. I booked nothing.`
    case 'failed':
      return html`That payment failed, so no money moved. I booked nothing.`
    case 'balance-enquiry':
      return html`That tells a balance, but no payment. I booked nothing.`
    case 'statement-ready':
      return html`That announces a statement, but no payment. I booked nothing.`
    case 'payment-request':
      return html`Somebody asks for money there. Nothing was paid, so I booked nothing.`
    case 'future-debit':
      return html`That payment is still to come. Forward its alert when it happens.`
    case 'notice':
      return html`That is a notice from the bank, not a payment. I booked nothing.`
    case 'phishing':
      return html`That looks like a fake alert ⚠. Open no links in it. I booked nothing.`
    case 'not-financial':
      return NEITHER
    default:
      return assertNever(reason)
  }
}

/** What to say of a message that gave no transaction. */
export function notBookedText(trace: Trace): Html {
  if (trace.outcome === 'not-a-transaction') return ignoredText(trace.reason ?? 'notice')
  if (trace.outcome === 'error') {
    return html`I could not book this: ${trace.error === null ? 'something in it does not fit' : shortText(trace.error, 300)}.`
  }
  return lines([
    html`This looks like money, but I cannot read it yet.`,
    html`I kept the message and booked nothing. Send it as an entry: <code>1500 lunch</code>.`,
  ])
}

/** What is said of parts of a message that were left out. */
export function unreadPartsText(count: number): Html {
  return count === 1
    ? html`One more part looks like money, but I cannot read it. Check it yourself. ⚠`
    : html`${count} more parts look like money, but I cannot read them. Check them yourself. ⚠`
}

/** What I understood from an answer about which alerts are one event. */
export function answeredText(word: EventWord): Html {
  switch (word) {
    case 'same':
      return html`Same ✓ It is one entry now.`
    case 'different':
      return html`Different ✓ I will not ask about these two again.`
    case 'split':
      return html`Split apart ✓ That message is an entry of its own.`
    case 'transfer':
      return html`A transfer ✓ It is no spending and no income.`
    case 'not-transfer':
      return html`Not a transfer ✓ I will not pair these two again.`
    case 'not-returned':
      return html`Not a return ✓ Both count again.`
    case 'not-fee':
      return html`Not a fee of that payment ✓ I remember it.`
    default:
      return assertNever(word)
  }
}

/** How many entries a lesson moved. */
export function movedText(count: number): Html {
  return count === 1 ? html`One entry moved.` : html`${count} entries moved.`
}

/** What `/undo` did, as the line above the entry's receipt, or alone when there is no entry. */
export function undoneText(undone: LastUndone): Html {
  switch (undone.kind) {
    case 'entry':
      return html`I took out the last entry:`
    case 'void':
      return html`I brought this entry back:`
    case 'category':
      return html`I took the last change of category back, and forgot what it taught:`
    case 'answer':
      return html`I took your last answer back:`
    case 'taught':
      return undone.messages === 1
        ? html`I forgot the layout you taught me. Its message is out of the ledger again.`
        : html`I forgot the layout you taught me. Its ${undone.messages} messages are out of the ledger again.`
    case 'forgotten':
      return html`I know that layout again, and booked what it reads.`
    case 'import':
      return html`I took the last import back: ${undone.entries} ${undone.entries === 1 ? 'entry' : 'entries'} changed.`
    case 'applied':
      return html`What I had learned counts for later entries only again: ${undone.entries} ${undone.entries === 1 ? 'entry' : 'entries'} changed back.`
    case 'payee':
      return html`The payee is as it was before: ${undone.entries} ${undone.entries === 1 ? 'entry' : 'entries'}.`
    case 'settings':
      return html`I took the last change of your ${undone.subject} back. ${undone.entries} ${undone.entries === 1 ? 'entry' : 'entries'} changed.`
    case 'nothing':
      return html`There is nothing to undo.`
    default:
      return assertNever(undone)
  }
}
