import type { Doubt, Mailbox, MailboxProgress, MailRefusal } from '../domain/mailbox.ts'
import type { LedgerSession } from '../domain/ports.ts'
import type { MailsFromBox, TakenMail } from './mail-report.ts'

/** What a mailbox looks like after some of its mails were taken. */
export function progressOf(
  mailbox: Mailbox,
  { mails, uids, cursor }: MailsFromBox,
  taken: readonly TakenMail[],
  now: Temporal.Instant,
): MailboxProgress {
  const seen = new Set(uids)
  const isSame = mailbox.cursor?.uidValidity === cursor.uidValidity
  const waiting = isSame ? mailbox.deferred : []
  const waitedFor = new Map(waiting.map((each) => [each.uid, each]))
  const putOff = mails.flatMap(({ uid, judged }) =>
    judged.kind === 'undecided' ? [waitedFor.get(uid) ?? { uid, since: now }] : [],
  )
  const outcomes = { ...mailbox.outcomes }
  const reasons = { ...mailbox.reasons }
  for (const { uid, outcome, reason } of taken) {
    // A mail that waits is asked about at every check, and counts once.
    const isRepeated = outcome === 'undecided' && waitedFor.has(uid)
    if (!isRepeated) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    if (reason !== null && (outcome === 'refused' || outcome === 'unverified')) {
      reasons[reason as Doubt | MailRefusal] = (reasons[reason as Doubt | MailRefusal] ?? 0) + 1
    }
  }
  const arrivals = mails.flatMap(({ judged, receivedAt }) => (judged.kind === 'refused' ? [] : [receivedAt]))
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
    reasons,
    problem: null,
  }
}

/**
 * Keeps what a check that could not read ended with, on the mailbox as it is by now; refused logins are counted. Gives the mailbox
 * before and after; null when it has gone.
 */
export async function noteProblem(
  session: LedgerSession,
  id: string,
  { at, problem, isLogin }: { at: Temporal.Instant; problem: string; isLogin: boolean },
): Promise<{ readonly before: Mailbox; readonly mailbox: Mailbox } | null> {
  await session.lockLedger()
  const before = (await session.mailboxes()).find((mailbox) => mailbox.id === id)
  if (before === undefined) return null
  const failedLogins = before.failedLogins + (isLogin ? 1 : 0)
  const mailbox = { ...before, checkedAt: at, problem, failedLogins }
  await session.moveMailbox(id, before.cursor, mailbox)
  return { before, mailbox }
}
