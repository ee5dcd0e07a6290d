/** Looked at in search of the end of the header; a longer one is not a mail a bank sends. */
const HEADER_MAX = 262_144

/** A header field as it stands in the mail: its name in lower case, and its value with folds taken out. */
export type HeaderField = { readonly name: string; readonly value: string }

/**
 * Every header field of a raw mail in order, repeats included: what a signature covers must be told from what stands beside
 * it. Null when the header does not end, or a line of it is no field (what one reader skips another may show).
 */
export function headerFields(raw: Uint8Array): readonly HeaderField[] | null {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADER_MAX)).toString('latin1')
  const end = /\r?\n\r?\n/u.exec(text)
  if (end === null && raw.byteLength > HEADER_MAX) return null
  const lines = text.slice(0, end?.index ?? text.length).split(/\r?\n/u)
  const fields: { name: string; value: string }[] = []
  for (const line of lines) {
    const last = fields.at(-1)
    if (/^[ \t]/u.test(line)) {
      if (last === undefined) return null
      last.value += ` ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    // RFC 5322 lets old mails have blanks before the colon; readers differ about them, so nobody's signature counts then.
    if (colon < 1 || !/^[!-9;-~]+$/u.test(name) || line.includes('\r') || line.includes('\0')) return null
    fields.push({ name, value: line.slice(colon + 1).trim() })
  }
  return fields
}

/** The values of one field, by its name in lower case. */
export function valuesOf(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value)
}
