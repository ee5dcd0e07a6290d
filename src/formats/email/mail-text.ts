import type { MailMessage } from '../../domain/mail.ts'
import { addressIn, quotedMessages } from './forwarded.ts'
import { htmlToText } from './html-text.ts'

/**
 * One message of a mail as it is read: who wrote it (lower-case address), and its text in the order of trust, first what
 * its HTML shows, then its plain text. One view when the mail has one part, or when the HTML says all there is.
 */
export type MailView = {
  readonly from: string | null
  readonly subject: string | null
  readonly isForwarded: boolean
  readonly views: readonly string[]
}

/** Stands between the messages of one mail, and between the views of one message. No body keeps either character. */
const MESSAGE_MARK = '\n\u001d\n'
const VIEW_MARK = '\n\f\n'
const PLAIN_MAX = 65_536
const ATTACHED_MAX = 20

/**
 * The canonical text of a mail, as it is stored and read again: for each message the header lines `From`, `Subject`, `Date`
 * and, when a person passed it on, `Forwarded-By`; an empty line; the visible text of its HTML; and behind a form feed its
 * plain text. Forwarded messages, quoted or attached, stand for the mail that brings them.
 */
export function canonicalMailText(mail: MailMessage): string {
  const carriers = attachedMessages(mail).slice(0, ATTACHED_MAX)
  return carriers
    .flatMap((carrier) => messagesOf(carrier, mail))
    .map(render)
    .join(MESSAGE_MARK)
}

type Message = MailView & { readonly date: string | null; readonly forwardedBy: string | null }

/** The messages attached to a mail, innermost; the mail itself when nothing is attached. */
function attachedMessages(mail: MailMessage): MailMessage[] {
  return mail.forwarded.length === 0 ? [mail] : mail.forwarded.flatMap(attachedMessages)
}

function messagesOf(carrier: MailMessage, outer: MailMessage): Message[] {
  const page = carrier.html === null ? null : htmlToText(carrier.html)
  // A page that cannot be read cannot be compared with the text beside it either.
  if (page?.kind === 'refused') return [toMessage(carrier, outer, [])]
  const plain = clean(carrier.text ?? '').slice(0, PLAIN_MAX)
  const bodies = [clean(page?.text ?? ''), plain].filter((body) => body !== '')
  const quoted = bodies.map(quotedMessages)
  const [first = [], second] = quoted
  if (first.length === 0) return [toMessage(carrier, outer, bodies)]
  return first.map(({ from, subject, date, body }, index) => {
    const twin = second?.length === first.length ? second[index] : undefined
    const isSameSender = twin === undefined || twin.from === from
    const views = twin === undefined ? [body] : [body, twin.body]
    const forwardedBy = carrier.from ?? outer.from
    return { from: isSameSender ? from : '', subject, date, forwardedBy, isForwarded: true, views }
  })
}

function toMessage(carrier: MailMessage, outer: MailMessage, views: readonly string[]): Message {
  const { from, subject, date } = carrier
  const isForwarded = carrier !== outer
  return { from: from ?? '', subject, date, forwardedBy: isForwarded ? outer.from : null, isForwarded, views }
}

function render({ from, subject, date, forwardedBy, views }: Message): string {
  const lines = [`From: ${oneLine(from)}`, `Subject: ${oneLine(subject)}`, `Date: ${oneLine(date)}`]
  if (forwardedBy !== null) lines.push(`Forwarded-By: ${oneLine(forwardedBy)}`)
  return `${lines.join('\n')}\n\n${views.join(VIEW_MARK)}`
}

function clean(text: string): string {
  return text.replaceAll('\f', ' ').replaceAll('\u001d', ' ').replace(/\r\n?/gu, '\n').trim()
}

function oneLine(text: string | null): string {
  return (text ?? '').replace(/\s+/gu, ' ').trim().slice(0, 1_000)
}

/** Whether a text begins as a raw mail does: header lines, a sender among them, up to an empty line. */
export function beginsWithHeaders(text: string): boolean {
  return readHeaders(text.slice(0, PLAIN_MAX)) !== null
}

/**
 * The messages in a canonical text. A text that does not begin with header lines is one message by nobody known, with what
 * people paste above it (`From: …`, `Subject: …`) taken as its header.
 */
export function readMailText(text: string): MailView[] {
  const parts = text.split(MESSAGE_MARK, ATTACHED_MAX)
  return parts.flatMap((part): MailView[] => {
    const header = readHeaders(part)
    if (header !== null) return [{ ...header.view, views: part.slice(header.end).split(VIEW_MARK, 2).filter(hasText) }]
    const body = /^\s*<(?:!doctype|html|table|div|body|p)\b/iu.test(part) ? pageText(part) : part
    const quoted = quotedMessages(body)
    if (quoted.length === 0) return [{ from: null, subject: null, isForwarded: false, views: [body] }]
    return quoted.map(({ from, subject, body: view }) => ({ from, subject, isForwarded: true, views: [view] }))
  })
}

/**
 * The canonical text of a mail without the plain text that stands beside the text of its page; null for a mail that has only one
 * of them, or holds several messages.
 */
export function pageOnly(text: string): string | null {
  const [message, another] = readMailText(text)
  if (message === undefined || another !== undefined || message.views.length < 2) return null
  return text.slice(0, text.indexOf(VIEW_MARK))
}

function pageText(html: string): string {
  const page = htmlToText(html)
  return page.kind === 'text' ? page.text : ''
}

function hasText(view: string): boolean {
  return view.trim() !== ''
}

/** The header lines of a message and where its body starts; null when it begins in another way. */
function readHeaders(text: string): { readonly view: Omit<MailView, 'views'>; readonly end: number } | null {
  const blank = /\r?\n[ \t]*\r?\n/u.exec(text)
  const head = text.slice(0, blank?.index ?? text.length)
  const lines = head.replace(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u)
  const fields = lines.map((line) => /^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?(.*)$/u.exec(line))
  if (fields.some((field) => field === null)) return null
  const values = (name: string): string[] =>
    fields.flatMap((field) => (field?.[1]?.toLowerCase() === name ? [(field[2] ?? '').trim()] : []))
  const senders = values('from')
  if (senders.length === 0 || values('subject').length + values('date').length === 0) return null
  const from = senders.length === 1 ? (addressIn(senders[0] ?? '') ?? '') : ''
  const isForwarded = values('forwarded-by').length > 0
  const end = blank === null ? text.length : blank.index + blank[0].length
  return { view: { from, subject: values('subject')[0] || null, isForwarded }, end }
}
