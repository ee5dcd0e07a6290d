import type { Doubt, JudgedMail, Mailbox, MailboxProgress, MailCursor, MailOutcome } from '../domain/mailbox.ts'
import type { LedgerSession } from '../domain/ports.ts'
import { redactOneTimeCodes } from '../formats/one-time-code.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import { messageId } from '../pipeline/ingest.ts'
import type { Trace } from '../pipeline/trace.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** A mail from a mailbox with what it is worth. */
export type MailFromBox = {
  readonly uid: number
  readonly receivedAt: Temporal.Instant
  readonly judged: JudgedMail
}

/** What became of one mail; `trace` is null for those that never reached the pipeline. */
export type TakenMail = {
  readonly uid: number
  readonly outcome: MailOutcome
  /** Why it was refused, is not believed, or is no transaction. */
  readonly reason: string | null
  readonly from: string | null
  readonly trace: Trace | null
}

export type MailTaking =
  | { readonly kind: 'taken'; readonly mails: readonly TakenMail[]; readonly mailbox: Mailbox }
  /** Another reader moved the cursor first: nothing was stored, nothing is lost. */
  | { readonly kind: 'overtaken' }

type Believable = JudgedMail & { readonly kind: 'mail' }

/** A mail whose domain never answers is given up after this long and kept as unverified. */
const UNDECIDED_MAX_HOURS = 72

/**
 * Takes mails of one mailbox into the ledger and moves its cursor, in the same transaction: what is stored is never read
 * again, and what is not stored is. A mail that was taken before, wherever it stood then, is a duplicate.
 */
export function takeMail(
  context: ActionContext,
  mailbox: Mailbox,
  batch: { readonly mails: readonly MailFromBox[]; readonly cursor: MailCursor },
): Promise<MailTaking | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<MailTaking> => {
    const { session, clock } = context
    await session.lockLedger()
    const now = clock.now()
    const mails = batch.mails.map((mail) => settleUndecided(mail, mailbox, now))
    const known = await knownAsVerified(context, mails)
    const incoming = mails.flatMap((mail) => {
      const { judged } = mail
      return judged.kind === 'mail' && !known.has(judged.contentKey) ? [toMessage(mail, judged, context)] : []
    })
    const traces = incoming.length === 0 ? [] : await context.pipeline.run(incoming, pipelinePorts(context))
    const byOrigin = new Map(traces.map((trace) => [trace.origin, trace]))
    const taken = mails.map((mail) => toTaken(mail, byOrigin, known))
    const progress = progressOf(mailbox, batch.cursor, mails, taken, now)
    const isMoved = await session.moveMailbox(mailbox.id, mailbox.cursor, progress)
    // Thrown, not returned: what was stored in this transaction must go with it.
    if (!isMoved) throw new OvertakenError()
    return { kind: 'taken', mails: taken, mailbox: { ...mailbox, ...progress } }
  })
}

/** Another reader of the same mailbox was faster; the transaction is rolled back and the next check goes on from theirs. */
export class OvertakenError extends Error {
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
  if (mail.judged.kind !== 'undecided') return mail
  const since = mailbox.deferred.find(({ uid }) => uid === mail.uid)?.since ?? now
  const isOver = since.until(now).total('hours') > UNDECIDED_MAX_HOURS
  return isOver ? { ...mail, judged: { kind: 'refused', reason: 'not-a-bank' } } : mail
}

/** Content keys of mails that were believed before: such a mail is believed for ever, however old it is by now. */
async function knownAsVerified(context: ActionContext, mails: readonly MailFromBox[]): Promise<ReadonlySet<string>> {
  const keys = mails.flatMap(({ judged }) =>
    judged.kind === 'mail' && judged.authenticity !== 'verified' ? [judged.contentKey] : [],
  )
  if (keys.length === 0) return new Set()
  const idOf = (key: string) => messageId(originOf({ authenticity: 'verified', contentKey: key }), context.ids)
  const known = await context.session.knownMessages(keys.map(idOf))
  return new Set(keys.filter((key) => known.has(idOf(key))))
}

/** A forgery with the words of a real mail must not take the real one's place: what is not believed has origins of its own. */
function originOf({ authenticity, contentKey }: Pick<Believable, 'authenticity' | 'contentKey'>): string {
  return `${authenticity === 'verified' ? 'mail' : 'doubtful-mail'}:${contentKey}`
}

