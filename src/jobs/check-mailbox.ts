import type { ActionContext } from '../actions/context.ts'
import type { FailedCheck, MailFromBox, MailProgress, TakenMail } from '../actions/mail-report.ts'
import { noteProblem } from '../actions/mailbox-progress.ts'
import { failureWords } from '../actions/mailbox-words.ts'
import { orOvertaken, takeMail } from '../actions/take-mail.ts'
import {
  FAILED_LOGINS_MAX,
  type FailedStep,
  type JudgedMail,
  type Mailbox,
  type MailServer,
} from '../domain/mailbox.ts'
import type { Clock, LedgerSession } from '../domain/ports.ts'
import { type MailFolder, MailServerError } from '../sources/mail/open-folder.ts'
import { type MailBatch, readNew } from '../sources/mail/read-new.ts'

/** Opening a mailbox: the folder, or the step that failed. */
export type OpenedMailbox =
  | { readonly kind: 'open'; readonly folder: MailFolder }
  | { readonly kind: 'failed'; readonly step: FailedStep; readonly detail: string }

/** What a mail is judged by beside itself. */
export type MailToJudge = {
  /** The address that the mailbox belongs to; null where its user name is none. */
  readonly owner: string | null
  /** When the mail was seen first. */
  readonly seenAt: Temporal.Instant
  /** Addresses that the ledger was taught, in lower case. */
  readonly taught: ReadonlySet<string>
}

/** What checking mailboxes needs from outside. */
export type MailParts = {
  readonly clock: Clock
  /** Every bank's exact addresses, in lower case. */
  readonly addresses: readonly string[]
  open(server: MailServer, password: string): Promise<OpenedMailbox>
  judge(raw: Uint8Array, mail: MailToJudge): Promise<JudgedMail>
}

/** The ledger that a mailbox belongs to. */
export type MailLedger = {
  inLedger<T>(work: (session: LedgerSession) => Promise<T>): Promise<T>
  context(session: LedgerSession): ActionContext
  /** The chat of the ledger's owner; null when there is none. */
  readonly chatId: bigint | null
  /** Called in the transaction that stored them; what it puts into the outbox leaves with the commit. */
  onTaken?(context: ActionContext, progress: MailProgress): Promise<void>
  /** Called when they are committed. */
  afterTaken?(progress: MailProgress): void
  /** Called in the transaction that kept why a check failed. */
  onFailed?(context: ActionContext, failure: FailedCheck): Promise<void>
}

export type CheckResult =
  | { readonly kind: 'checked'; readonly mails: readonly TakenMail[] }
  | FailedCheck
  /** Too many refused logins: not tried. */
  | { readonly kind: 'stopped' }
  /** Another process is reading this mailbox. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'gone' }

/** How far back a mailbox is read when it is connected. */
const FIRST_DAYS = 90

/** A mailbox whose INBOX is open. */
export type EnteredMailbox = {
  readonly kind: 'entered'
  /** Reads what is new into the ledger, batch by batch, each in a commit of its own; stops after one when `signal` aborts. */
  read(signal?: AbortSignal): Promise<CheckResult>
  untilNews: MailFolder['untilNews']
  close(): Promise<void>
}

/** Reads what is new in one mailbox into its ledger. */
export async function checkMailbox(id: string, ledger: MailLedger, parts: MailParts): Promise<CheckResult> {
  const entered = await enterMailbox(id, ledger, parts)
  if (entered.kind !== 'entered') return entered
  try {
    return await entered.read()
  } finally {
    await entered.close()
  }
}

/** Logs into a mailbox and opens its INBOX; what went wrong is kept with the mailbox. */
export async function enterMailbox(
  id: string,
  ledger: MailLedger,
  parts: MailParts,
): Promise<EnteredMailbox | Exclude<CheckResult, { kind: 'checked' }>> {
  const [mailbox, password] = await ledger.inLedger((session) =>
    Promise.all([mailboxOf(session, id), session.mailboxPassword(id)]),
  )
  if (mailbox === null || password === null) return { kind: 'gone' }
  if (mailbox.failedLogins >= FAILED_LOGINS_MAX) return { kind: 'stopped' }
  const opened = await parts.open(mailbox, password)
  if (opened.kind === 'failed') return failed(ledger, parts, id, opened.step, opened.detail)
  const { folder } = opened
  return {
    kind: 'entered',
    read: async (signal) => {
      const current = await ledger.inLedger((session) => mailboxOf(session, id))
      if (current === null) return { kind: 'gone' }
      try {
        return await readFolder(folder, current, ledger, parts, signal)
      } catch (error) {
        if (!(error instanceof MailServerError)) throw error
        return failed(ledger, parts, id, 'reading', error.message)
      }
    },
    untilNews: folder.untilNews,
    close: folder.close,
  }
}

