import { readFileSync } from 'node:fs'
import { mailboxId } from '../../src/actions/manage-mailboxes.ts'
import { banks, createParse, createPipeline } from '../../src/compose.ts'
import { createMailParts, mailText } from '../../src/compose-mail.ts'
import type { Clock } from '../../src/domain/ports.ts'
import { type CheckResult, checkMailbox, type MailLedger, type MailParts } from '../../src/jobs/check-mailbox.ts'
import { judgeMail } from '../../src/sources/mail/judge-mail.ts'
import { openFolder } from '../../src/sources/mail/open-folder.ts'
import type { ResolveText } from '../../src/sources/mail/verify-mail.ts'
import type { Dovecot } from '../support/dovecot.ts'
import type { TestLedgers } from '../support/ledger.ts'

/** Domains that banks of the samples sign with. */
export const BANK_DOMAINS = ['gtbank.com', 'moniepoint.com', 'kuda.com', 'opay-nigeria.com', 'zenithbank.com']

export const OWNER = 'morenike@inbox.example'

/** A sample mail, written to the owner on a day. */
export function sampleMail(file: string, date: Date, messageId: string): string {
  const text = readFileSync(new URL(`../email/${file}`, import.meta.url), 'utf8').replace(/\r?\n/gu, '\r\n')
  return text
    .replace(/^To: .*$/mu, `To: Morenike Aluko <${OWNER}>`)
    .replace(/^Date: .*$/mu, `Date: ${date.toUTCString().replace('GMT', '+0000')}`)
    .replace(/^Message-ID: .*$/mu, `Message-ID: <${messageId}>`)
}

/** A ledger with one mailbox at a real server, polled the way the program does it. */
export type MailWorld = {
  readonly ledgerId: string
  readonly mailboxId: string
  readonly ledger: MailLedger
  /** What reads it; over a line of another port when one is given. */
  parts(port?: number): MailParts
  poll(options?: { port?: number; resolveText?: ResolveText }): Promise<CheckResult>
}

export async function mailWorld(
  test: TestLedgers,
  dovecot: Dovecot,
  options: {
    readonly clock: Clock
    readonly resolveText: ResolveText
    readonly user?: string
    readonly chatId?: bigint
  },
): Promise<MailWorld> {
  const { clock } = options
  const user = options.user ?? OWNER
  const ledgerId = await test.newLedger()
  const server = { user, host: 'localhost', port: dovecot.port }
  const id = mailboxId(server, { ids: test.ids, ledgerId })
  await test.ledgers.inLedger(ledgerId, (session) =>
    session.putMailbox({ ...server, id }, dovecot.password, clock.now()),
  )
  const pipeline = createPipeline()
  const parse = createParse(banks)
  const { addresses } = createMailParts({ dnsServers: [], egressAllow: [] }, clock, banks.banks)
  const partsWith = (port: number, resolveText: ResolveText): MailParts => ({
    clock,
    addresses,
    open: ({ host }, password) => openFolder({ host, addresses: ['127.0.0.1'], port }, { user, password }, dovecot),
    judge: (raw, { owner, seenAt, taught }) =>
      judgeMail(raw, { owner, now: seenAt, taught, resolveText, addresses: new Set(addresses), toText: mailText }),
  })
  const actor = { personId: null, role: 'owner' } as const
  const ledger: MailLedger = {
    inLedger: (work) => test.ledgers.inLedger(ledgerId, work),
    context: (session) => ({ session, actor, pipeline, parse, ids: test.ids, clock }),
    chatId: options.chatId ?? null,
  }
  return {
    ledgerId,
    mailboxId: id,
    ledger,
    parts: (port = dovecot.port) => partsWith(port, options.resolveText),
    poll: ({ port = dovecot.port, resolveText = options.resolveText } = {}) =>
      checkMailbox(id, ledger, partsWith(port, resolveText)),
  }
}
