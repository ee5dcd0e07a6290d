import { createHash } from 'node:crypto'
import type { MailMessage } from '../../domain/mail.ts'
import type { JudgedMail } from '../../domain/mailbox.ts'
import { readMailMessage } from '../mail-message.ts'
import { headerFields, valuesOf } from './header-fields.ts'
import { type VerifyOptions, verifyMail } from './verify-mail.ts'

/** A mail as the text that is stored and parsed. */
export type MailText = {
  readonly text: string
  readonly from: string | null
  readonly subject: string | null
  readonly isForwarded: boolean
}

export type JudgeOptions = VerifyOptions & {
  /** Every bank's exact addresses, in lower case. */
  readonly addresses: ReadonlySet<string>
  /** Addresses that the ledger was taught, in lower case. */
  readonly taught: ReadonlySet<string>
  readonly toText: (mail: MailMessage) => MailText
}

/** Takes a raw mail apart, and tells whose it is and how far it is believed. Fetches nothing but keys from the name system. */
export async function judgeMail(raw: Uint8Array, options: JudgeOptions): Promise<JudgedMail> {
  const reading = await readMailMessage(raw)
  if (reading.kind === 'refused') return { kind: 'refused', reason: reading.reason }
  const { mail, files } = reading
  const isOwn = mail.from !== null && mail.from === options.owner
  if (mail.from === null || !(isOwn || options.addresses.has(mail.from) || options.taught.has(mail.from))) {
    return { kind: 'refused', reason: 'not-a-bank' }
  }
  const { text, from, subject, isForwarded } = options.toText(mail)
  const content = { from: from ?? mail.from, subject, text, contentKey: contentKey(raw), files }
  const common = { ...content, kind: 'mail' } as const
  if (isOwn || isForwarded) return { ...common, authenticity: 'forwarded', doubt: 'forwarded' }
  // Whoever taught a sender knows what it writes, not whose the domain is.
  if (!isOfBank(mail.from, options)) return { ...common, authenticity: 'unverified', doubt: 'taught-sender' }
  const verdict = await verifyMail(raw, mail, options)
  switch (verdict.kind) {
    case 'verified':
      return { ...common, authenticity: 'verified', doubt: null }
    case 'unverified':
      return { ...common, authenticity: 'unverified', doubt: verdict.doubt }
    case 'undecided':
      return { ...content, kind: 'undecided' }
  }
}

/** Whether an address is a bank's, or of the very domain of one. */
function isOfBank(address: string, { addresses }: JudgeOptions): boolean {
  const domain = address.slice(address.lastIndexOf('@'))
  return addresses.has(address) || [...addresses].some((own) => own.endsWith(domain))
}

/** Fields that a signature must cover: nobody can change them on the way. A Message-ID it may leave out. */
const KEPT_FIELDS = ['from', 'to', 'subject', 'date']

/**
 * A name for what a mail says, equal for equal mails: it leaves out whatever can be changed on the way without breaking a
 * signature, which is lines above, the Message-ID, and white space (RFC 6376 §3.4). A good mail sent again with such changes
 * is the same mail.
 */
function contentKey(raw: Uint8Array): string {
  const hash = createHash('sha256')
  const fields = headerFields(raw) ?? []
  for (const name of KEPT_FIELDS) {
    const values = valuesOf(fields, name).map((value) => value.replace(/[ \t]+/gu, ' '))
    hash.update(`${JSON.stringify([name, ...values])}\n`)
  }
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => bytes.indexOf(mark)).filter((at) => at >= 0)
  return hash.update(relaxed(bytes.subarray(ends.length === 0 ? 0 : Math.min(...ends))), 'latin1').digest('hex')
}

/** The body without differences in white space at the ends of lines and between words. */
function relaxed(body: Buffer): string {
  const text = body
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+/gu, ' ')
    .replaceAll(' \n', '\n')
  let end = text.length
  while (text[end - 1] === '\n' || text[end - 1] === ' ') end -= 1
  return text.slice(0, end)
}
