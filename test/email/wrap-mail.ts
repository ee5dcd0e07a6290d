import type { Random } from '../banks/generate.ts'
import type { GeneratedMail } from './generate-mail.ts'

type Row = { readonly label: string; readonly value: string }

const HEAD =
  '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Alert NGN 1.00</title><style type="text/css">.l{color:#888} .no{display:none}' +
  ' @media only screen{.v{width:100%}}</style><script>var amount="NGN 999,999.99";</script></head><body>'
const HIDDEN = [
  '<div style="display:none;max-height:0">Amount: NGN 1.00</div>',
  '<span class="no">Amount: NGN 2.00</span>',
  '<div style="font-size:0px; line-height:0">Amount: NGN 3.00</div>',
  '<p style="color:#FFF;background-color:#ffffff">Amount: NGN 4.00</p>',
  '<div style="max-height: 0px; overflow:hidden">Amount: NGN 5.00</div>',
  '<!-- Amount: NGN 6.00 -->',
  '<div hidden>Amount: NGN 7.00</div>',
  '<p style="visibility:hidden">Amount: NGN 8.00</p>',
]

function escaped(text: string, random: Random): string {
  const marked = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  switch (random(5)) {
    case 0:
      return marked.replaceAll('₦', '&#8358;').replaceAll("'", '&#39;').replaceAll(' ', '&nbsp;')
    case 1:
      return `<b>${marked}</b>`
    case 2:
      return `<font face="Arial"><span style='color:#111'>\n   ${marked.replaceAll(' ', '\n ')}\n</span></font>`
    case 3:
      return `<span>${marked.replaceAll('₦', '&#x20A6;').replace(/ (?=\d)/u, '</span> <span class="v">')}</span>`
    default:
      return marked
  }
}

/** The ways banks and mail programs lay out a row of label and value. */
const ROW_STYLES: readonly ((row: Row, random: Random) => string)[] = [
  ({ label, value }, random) =>
    `<tr><td class="l" width="40%">${escaped(label, random)}</td><td class="v" align="right"><strong>${escaped(value, random)}</strong></td></tr>\n`,
  ({ label, value }, random) =>
    `<tr><td><b>${label.replaceAll('&', '&amp;')}</b></td><td>&nbsp;:&nbsp;</td><td>${escaped(value, random)}</td></tr>`,
  ({ label, value }, random) =>
    `<TR BGCOLOR=white><TD STYLE='PADDING:0'>${escaped(`${label}:`, random)}<TD>${escaped(value, random)}`,
  ({ label, value }, random) =>
    `<tr><td><table><tr><td>${escaped(`${label}:`, random)}</td></tr><tr><td>${escaped(value, random)}</td></tr></table></td></tr>`,
  ({ label, value }, random) =>
    `<tr><td><table><tbody><tr><td><p>${escaped(label, random)}</p></td></tr></tbody></table></td><td><table><tr><td><div>${escaped(value, random)}</div></td></tr></table></td></tr>`,
  ({ label, value }, random) =>
    `<tr><td colspan=2><div><span>${escaped(`${label}:`, random)}</span>\n<span> ${escaped(value, random)}</span></div></td></tr>`,
]

/** The mail as a page of one of many layouts, with hidden text in it. */
export function toHtml({ lines, rows }: GeneratedMail, random: Random): string {
  const style = ROW_STYLES[random(ROW_STYLES.length)] ?? ROW_STYLES[0]
  const above = lines.map((line) => `<p>${escaped(line, random)}</p>`).join('\n')
  const table = `<table cellpadding="4">${rows.map((row) => style?.(row, random)).join('')}</table>`
  const [first, second] = [HIDDEN[random(HIDDEN.length)], HIDDEN[random(HIDDEN.length)]]
  const depth = 1 + random(5)
  return (
    `${HEAD}${first}${'<table width="100%"><tr><td align="center">'.repeat(depth)}<img src="https://img.example/logo.png" alt="logo">` +
    `<p>Dear Customer,</p>${above}${second}${table}${'</td></tr></table>'.repeat(depth)}` +
    '<p style="font-size:10px">This mail was sent by a machine. Keep your PIN private.</p></body></html>'
  )
}

/** The mail as its plain text part. */
export function toText({ lines, rows }: GeneratedMail, random: Random): string {
  const style = random(3)
  const listed = rows.map(
    ({ label, value }) => [`${label}: ${value}`, `${label}\t:\t${value}`, `  ${label}：\n\n  ${value}\n`][style],
  )
  return `Dear Customer,\n\n${lines.join('\n')}\n\n${listed.join('\n')}\n\nSent by a machine.\n`
}

function part(type: string, content: string, random: Random): string {
  const charset = [...content].some((character) => character > '\u00ff') || random(2) === 0 ? 'utf-8' : 'iso-8859-1'
  const bytes = Buffer.from(content, charset === 'utf-8' ? 'utf8' : 'latin1')
  const isBase64 = random(2) === 0
  const body = isBase64 ? bytes.toString('base64').replace(/.{76}/gu, '$&\r\n') : quotedPrintable(bytes)
  const encoding = isBase64 ? 'base64' : 'quoted-printable'
  return `Content-Type: text/${type};\r\n charset="${charset}"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`
}

function quotedPrintable(bytes: Buffer): string {
  let out = ''
  let length = 0
  for (const byte of bytes) {
    const isPlain = (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32
    const token =
      byte === 10
        ? '\r\n'
        : isPlain
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    if (byte === 10) length = 0
    else if (length + token.length > 72) {
      out += '=\r\n'
      length = 0
    }
    out += token
    length += token.length
  }
  return out
}

/** A raw mail with one or both parts. */
export function toMime(from: string, parts: { html: string | null; text: string | null }, random: Random): Buffer {
  const head = `From: "Bank Alerts" <${from}>\r\nTo: a@inbox.example\r\nSubject: Transaction\r\n Notification\r\nDate: Fri, 21 Aug 2026 21:13:05 +0100\r\nMIME-Version: 1.0\r\n`
  const bodies = [
    ...(parts.text === null ? [] : [part('plain', parts.text, random)]),
    ...(parts.html === null ? [] : [part('html', parts.html, random)]),
  ]
  if (bodies.length === 1) return Buffer.from(head + bodies[0], 'latin1')
  const alternative = `Content-Type: multipart/alternative; boundary="=_b1"\r\n\r\n${bodies.map((body) => `--=_b1\r\n${body}`).join('')}--=_b1--\r\n`
  if (random(2) === 0) return Buffer.from(head + alternative, 'latin1')
  return Buffer.from(
    `${head}Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n${alternative}--outer--\r\n`,
    'latin1',
  )
}
