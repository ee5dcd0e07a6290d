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
}

export type CheckResult =
  | { readonly kind: 'checked'; readonly mails: readonly TakenMail[] }
  | {
      readonly kind: 'failed'
      readonly step: ConnectStep | 'host' | 'reading'
      readonly problem: string
      readonly mailbox: Mailbox
    }
  /** Too many refused logins: not tried. */
  | { readonly kind: 'stopped' }
  /** Another process is reading this mailbox. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'gone' }

/** How far back a mailbox is read when it is connected. */
const FIRST_DAYS = 90

/** Reads what is new in one mailbox into its ledger, batch by batch, each in a commit of its own. */
export async function checkMailbox(id: string, ledger: MailLedger, parts: MailParts): Promise<CheckResult> {
  const [mailbox, password] = await ledger.inLedger((session) =>
    Promise.all([
      session.mailboxes().then((all) => all.find((each) => each.id === id) ?? null),
      session.mailboxPassword(id),
    ]),
  )
  if (mailbox === null || password === null) return { kind: 'gone' }
  if (mailbox.failedLogins >= FAILED_LOGINS_MAX) return { kind: 'stopped' }
  const opened = await parts.open(mailbox, password)
  if (opened.kind === 'failed') return failed(ledger, parts, mailbox, opened.step, opened.detail)
  try {
    return await readFolder(opened.folder, mailbox, ledger, parts)
  } catch (error) {
    if (!(error instanceof MailServerError)) throw error
    return failed(ledger, parts, mailbox, 'reading', error.message)
  } finally {
    await opened.folder.close()
  }
}

async function failed(
  ledger: MailLedger,
  { clock }: MailParts,
  mailbox: Mailbox,
  step: (CheckResult & { kind: 'failed' })['step'],
  problem: string,
): Promise<CheckResult> {
  const noted = await ledger.inLedger((session) =>
    noteProblem(session, mailbox, { at: clock.now(), problem: `${step}: ${problem}`, isLogin: step === 'login' }),
  )
  return { kind: 'failed', step, problem, mailbox: noted }
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