function toMessage({ receivedAt }: MailFromBox, judged: Believable, context: ActionContext): IncomingMessage {
  const message: IncomingMessage = {
    origin: originOf(judged),
    source: 'email',
    sender: judged.from,
    subject: judged.subject,
    text: judged.text,
    receivedAt,
    authenticity: judged.authenticity,
    readings: null,
  }
  // The small print of an alert speaks of PINs and passwords; only a mail that is none may hold a code.
  const isAlert = context.parse(message).kind === 'parsed'
  return isAlert ? message : { ...message, text: redactOneTimeCodes(message.text).text }
}

function toTaken(
  { uid, judged }: MailFromBox,
  traces: ReadonlyMap<string, Trace>,
  known: ReadonlySet<string>,
): TakenMail {
  if (judged.kind === 'refused') return { uid, outcome: 'refused', reason: judged.reason, from: null, trace: null }
  if (judged.kind === 'undecided') return { uid, outcome: 'undecided', reason: 'dns', from: null, trace: null }
  const { from } = judged
  if (known.has(judged.contentKey)) return { uid, outcome: 'duplicate', reason: null, from, trace: null }
  const trace = traces.get(originOf(judged)) ?? null
  if (trace === null) throw new Error('the pipeline left a mail out')
  const reason = trace.outcome === 'unverified' ? judged.doubt : trace.reason
  // The same mail under a text that today's reading folds in another way is still the same mail.
  const outcome = trace.outcome === 'error' ? 'duplicate' : trace.outcome
  return { uid, outcome, reason, from, trace }
}

function progressOf(
  mailbox: Mailbox,
  cursor: MailCursor,
  mails: readonly MailFromBox[],
  taken: readonly TakenMail[],
  now: Temporal.Instant,
): MailboxProgress {
  const seen = new Set(mails.map(({ uid }) => uid))
  const isSame = mailbox.cursor?.uidValidity === cursor.uidValidity
  const waiting = isSame ? mailbox.deferred : []
  const putOff = mails.flatMap(({ uid, judged }) =>
    judged.kind === 'undecided' ? [waiting.find((each) => each.uid === uid) ?? { uid, since: now }] : [],
  )
  const outcomes = { ...mailbox.outcomes }
  for (const { outcome } of taken) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  const arrivals = mails.flatMap(({ judged, receivedAt }) => (judged.kind === 'mail' ? [receivedAt] : []))
  const mailAt = [...arrivals, ...(mailbox.mailAt === null ? [] : [mailbox.mailAt])]
    .sort(Temporal.Instant.compare)
    .at(-1)
  return {
    cursor,
    deferred: [...waiting.filter(({ uid }) => !seen.has(uid)), ...putOff],
    failedLogins: 0,
    checkedAt: now,
    mailAt: mailAt ?? null,
    outcomes,
    problem: null,
  }
}

/** Keeps what a check that could not read ended with; refused logins are counted. */
export async function noteProblem(
  session: LedgerSession,
  mailbox: Mailbox,
  { at, problem, isLogin }: { at: Temporal.Instant; problem: string; isLogin: boolean },
): Promise<Mailbox> {
  const progress: MailboxProgress = {
    ...mailbox,
    checkedAt: at,
    problem,
    failedLogins: mailbox.failedLogins + (isLogin ? 1 : 0),
  }
  await session.moveMailbox(mailbox.id, mailbox.cursor, progress)
  return { ...mailbox, ...progress }
}

/** Why a mail was not believed, in words for its reader. */
export const DOUBT_WORDS: Readonly<Record<Doubt, string>> = {
  'not-signed': 'the bank did not sign it',
  'signature-broken': 'its signature is broken: it was changed on the way, or never was the bank’s',
  'other-domain': 'it is signed by somebody else',
  'fields-not-signed': 'the signature leaves out who it is from, who it is to, its subject or its date',
  'length-limited': 'the signature covers only its beginning',
  'weak-signature': 'its signature is of a kind that can be forged',
  'repeated-fields': 'its header says two things at once',
  'not-addressed-to-you': 'it was not sent to your address',
  'too-old': 'it is more than a week old, and may be an old one sent again',
  'from-the-future': 'it is dated in the future',
  forwarded: 'somebody passed it on; only what comes straight from the bank can be checked',
}
