import type { DoubtfulMailView } from '../../actions/accept-mails.ts'
import type { FailedCheck } from '../../actions/mail-report.ts'
import { DOUBT_WORDS, REFUSAL_WORDS } from '../../actions/mailbox-words.ts'
import type { ParsedAlert } from '../../domain/alert.ts'
import {
  type Doubt,
  FAILED_LOGINS_MAX,
  type Mailbox,
  type MailOutcome,
  type MailRefusal,
} from '../../domain/mailbox.ts'
import { removeButton } from './connect.ts'
import { occurredText } from './dates.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { moneyText } from './money.ts'
import { button, type Keyboard, type Screen } from './screen.ts'

const NAME_LENGTH_MAX = 80
const WORDS_LENGTH_MAX = 400

export const MAIL_IGNORED = html`I leave that mail out. Nothing was booked from it.`
export const ALREADY_DECIDED = html`That mail does not wait any more.`
export const NO_DOUBTFUL_MAIL = html`No mail waits for you.`

/** What mails of one check came to, for its summary. */
export type MailCounts = {
  readonly outcomes: Readonly<Partial<Record<MailOutcome, number>>>
  /** What came in and went out, a line per currency. */
  readonly flows: readonly Html[]
  /** Doubtful mails that wait, of all checks. */
  readonly waiting: number
}

const OUTCOME_WORDS: Readonly<Record<MailOutcome, string>> = {
  booked: 'Booked',
  suspect: 'Perhaps repeats ⚠',
  duplicate: 'Already in your ledger',
  unverified: 'Not believed, so not booked ⚠',
  'not-a-transaction': 'Not payments',
  unrecognized: 'Could not be read ⚠',
  refused: 'Passed over',
  undecided: 'Waiting for the name system',
}

/** Many mails in one message. `isFirst`: the mailbox has just been connected. */
export function mailSummaryScreen(mailbox: Mailbox, counts: MailCounts, isFirst: boolean): Screen {
  const total = Object.values(counts.outcomes).reduce((sum, count) => sum + count, 0)
  const heading = isFirst
    ? html`<b>Connected: ${nameOf(mailbox)}</b>`
    : html`<b>${total} mails from ${nameOf(mailbox)}</b>`
  return {
    text: lines([
      heading,
      isFirst && total === 0 ? html`There is no bank mail of the last 90 days.` : null,
      isFirst && total > 0 ? html`I read ${total} mails of the last 90 days.` : null,
      ...Object.entries(OUTCOME_WORDS).map(([outcome, words]) => {
        const count = counts.outcomes[outcome as MailOutcome] ?? 0
        return count === 0 ? null : html`${words}: ${count}`
      }),
      ...counts.flows,
      isFirst ? html`New mails come by themselves from now on.` : null,
    ]),
    keyboard: [
      ...(total === 0 ? [] : [[button('Show transactions', { kind: 'transactions', page: 0 })]]),
      ...waitingButtons(counts.waiting),
      ...(isFirst ? [[removeButton(mailbox)]] : []),
    ],
  }
}

/** The way to doubtful mails that wait; nothing when none does. */
export function waitingButtons(waiting: number): Keyboard {
  return waiting === 0 ? [] : [[button(`Look at ${waiting} not booked`, { kind: 'doubtful-mails', page: 0 })]]
}

/** How far a long reading is. */
export function readingText(mailbox: Mailbox, done: number, total: number): Html {
  return html`Connected to ${nameOf(mailbox)}. I have read ${done} of ${total} mails.`
}

/** A mailbox that is read again after its password was given anew. */
export function readAgainText(mailbox: Mailbox): Html {
  return html`Connected: I read ${nameOf(mailbox)} again.`
}