async function mailboxOf(session: LedgerSession, id: string): Promise<Mailbox | null> {
  return (await session.mailboxes()).find((mailbox) => mailbox.id === id) ?? null
}

async function failed(
  ledger: MailLedger,
  { clock }: MailParts,
  id: string,
  step: FailedStep,
  detail: string,
): Promise<CheckResult & { readonly kind: 'failed' | 'gone' }> {
  return ledger.inLedger(async (session) => {
    const problem = failureWords(step, detail)
    const noted = await noteProblem(session, id, { at: clock.now(), problem, isLogin: step === 'login' })
    if (noted === null) return { kind: 'gone' }
    const isFirst = noted.before.checkedAt === null
    const failure: FailedCheck = { kind: 'failed', step, problem, mailbox: noted.mailbox, isFirst }
    await ledger.onFailed?.(ledger.context(session), failure)
    return failure
  })
}

async function readFolder(
  folder: MailFolder,
  mailbox: Mailbox,
  ledger: MailLedger,
  parts: MailParts,
  signal: AbortSignal | undefined,
): Promise<CheckResult> {
  const owner = ownerOf(mailbox)
  const taught = await taughtAddresses(ledger)
  const firstDay = parts.clock.now().toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: FIRST_DAYS })
  const addresses = [...new Set([...parts.addresses, ...taught, ...(owner === null ? [] : [owner])])]
  const position = { cursor: mailbox.cursor, deferredUids: mailbox.deferred.map(({ uid }) => uid) }
  const mails: TakenMail[] = []
  let current = mailbox
  for await (const batch of readNew(folder, position, { addresses, firstDay })) {
    const judged = await judgeBatch(batch, mailbox, { owner, taught }, parts)
    const mailboxNow = current
    const { cursor, uids } = batch
    const taking = await orOvertaken(
      ledger.inLedger(async (session) => {
        const context = ledger.context(session)
        const outcome = await takeMail(context, mailboxNow, { mails: judged, uids, cursor }, ledger.chatId)
        if (outcome.kind !== 'taken') return outcome
        const progress = progressWith(batch, mailbox, outcome.mails, mails)
        await ledger.onTaken?.(context, progress)
        return { ...outcome, progress }
      }),
    )
    if (taking.kind !== 'taken') return { kind: 'overtaken' }
    current = taking.mailbox
    mails.push(...taking.mails)
    ledger.afterTaken?.(taking.progress)
    if (signal?.aborted) break
  }
  return { kind: 'checked', mails }
}

function progressWith(
  { done, total, isLast }: MailBatch,
  mailbox: Mailbox,
  mails: readonly TakenMail[],
  before: readonly TakenMail[],
): MailProgress {
  return { mailbox, mails, soFar: [...before, ...mails], done, total, isLast }
}

/** The address that a mailbox belongs to: its user name, where that is one. */
function ownerOf({ user }: Mailbox): string | null {
  return /^[^\s@]+@[^\s@]+$/u.test(user) ? user.toLowerCase() : null
}

async function judgeBatch(
  batch: MailBatch,
  mailbox: Mailbox,
  known: Omit<MailToJudge, 'seenAt'>,
  parts: MailParts,
): Promise<readonly MailFromBox[]> {
  const now = parts.clock.now()
  const judged: MailFromBox[] = batch.tooLarge.map((uid) => ({
    uid,
    receivedAt: now,
    judged: { kind: 'refused', reason: 'too-large' },
  }))
  const since = new Map(mailbox.deferred.map((each) => [each.uid, each.since]))
  for (const { uid, raw, receivedAt } of batch.mails) {
    const seenAt = since.get(uid) ?? now
    judged.push({ uid, receivedAt, judged: await parts.judge(raw, { ...known, seenAt }) })
  }
  return judged
}

/** Addresses whose mails the ledger was taught to read. */
async function taughtAddresses(ledger: MailLedger): Promise<ReadonlySet<string>> {
  const { taughtLayouts } = await ledger.inLedger((session) => session.lockLedger())
  return new Set(taughtLayouts.flatMap(({ mailFrom }) => mailFrom ?? []))
}
