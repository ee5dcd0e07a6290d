import { createHash, createSign, type KeyObject } from 'node:crypto'

/** What a signature that is put together by hand says; tags given replace or add to the usual ones, null leaves one out. */
export type HandSigning = {
  readonly domain: string
  readonly key: KeyObject
  readonly selector?: string
  readonly fields?: readonly string[]
  readonly tags?: Readonly<Record<string, string | null>>
}

const FIELDS = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type']

/**
 * The mail with a DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed) on top that no library would write: with any tags, in any
 * order, over fields named as often as one likes.
 */
export function signByHand(mail: string, { domain, key, selector = 's1', fields = FIELDS, tags = {} }: HandSigning) {
  const at = mail.indexOf('\r\n\r\n')
  const bh = createHash('sha256')
    .update(relaxedBody(mail.slice(at + 4)), 'latin1')
    .digest('base64')
  const all: Record<string, string | null> = {
    ...{ v: '1', a: 'rsa-sha256', c: 'relaxed/relaxed', d: domain, s: selector },
    ...{ h: fields.join(':'), bh, ...tags, b: '' },
  }
  const written = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]))
  const line = `DKIM-Signature: ${written.join('; ')}`
  const headers = linesOf(mail.slice(0, at))
  // The last of several is signed first (RFC 6376 §5.4.2).
  const chosen = fields.flatMap((name) => {
    const last = headers.findLastIndex((header) => nameOf(header) === name.toLowerCase())
    return last < 0 ? [] : headers.splice(last, 1)
  })
  const text = [...chosen.map(relaxedHeader), relaxedHeader(line)].join('\r\n')
  const b = createSign('sha256').update(text, 'latin1').sign(key, 'base64')
  return `${line}${b}\r\n${mail}`
}

function linesOf(head: string): string[] {
  return head.replace(/\r\n[ \t]+/gu, ' ').split('\r\n')
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf(':')).trim().toLowerCase()
}

function relaxedHeader(line: string): string {
  const value = line
    .slice(line.indexOf(':') + 1)
    .replace(/[ \t]+/gu, ' ')
    .trim()
  return `${nameOf(line)}:${value}`
}

function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/gu, ' ').trimEnd())
  while (lines.at(-1) === '') lines.pop()
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`
}
