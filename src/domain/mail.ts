/** What reading raw mail gives: its canonical text with its sender (an address) and subject, or why it is not read. */
export type MailTextReading =
  | { readonly kind: 'text'; readonly text: string; readonly from: string | null; readonly subject: string | null }
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'broken' }

/** Reads one raw mail (RFC 5322 with MIME). */
export type ReadMail = (raw: Uint8Array) => Promise<MailTextReading>

/**
 * An e-mail taken apart. `from` is the exact address (lower-case), never the display name, and null unless there is exactly
 * one; `date` is the header as printed. `html` and `text` are the decoded parts, null when there is none. `forwarded` are
 * the messages attached to it.
 */
export type MailMessage = {
  readonly from: string | null
  /** The exact addresses (lower-case) that it is written to; copies are not counted. */
  readonly to: readonly string[]
  readonly senderName: string | null
  readonly subject: string | null
  readonly date: string | null
  readonly messageId: string | null
  readonly html: string | null
  readonly text: string | null
  readonly attachments: readonly { readonly name: string | null; readonly contentType: string; readonly size: number }[]
  readonly forwarded: readonly MailMessage[]
}
