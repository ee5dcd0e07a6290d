/** A message inside a text: whose it is by the header lines that a mail program wrote above it, and what it says. */
export type QuotedMessage = {
  readonly from: string | null
  readonly subject: string | null
  readonly date: string | null
  readonly body: string
}

const FROM = /^\*?(?:from|sender)\*?\s?[:：]\*?\s*(.{1,300})$/iu
const OTHER = /^\*?(date|sent|subject|to|cc|reply-to)\*?\s?[:：]\*?\s?(.{0,1000})$/iu
const HEADER_LINES_MAX = 16

type HeaderBlock = Omit<QuotedMessage, 'body'> & { readonly start: number; readonly end: number }

/**
 * The messages a person forwarded or quoted in a text, outermost first, with the quote marks taken off; empty when there is
 * none. What the person wrote above them is not given.
 */
export function quotedMessages(text: string): QuotedMessage[] {
  const lines = text.split(/\r\n|[\n\r]/u).map((line) => line.replace(/^[ \t]*(?:>[ \t]?)+/u, ''))
  const blocks: HeaderBlock[] = []
  for (let at = 0; at < lines.length; at++) {
    const block = headerBlockAt(lines, at)
    if (block === null) continue
    blocks.push(block)
    at = block.end - 1
  }
  return blocks.flatMap(({ from, subject, date, end }, index) => {
    const body = lines
      .slice(end, blocks[index + 1]?.start ?? lines.length)
      .join('\n')
      .trim()
    return body === '' ? [] : [{ from, subject, date, body }]
  })
}

/** The header lines that start here: a sender with an address, and a date or subject at least. */
function headerBlockAt(lines: readonly string[], start: number): HeaderBlock | null {
  const from = addressIn(FROM.exec(lines[start]?.trim() ?? '')?.[1] ?? '')
  if (from === null) return null
  const found = new Map<string, string>()
  let end = start + 1
  for (let at = start + 1; at < lines.length && at < start + HEADER_LINES_MAX; at++) {
    const line = lines[at]?.trim() ?? ''
    const [, name, value] = OTHER.exec(line) ?? []
    if (line !== '' && name === undefined) break
    if (name === undefined) continue
    if (found.has(name.toLowerCase())) break
    found.set(name.toLowerCase(), value ?? '')
    end = at + 1
  }
  const date = found.get('date') ?? found.get('sent') ?? null
  if (date === null && !found.has('subject')) return null
  return { from, subject: found.get('subject') ?? null, date, start, end }
}

/** The one address of a header line, lower-case: in angle brackets, behind `mailto:`, or alone. */
export function addressIn(text: string): string | null {
  const bracketed = [...text.matchAll(/[<[](?:mailto:)?([^\s<>[\]@]{1,128}@[^\s<>[\]@]{1,255})[>\]]/giu)]
  const alone = /^(?:mailto:)?([^\s<>[\]@,;]{1,128}@[^\s<>[\]@,;]{1,255})$/iu.exec(text.trim())
  const addresses = new Set((alone === null ? bracketed : [alone]).map((match) => (match[1] ?? '').toLowerCase()))
  const [only] = addresses
  return addresses.size === 1 && only !== undefined ? only : null
}
