import type { ActionContext } from '../actions/context.ts'
import type { FailedCheck, MailProgress, TakenMail } from '../actions/mail-report.ts'
import { transactionView } from '../actions/transaction-view.ts'
import { type Doubt, FAILED_LOGINS_MAX, type MailOutcome } from '../domain/mailbox.ts'
import { flowLines } from './features/summary.ts'
import { privateEdit, privateMessage } from './replies.ts'
import type { Html } from './views/html.ts'
import {
  doubtfulMailScreen,
  failedCheckScreen,
  mailSummaryScreen,
  readAgainText,
  readingText,
} from './views/mailbox.ts'
import { receiptScreen } from './views/receipt.ts'
import type { Screen } from './views/screen.ts'

/** More messages than this about one check become one summary. */
const MESSAGES_MAX = 5
/** Of a long reading the person hears at its beginning and then every so many mails. */
const PROGRESS_EVERY = 100

/** Where a mailbox's person is told, with what actions on their ledger need. */
type Teller = { readonly context: ActionContext; readonly chatId: bigint }

/**
 * Tells of mails that were just taken, in the same transaction: a receipt for each entry, a question for each mail that is not
 * believed, one summary for many. Mails that say nothing new are not worth a message; /status counts them.
 */
export async function tellTaken(context: ActionContext, chatId: bigint, progress: MailProgress): Promise<void> {
  const teller = { context, chatId }
  const { mailbox, mails, soFar, done, total, isLast } = progress
  const isFirst = mailbox.cursor === null
  const isBeginning = soFar.length === mails.length
  const isAgain = !isFirst && mailbox.checkedAt === null && isBeginning
  if (isAgain) await send(teller, readAgainText(mailbox))
  const isShort = !isFirst && isBeginning && isLast
  if (isShort && messagesOf(mails) <= MESSAGES_MAX) return tellEach(teller, mails)
  if (!isLast) return tellProgress(teller, progress)
  if (!isFirst && messagesOf(soFar) === 0) return
  const { count: waiting } = await context.session.waitingDoubtfulMails({ limit: 1, offset: 0 })
  const counts = { outcomes: outcomesOf(soFar), flows: await flowsOf(context, soFar), waiting }
  await send(teller, mailSummaryScreen(mailbox, counts, isFirst && done === total))
}

/** Tells why a mailbox cannot be read: after the first try of a login, and when it is given up. */
export async function tellFailed(context: ActionContext, chatId: bigint, failure: FailedCheck): Promise<void> {
  const isGivenUp = failure.step === 'login' && failure.mailbox.failedLogins === FAILED_LOGINS_MAX
  if (failure.isFirst || isGivenUp) await send({ context, chatId }, failedCheckScreen(failure))
}

function entriesOf({ trace }: TakenMail): string[] {
  const own = trace?.alerts.filter(({ effect }) => effect !== 'witness') ?? []
  return [...new Set(own.map(({ transactionId }) => transactionId))]
}

function messagesOf(mails: readonly TakenMail[]): number {
  return mails.reduce((sum, mail) => sum + entriesOf(mail).length + (mail.outcome === 'unverified' ? 1 : 0), 0)
}

async function tellEach(teller: Teller, mails: readonly TakenMail[]): Promise<void> {
  const { timeZone } = await teller.context.session.lockLedger()
  for (const mail of mails) {
    if (mail.outcome === 'unverified') await tellDoubt(teller, mail)
    for (const id of entriesOf(mail)) {
      const result = await transactionView(teller.context, id)
      if (result.kind !== 'view') continue
      const screen = receiptScreen(result.view, { timeZone, showBalance: true })
      await send(teller, screen, `transaction:${result.view.id}`)
    }
  }
}

async function tellDoubt(teller: Teller, { trace, from, subject, reason, alert }: TakenMail): Promise<void> {
  if (trace === null || reason === null) return
  const mail = { messageId: trace.messageId, sender: from, subject, doubt: reason as Doubt, alert }
  await send(teller, doubtfulMailScreen(mail))
}

async function tellProgress({ context, chatId }: Teller, progress: MailProgress): Promise<void> {
  const { mailbox, mails, soFar, done, total } = progress
  const text = readingText(mailbox, done, total)
  const subject = `reading:${mailbox.id}`
  if (soFar.length === mails.length) return send({ context, chatId }, text, subject)
  const isDue = Math.floor(done / PROGRESS_EVERY) > Math.floor((done - mails.length) / PROGRESS_EVERY)
  const shown = isDue ? (await context.session.messagesAbout([subject])).get(subject) : undefined
  if (shown === undefined) return
  await context.session.enqueue(privateEdit({ chatId, messageId: shown.messageId }, text, subject))
}

async function flowsOf(context: ActionContext, mails: readonly TakenMail[]): Promise<Html[]> {
  const own = mails.flatMap(({ trace }) => trace?.alerts.filter(({ effect }) => effect !== 'witness') ?? [])
  return own.length === 0
    ? []
    : flowLines(
        context,
        own.map(({ key }) => key),
      )
}

function outcomesOf(mails: readonly TakenMail[]): Partial<Record<MailOutcome, number>> {
  const outcomes: Partial<Record<MailOutcome, number>> = {}
  for (const { outcome } of mails) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  return outcomes
}

async function send({ context, chatId }: Teller, content: Html | Screen, subject: string | null = null): Promise<void> {
  await context.session.enqueue(privateMessage(chatId, content, subject))
}
