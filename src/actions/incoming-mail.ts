import type { JudgedMail } from '../domain/mailbox.ts'
import type { ParseOutcome } from '../domain/outcome.ts'
import { pageOnly } from '../formats/email/mail-text.ts'
import { redactOneTimeCodes } from '../formats/one-time-code.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import type { MailFromBox } from './mail-report.ts'

/** A judged mail that may be stored. */
export type Believable = JudgedMail & { readonly kind: 'mail' }

/** A forgery with the words of a real mail must not take the real one's place: what is not believed has origins of its own. */
export function originOf(contentKey: string, isBelieved: boolean): string {
  return `${isBelieved ? 'mail' : 'doubtful-mail'}:${contentKey}`
}

/** Reads a message with the layouts of its ledger. */
export type ParseMail = (message: IncomingMessage) => ParseOutcome

/** What goes into the pipeline of a mail: a message, or why none. */
export type Incoming =
  | { readonly kind: 'message'; readonly message: IncomingMessage }
  | { readonly kind: 'known' }
  | { readonly kind: 'left-out'; readonly outcome: 'refused' | 'undecided'; readonly reason: string }

function messageOf(judged: Believable, receivedAt: Temporal.Instant): IncomingMessage {
  return {
    origin: originOf(judged.contentKey, judged.authenticity === 'verified'),
    source: 'email',
    sender: judged.from,
    subject: judged.subject,
    text: judged.text,
    receivedAt,
    authenticity: judged.authenticity,
    readings: null,
  }
}

/**
 * A mail that the bank signed, and whose page and plain text do not tell of the same money, as one that is not believed. Of
 * such a mail the page is kept: it is what people see.
 */
export function doubtDisagreement(mail: MailFromBox, parse: ParseMail): MailFromBox {
  const { judged, receivedAt } = mail
  if (judged.kind !== 'mail' || judged.authenticity !== 'verified') return mail
  const text = pageOnly(judged.text)
  if (text === null || parse(messageOf(judged, receivedAt)).kind !== 'unrecognized') return mail
  const page: Believable = { ...judged, text, authenticity: 'unverified', doubt: 'text-disagrees' }
  return parse(messageOf(page, receivedAt)).kind === 'parsed' ? { ...mail, judged: page } : mail
}

/** The message that a judged mail makes; `known`: content keys of mails that are there under the other kind of origin. */
export function toIncoming(
  { receivedAt, judged }: MailFromBox,
  known: ReadonlySet<string>,
  parse: ParseMail,
): Incoming {
  if (judged.kind === 'refused') return { kind: 'left-out', outcome: 'refused', reason: judged.reason }
  if (judged.kind === 'undecided') return { kind: 'left-out', outcome: 'undecided', reason: 'dns' }
  if (known.has(judged.contentKey)) return { kind: 'known' }
  const message = messageOf(judged, receivedAt)
  const outcome = parse(message)
  // The small print of an alert speaks of PINs and passwords; only a mail that is none may hold a code.
  if (outcome.kind === 'parsed') return { kind: 'message', message }
  // People write to themselves about other things than banks, and that is nobody's business here.
  const isOther =
    outcome.kind === 'ignored'
      ? outcome.reason === 'not-financial'
      : outcome.kind === 'unrecognized' && outcome.bankId === null
  if (judged.authenticity === 'forwarded' && isOther) {
    return { kind: 'left-out', outcome: 'refused', reason: 'not-an-alert' }
  }
  return { kind: 'message', message: { ...message, text: redactOneTimeCodes(message.text).text } }
}
