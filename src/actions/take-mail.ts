import type { Mailbox, MailContent } from '../domain/mailbox.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import { messageId } from '../pipeline/ingest.ts'
import type { Trace } from '../pipeline/trace.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import {
  type Believable,
  doubtDisagreement,
  type Incoming,
  originOf,
  type ParseMail,
  toIncoming,
} from './incoming-mail.ts'
import type { MailFromBox, MailsFromBox, TakenMail } from './mail-report.ts'
import { progressOf } from './mailbox-progress.ts'
import { type TakenFile, takeMailFiles } from './take-mail-files.ts'

export type MailTaking =
  | { readonly kind: 'taken'; readonly mails: readonly TakenMail[]; readonly mailbox: Mailbox }
  /** Another reader moved the cursor first: nothing was stored, nothing is lost. */
  | { readonly kind: 'overtaken' }

/** A mail whose domain never answers is given up after this long and kept as unverified. */
const UNDECIDED_MAX_HOURS = 72

/**
 * Takes mails of one mailbox into the ledger and moves its cursor, in the same transaction: what is stored is never read
 * again, and what is not stored is. A mail that was taken before, wherever it stood then, is a duplicate. `chatId`: where files
 * that mails bring are asked about; null when there is no chat yet.
 */
export function takeMail(
  context: ActionContext,
  mailbox: Mailbox,
  batch: MailsFromBox,
  chatId: bigint | null,
): Promise<MailTaking | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<MailTaking> => {
    const { session, clock } = context
    const ledger = await session.lockLedger()
    const now = clock.now()
    const parse = (message: IncomingMessage) => context.parse(message, ledger)
    const mails = batch.mails
      .map((mail) => settleUndecided(mail, mailbox, now))
      .map((mail) => doubtDisagreement(mail, parse))
    const known = await knownOtherwise(context, mails)
    const incoming = mails.map((mail) => toIncoming(mail, known, parse))
    const messages = incoming.flatMap((each) => (each.kind === 'message' ? [each.message] : []))
    const traces = messages.length === 0 ? [] : await context.pipeline.run(messages, pipelinePorts(context))
    const files = await takeFiles(context, mails, incoming, chatId)
    const taken = toTaken(mails, incoming, traces, parse).map((mail, at) => ({ ...mail, files: files[at] ?? [] }))
    await session.addDoubtfulMails(
      mails.flatMap(({ judged }, index) => {
        const id = taken[index]?.outcome === 'unverified' ? taken[index]?.trace?.messageId : undefined
        if (judged.kind !== 'mail' || judged.doubt === null || id === undefined) return []
        return [{ messageId: id, doubt: judged.doubt, state: 'waiting', seenAt: now }]
      }),
    )
    const progress = progressOf(mailbox, { ...batch, mails }, taken, now)
    const isMoved = await session.moveMailbox(mailbox.id, mailbox.cursor, progress)
    // Thrown, not returned: what was stored in this transaction must go with it.
    if (!isMoved) throw new OvertakenError()
    return { kind: 'taken', mails: taken, mailbox: { ...mailbox, ...progress } }
  })
}

/** Another reader of the same mailbox was faster; the transaction is rolled back and the next check goes on from theirs. */
class OvertakenError extends Error {
  override readonly name = 'OvertakenError'
}

/** `overtaken` instead of the error, once the transaction is over. */
export async function orOvertaken<T>(work: Promise<T>): Promise<T | { readonly kind: 'overtaken' }> {
  try {
    return await work
  } catch (error) {
    if (error instanceof OvertakenError) return { kind: 'overtaken' }
    throw error
  }
}

function settleUndecided(mail: MailFromBox, mailbox: Mailbox, now: Temporal.Instant): MailFromBox {
  const { judged } = mail
  if (judged.kind !== 'undecided') return mail
  const since = mailbox.deferred.find(({ uid }) => uid === mail.uid)?.since ?? now
  if (since.until(now).total('hours') <= UNDECIDED_MAX_HOURS) return mail
  return { ...mail, judged: { ...judged, kind: 'mail', authenticity: 'unverified', doubt: 'key-not-answered' } }
}

/**
 * Content keys of mails that are in the ledger under the other kind of origin: one that was believed before, is believed for
 * ever, however old it is by now; one that a person accepted is there already when it comes with a good signature.
 */
async function knownOtherwise(context: ActionContext, mails: readonly MailFromBox[]): Promise<ReadonlySet<string>> {
  const { session, ids } = context
  const judged = mails.flatMap((mail) => (mail.judged.kind === 'mail' ? [mail.judged] : []))
  if (judged.length === 0) return new Set()
  const isVerified = ({ authenticity }: Believable) => authenticity === 'verified'
  const idOf = (mail: Believable) => messageId(originOf(mail.contentKey, !isVerified(mail)), ids)
  const stored = await session.knownMessages(judged.filter((mail) => !isVerified(mail)).map(idOf))
  const decided = await session.doubtfulMails(judged.filter(isVerified).map(idOf))
  const accepted = new Set(decided.flatMap(({ messageId: id, state }) => (state === 'accepted' ? [id] : [])))
  return new Set(
    judged.flatMap((mail) => ((isVerified(mail) ? accepted : stored).has(idOf(mail)) ? [mail.contentKey] : [])),
  )
}

/** The files of each mail, kept for the chat; none of a mail that is there already under its other kind of origin. */
async function takeFiles(
  context: ActionContext,
  mails: readonly MailFromBox[],
  incoming: readonly Incoming[],
  chatId: bigint | null,
): Promise<readonly (readonly TakenFile[])[]> {
  const all: (readonly TakenFile[])[] = []
  for (const [at, { judged }] of mails.entries()) {
    if (judged.kind !== 'mail' || incoming[at]?.kind === 'known') {
      all.push([])
      continue
    }
    const origin = originOf(judged.contentKey, judged.authenticity === 'verified')
    all.push(await takeMailFiles(context, judged, { origin, chatId }))
  }
  return all
}

type TakenWords = Omit<TakenMail, 'files'>

function toTaken(
  mails: readonly MailFromBox[],
  incoming: readonly Incoming[],
  traces: readonly Trace[],
  parse: ParseMail,
): TakenWords[] {
  let next = 0
  return mails.map(({ uid, receivedAt, judged }, index): TakenWords => {
    const each = incoming[index] as Incoming
    const content: Partial<MailContent> = judged.kind === 'refused' ? {} : judged
    const [from, subject] = [content.from ?? null, content.subject ?? null]
    const common = { uid, receivedAt, from, subject, trace: null, alert: null, reason: null }
    if (each.kind === 'left-out') return { ...common, outcome: each.outcome, reason: each.reason }
    if (each.kind === 'known') return { ...common, outcome: 'duplicate' }
    const trace = traces[next++]
    if (trace === undefined) throw new Error('the pipeline left a mail out')
    // The same mail under a text that today's reading folds in another way is still the same mail.
    if (trace.outcome === 'error') return { ...common, outcome: 'duplicate', trace }
    if (trace.outcome !== 'unverified') return { ...common, outcome: trace.outcome, reason: trace.reason, trace }
    const outcome = parse(each.message)
    const reason = judged.kind === 'mail' ? judged.doubt : null
    return {
      ...common,
      outcome: 'unverified',
      reason,
      trace,
      alert: outcome.kind === 'parsed' ? outcome.alerts[0] : null,
    }
  })
}
