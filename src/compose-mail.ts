import type { Config } from './config.ts'
import type { MailServer } from './domain/mailbox.ts'
import type { Clock } from './domain/ports.ts'
import type { BankFormat } from './formats/bank-format.ts'
import { canonicalMailText, readMailText } from './formats/email/mail-text.ts'
import type { CheckResult, MailParts, OpenedMailbox } from './jobs/check-mailbox.ts'
import { checkEgress, REFUSED_HOST } from './sources/egress.ts'
import { judgeMail, type MailText } from './sources/mail/judge-mail.ts'
import { openFolder } from './sources/mail/open-folder.ts'
import { createResolveText } from './sources/mail/resolve-text.ts'

/** The parts that read mailboxes, put together once for the bot and the command line. */

/** Ports of public hosts: IMAP over TLS, and IMAP that turns to TLS. */
const IMAP_PORTS = [993, 143]

/** What checking mailboxes needs, as this installation's settings say. */
export function createMailParts(
  config: Pick<Config, 'dnsServers' | 'egressAllow'>,
  clock: Clock,
  banks: readonly Pick<BankFormat, 'senders'>[],
): MailParts {
  const resolveText = createResolveText(config.dnsServers)
  const addresses = new Set(
    banks.flatMap(({ senders }) =>
      senders.filter(({ channel }) => channel === 'email').map(({ address }) => address.toLowerCase()),
    ),
  )
  return {
    clock,
    addresses: [...addresses],
    open: (server, password) => open(server, password, config),
    judge: (raw, { owner, seenAt, taught }) =>
      judgeMail(raw, { owner, now: seenAt, taught, resolveText, addresses, toText: mailText }),
  }
}

async function open(
  { user, host, port }: MailServer,
  password: string,
  { egressAllow }: Pick<Config, 'egressAllow'>,
): Promise<OpenedMailbox> {
  const egress = await checkEgress(host, port, { ports: IMAP_PORTS, allow: egressAllow })
  if (egress.kind === 'refused') return { kind: 'failed', step: 'host', detail: REFUSED_HOST }
  return openFolder(egress.destination, { user, password })
}

/** A mail as the text that is stored and parsed. */
export function mailText(mail: Parameters<typeof canonicalMailText>[0]): MailText {
  const text = canonicalMailText(mail)
  const views = readMailText(text)
  const [first] = views
  return {
    text,
    from: first?.from || null,
    subject: first?.subject ?? null,
    isForwarded: views.length > 1 || views.some(({ isForwarded }) => isForwarded),
  }
}

/** Why a check did not read, in words; null when it did. */
export function checkWords(result: CheckResult): string | null {
  switch (result.kind) {
    case 'checked':
      return null
    case 'failed':
      return result.problem
    case 'stopped':
      return 'the login was refused three times: give the password anew (mailbox add, or /connect in the chat)'
    case 'overtaken':
      return 'another process is reading this mailbox just now'
    case 'gone':
      return 'there is no such mailbox'
  }
}
