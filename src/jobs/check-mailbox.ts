import type { ActionContext } from '../actions/context.ts'
import { type MailFromBox, noteProblem, orOvertaken, type TakenMail, takeMail } from '../actions/take-mail.ts'
import { FAILED_LOGINS_MAX, type JudgedMail, type Mailbox, type MailServer } from '../domain/mailbox.ts'
import type { Clock, LedgerSession } from '../domain/ports.ts'
import { type ConnectStep, type FetchedMail, type MailFolder, MailServerError } from '../sources/mail/open-folder.ts'
import { type MailBatch, readNew } from '../sources/mail/read-new.ts'

/** Opening a mailbox: the folder, or the step that failed. `host`: the host may not be connected to. */
export type OpenedMailbox =
  | { readonly kind: 'open'; readonly folder: MailFolder }
  | { readonly kind: 'failed'; readonly step: ConnectStep | 'host'; readonly detail: string }

/** What checking mailboxes needs from outside. */
export type MailParts = {
  readonly clock: Clock
  /** Every bank's exact addresses, in lower case. */
  readonly addresses: readonly string[]
  open(server: MailServer, password: string): Promise<OpenedMailbox>
  judge(raw: Uint8Array, owner: string | null): Promise<JudgedMail>
}

/** The ledger that a mailbox belongs to. */
export type MailLedger = {
  inLedger<T>(work: (session: LedgerSession) => Promise<T>): Promise<T>
  context(session: LedgerSession): ActionContext
  /** Called in the transaction that stored them; what it puts into the outbox leaves with the commit. */
  onTaken?(session: LedgerSession, mails: readonly TakenMail[]): Promise<void>
  /** Called in the transaction that kept why a check failed. */
  onFailed?(session: LedgerSession, failure: FailedCheck): Promise<void>
}

/** A check that could not read, with the mailbox as it was left. */
export type FailedCheck = {
  readonly kind: 'failed'
  readonly step: ConnectStep | 'host' | 'reading'
  readonly problem: string
  readonly mailbox: Mailbox
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
  /** Reads what is new into the ledger, batch by batch, each in a commit of its own. */
  read(): Promise<CheckResult>
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
  if (opened.kind === 'failed') return failed(ledger, parts, mailbox, opened.step, opened.detail)
  const { folder } = opened
  return {
    kind: 'entered',
    read: async () => {
      const current = await ledger.inLedger((session) => mailboxOf(session, id))
      if (current === null) return { kind: 'gone' }
      try {
        return await readFolder(folder, current, ledger, parts)
      } catch (error) {
        if (!(error instanceof MailServerError)) throw error
        return failed(ledger, parts, current, 'reading', error.message)
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
  mailbox: Mailbox,
  step: FailedCheck['step'],
  problem: string,
): Promise<FailedCheck> {
  return ledger.inLedger(async (session) => {
    const note = { at: clock.now(), problem: `${step}: ${problem}`, isLogin: step === 'login' }
    const failure: FailedCheck = { kind: 'failed', step, problem, mailbox: await noteProblem(session, mailbox, note) }
    await ledger.onFailed?.(session, failure)
    return failure
  })
}

async function readFolder(
  folder: MailFolder,
  mailbox: Mailbox,
  ledger: MailLedger,
  parts: MailParts,
): Promise<CheckResult> {
  const owner = ownerOf(mailbox)
  const firstDay = parts.clock.now().toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: FIRST_DAYS })
  const addresses = owner === null ? parts.addresses : [...parts.addresses, owner]
  const position = { cursor: mailbox.cursor, deferredUids: mailbox.deferred.map(({ uid }) => uid) }
  const mails: TakenMail[] = []
  let current = mailbox
  for await (const batch of readNew(folder, position, { addresses, firstDay })) {
    const judged = await judgeBatch(batch, owner, parts)
    const mailboxNow = current
    const taking = await orOvertaken(
      ledger.inLedger(async (session) => {
        const outcome = await takeMail(ledger.context(session), mailboxNow, { mails: judged, cursor: batch.cursor })
        if (outcome.kind === 'taken') await ledger.onTaken?.(session, outcome.mails)
        return outcome
      }),
    )
    if (taking.kind !== 'taken') return { kind: 'overtaken' }
    current = taking.mailbox
    mails.push(...taking.mails)
  }
  return { kind: 'checked', mails }
}

/** The address that a mailbox belongs to: its user name, where that is one. */
function ownerOf({ user }: Mailbox): string | null {
  return /^[^\s@]+@[^\s@]+$/u.test(user) ? user.toLowerCase() : null
}

async function judgeBatch(batch: MailBatch, owner: string | null, parts: MailParts): Promise<readonly MailFromBox[]> {
  const judged: MailFromBox[] = batch.tooLarge.map((uid) => ({
    uid,
    receivedAt: parts.clock.now(),
    judged: { kind: 'refused', reason: 'too-large' },
  }))
  for (const mail of batch.mails) judged.push(await judgeFetched(mail, owner, parts))
  return judged
}

async function judgeFetched({ uid, raw, receivedAt }: FetchedMail, owner: string | null, parts: MailParts) {
  return { uid, receivedAt, judged: await parts.judge(raw, owner) }
}