/** Why a mailbox cannot be read, and what to do. */
export function failedCheckScreen({ mailbox, problem }: FailedCheck): Screen {
  const isOver = mailbox.failedLogins >= FAILED_LOGINS_MAX
  return {
    text: lines([
      html`<b>I cannot read ${nameOf(mailbox)}</b> at ${mailbox.host}:${mailbox.port}`,
      html`${shortText(problem, WORDS_LENGTH_MAX)}.`,
      isOver
        ? html`I stopped after three refused logins. Send address and password again, as /connect shows.`
        : html`I keep trying. If the address, server or password is wrong, send them again.`,
    ]),
    keyboard: [[removeButton(mailbox)]],
  }
}

/** A mail that reads as an alert and is not believed, with what to do about it. */
export function doubtfulMailScreen(mail: {
  readonly messageId: string
  readonly sender: string | null
  readonly subject: string | null
  readonly doubt: Doubt
  readonly alert: ParsedAlert | null
}): Screen {
  const { messageId } = mail
  return {
    text: lines([
      html`<b>Not booked</b>: ${DOUBT_WORDS[mail.doubt]}. ⚠`,
      mail.alert === null ? null : alertLine(mail.alert),
      html`From ${shortText(mail.sender ?? 'nobody', NAME_LENGTH_MAX)}`,
      mail.subject === null ? null : html`Subject: ${shortText(mail.subject, NAME_LENGTH_MAX)}`,
      html`Book it only if you know that it happened.`,
    ]),
    keyboard: [
      [button('Book it', { kind: 'accept-mail', messageId }), button('Ignore', { kind: 'ignore-mail', messageId })],
    ],
  }
}

/** One of the doubtful mails that wait, with the way to the others. */
export function waitingMailScreen(mail: DoubtfulMailView, index: number, count: number): Screen {
  const { text, keyboard } = doubtfulMailScreen(mail)
  const turn = [
    ...(index > 0 ? [button('‹ Earlier', { kind: 'doubtful-mails', page: index - 1 })] : []),
    ...(index < count - 1 ? [button('Later ›', { kind: 'doubtful-mails', page: index + 1 })] : []),
  ]
  const old = mail.doubt === 'too-old' ? [[button('Book all that are only old', { kind: 'accept-old-mails' })]] : []
  return {
    text: lines([html`Mail ${index + 1} of ${count}`, text]),
    keyboard: [...keyboard, ...(turn.length > 0 ? [turn] : []), ...old],
  }
}

/** A mailbox in `/status`. */
export function mailboxLines(mailbox: Mailbox, timeZone: string): Html[] {
  const { checkedAt, mailAt, outcomes, reasons, problem } = mailbox
  const read = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  const why = Object.entries(reasons).map(
    ([reason, count]) => html`– ${count} not booked: ${reasonWords(reason as Doubt | MailRefusal)}`,
  )
  return [
    html`${nameOf(mailbox)}: ${checkedAt === null ? 'not checked yet' : html`checked ${timeText(checkedAt, timeZone)}`}`,
    html`– last bank mail ${mailAt === null ? 'none' : timeText(mailAt, timeZone)}, ${read} read, ${outcomes.booked ?? 0} booked`,
    ...why,
    ...(problem === null ? [] : [html`– ${shortText(problem, WORDS_LENGTH_MAX)} ⚠`]),
  ]
}

function reasonWords(reason: Doubt | MailRefusal): string {
  return reason in DOUBT_WORDS ? DOUBT_WORDS[reason as Doubt] : REFUSAL_WORDS[reason as MailRefusal]
}

function alertLine({ direction, amount, counterparty, institution }: ParsedAlert): Html {
  const signed = moneyText({ ...amount, minor: direction === 'debit' ? -amount.minor : amount.minor }, 'always')
  const who = shortText(counterparty ?? '', NAME_LENGTH_MAX) || 'no name'
  return html`It says: <b>${signed}</b> ${who}, ${shortText(institution ?? 'a bank', NAME_LENGTH_MAX)}`
}

function nameOf({ user }: Mailbox): string {
  return shortText(user, NAME_LENGTH_MAX)
}

function timeText(at: Temporal.Instant, timeZone: string): string {
  return occurredText({ date: at.toZonedDateTimeISO(timeZone).toPlainDate(), at, from: 'message' }, timeZone)
}
