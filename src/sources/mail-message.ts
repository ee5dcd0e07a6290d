import { type HeaderLines, type Headers, MailParser } from 'mailparser'
import type { MailMessage } from '../domain/mail.ts'
import type { MailFile } from '../domain/mailbox.ts'
import { FILE_BYTES_MAX, FILES_MAX, statementName } from './mail/attached-files.ts'

/** A mail taken apart, or why it is not read. */
export type MailReading =
  | {
      readonly kind: 'mail'
      readonly mail: MailMessage
      /** Attached files that may be statements, those of attached messages included. */
      readonly files: readonly MailFile[]
    }
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'broken' }

/** Mail services take no larger messages. */
const RAW_MAX = 26_214_400
/** An attached message is kept in memory to be read in its turn; a larger one is no alert. */
const ATTACHED_MAX = 2_097_152
const FORWARD_DEPTH_MAX = 5
const PARTS_MAX = 200
const HEAD_MAX = 262_144
const LISTED_MAX = 50

type Parts = {
  html: string | null
  text: string | null
  readonly attachments: { name: string | null; contentType: string; size: number }[]
  readonly attached: Buffer[]
  readonly files: MailFile[]
}

/**
 * A raw mail (RFC 5322 with MIME) taken apart: its one sender, its header fields and its decoded text parts. Of attachments only
 * names and sizes are kept, but attached messages (`message/rfc822`) are read too, and files that may be statements are given
 * as they are. Never fetches anything.
 */
export async function readMailMessage(raw: Uint8Array): Promise<MailReading> {
  return readAtDepth(raw, 0)
}

async function readAtDepth(raw: Uint8Array, depth: number): Promise<MailReading> {
  if (raw.length > RAW_MAX) return { kind: 'refused', reason: 'too-large' }
  const split = await splitMail(raw)
  if (split === null) return { kind: 'refused', reason: 'broken' }
  const { headers, lines, parts } = split
  const forwarded: MailMessage[] = []
  const files = [...parts.files]
  for (const content of depth < FORWARD_DEPTH_MAX ? parts.attached : []) {
    const inner = await readAtDepth(content, depth + 1)
    if (inner.kind !== 'mail') continue
    forwarded.push(inner.mail)
    files.push(...inner.files)
  }
  const { address, name } = senderOf(headers, lines)
  const mail: MailMessage = {
    from: address,
    to: recipientsOf(headers),
    senderName: name,
    subject: textOf(headers.get('subject')),
    date: rawLine(lines, 'date'),
    messageId: textOf(headers.get('message-id')),
    html: parts.html,
    text: parts.text,
    attachments: parts.attachments,
    forwarded,
  }
  return { kind: 'mail', mail, files: files.slice(0, FILES_MAX) }
}

type Split = { readonly headers: Headers; readonly lines: HeaderLines; readonly parts: Parts }

/** Runs the MIME parser over the bytes; null when it gives up: too many parts, endless header lines. */
function splitMail(raw: Uint8Array): Promise<Split | null> {
  return new Promise((resolve) => {
    const parser = new MailParser({
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      ignoreEmbedded: true,
      checksumAlgo: false,
      maxChildNodes: PARTS_MAX,
      maxHeadSize: HEAD_MAX,
    })
    const parts: Parts = { html: null, text: null, attachments: [], attached: [], files: [] }
    let headers: Headers = new Map()
    let lines: HeaderLines = []
    parser.on('headers', (all: Headers) => (headers = all))
    parser.on('headerLines', (all: HeaderLines) => (lines = all))
    parser.on('data', (data) => {
      if (data.type === 'attachment') return keepAttachment(data, parts)
      parts.html = data.html || null
      parts.text = data.text || null
    })
    parser.on('error', () => resolve(null))
    parser.on('end', () => resolve({ headers, lines, parts }))
    parser.end(raw)
  })
}

type StreamedAttachment = {
  readonly filename?: string
  readonly contentType: string
  readonly content: NodeJS.ReadableStream
  release: (() => void) | null
}

function keepAttachment(attachment: StreamedAttachment, parts: Parts): void {
  const isMessage = attachment.contentType === 'message/rfc822'
  const name = isMessage || parts.files.length >= FILES_MAX ? null : statementName(attachment)
  const keptMax = isMessage ? ATTACHED_MAX : name === null ? 0 : FILE_BYTES_MAX
  const chunks: Buffer[] = []
  let size = 0
  attachment.content.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= keptMax) chunks.push(chunk)
  })
  attachment.content.on('end', () => {
    const bytes = size > 0 && size <= keptMax ? Buffer.concat(chunks) : null
    if (isMessage && bytes !== null) parts.attached.push(bytes)
    if (name !== null && size > 0) parts.files.push({ name, bytes })
    if (parts.attachments.length < LISTED_MAX) {
      parts.attachments.push({ name: attachment.filename ?? null, contentType: attachment.contentType, size })
    }
    attachment.release?.()
  })
}

/** The one address that wrote the mail; none when there are several header lines or several addresses. */
function senderOf(headers: Headers, lines: HeaderLines): { address: string | null; name: string | null } {
  const isOne = lines.filter(({ key }) => key === 'from').length === 1
  const from = headers.get('from')
  if (!isOne || typeof from !== 'object' || !('value' in from) || !Array.isArray(from.value)) {
    return { address: null, name: null }
  }
  const [only] = from.value
  if (from.value.length !== 1 || only?.address === undefined || only.group !== undefined) {
    return { address: null, name: null }
  }
  return { address: only.address.toLowerCase(), name: only.name || null }
}

function recipientsOf(headers: Headers): readonly string[] {
  const to = headers.get('to')
  const fields = Array.isArray(to) ? to : [to]
  return fields.flatMap((field) =>
    typeof field === 'object' && 'value' in field && Array.isArray(field.value)
      ? field.value.flatMap(({ address }) => address?.toLowerCase() ?? [])
      : [],
  )
}

function rawLine(lines: HeaderLines, key: string): string | null {
  const line = lines.find((each) => each.key === key)?.line
  return line === undefined
    ? null
    : line
        .slice(line.indexOf(':') + 1)
        .replace(/\s+/gu, ' ')
        .trim()
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
