import { mailDate, type WallSeconds } from './wall-time.ts'

/** What a mail is made of before it is put into MIME. `html` null makes a plain mail, `text` null one of HTML alone. */
export type MailParts = {
  readonly from: string
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
}

const BOUNDARY = '=_part_51c'

/** A raw message (RFC 5322) sent at `sentAt`, as a mail server hands it over; `key` makes its id unique. */
export function writeMail(
  parts: MailParts,
  sentAt: WallSeconds,
  key: string,
  encoding: 'base64' | 'quoted-printable',
): string {
  const head = [
    'Received: from mx.mail.example (mx.mail.example [192.0.2.11])',
    `\tby inbound.example with ESMTPS id ${key}; ${mailDate(sentAt)}`,
    `From: ${parts.from}`,
    'To: Morenike Aluko <morenike.aluko@inbox.example>',
    `Subject: ${writeHeader(parts.subject)}`,
    `Date: ${mailDate(sentAt)}`,
    `Message-ID: <${key}@mail.example>`,
    'MIME-Version: 1.0',
  ]
  const bodies = [
    ...(parts.text === null ? [] : [writePart('text/plain', parts.text, encoding)]),
    ...(parts.html === null ? [] : [writePart('text/html', parts.html, encoding)]),
  ]
  const only = bodies[0]
  if (bodies.length === 1 && only !== undefined) return `${head.join('\n')}\n${only}\n`
  const inner = bodies.map((body) => `--${BOUNDARY}\n${body}\n`).join('\n')
  return `${head.join('\n')}\nContent-Type: multipart/alternative; boundary="${BOUNDARY}"\n\n${inner}\n--${BOUNDARY}--\n`
}

/** A page with a heading, paragraphs and rows of label and value, in the tables that banks use. */
export function htmlPage(
  heading: string,
  paragraphs: readonly string[],
  rows: readonly (readonly [string, string])[],
  middle = '',
): string {
  const cells = rows.map(
    ([label, value]) =>
      `<tr><td class="l" width="40%">${escapeHtml(label)}</td>${middle}<td class="v" align="right"><strong>${escapeHtml(value)}</strong></td></tr>`,
  )
  const body = [
    `<h3>${escapeHtml(heading)}</h3>`,
    ...paragraphs.map((text) => `<p>${text}</p>`),
    `<table cellpadding="4">${cells.join('\n')}</table>`,
  ]
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Alert</title><style type="text/css">.l{color:#888}.v{color:#111}</style></head><body><table width="100%"><tr><td align="center"><table width="600"><tr><td>${body.join('')}</td></tr><tr><td style="font-size:10px">This mail was sent by a machine. Please do not answer it.</td></tr></table></td></tr></table></body></html>`
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function writePart(type: string, text: string, encoding: 'base64' | 'quoted-printable'): string {
  const head = `Content-Type: ${type}; charset="utf-8"\nContent-Transfer-Encoding: ${encoding}\n\n`
  if (encoding === 'base64')
    return (
      head +
      (
        Buffer.from(text)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\n')
    )
  return head + text.split('\n').map(quotedPrintable).join('\n')
}

function quotedPrintable(line: string): string {
  const units = [...Buffer.from(line)].map((byte) => {
    const isPlain = byte >= 32 && byte < 127 && byte !== 61
    return isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
  if (units.at(-1) === ' ') units[units.length - 1] = '=20'
  let written = ''
  let width = 0
  for (const unit of units) {
    if (width + unit.length > 75) {
      written += '=\n'
      width = 0
    }
    written += unit
    width += unit.length
  }
  return written
}

function writeHeader(text: string): string {
  const isAscii = [...text].every((letter) => letter.charCodeAt(0) < 128)
  return isAscii ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}
