/** Longer fields are lists of hundreds, which no bank writes to. */
const FIELD_MAX = 20_000
const ADDRESS = String.raw`[\w.!#$%&'*+/=?^\x60{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,10}`
const BARE = new RegExp(`^${ADDRESS}$`, 'u')
const BRACKETED = new RegExp(`^([^<>]*)<\\s*(${ADDRESS})\\s*>$`, 'u')

/**
 * The addresses of a header field (RFC 5322 §3.4), in lower case, where every program reads the same from it: a list of plain
 * addresses, with names or without. Null for anything that programs differ about: several addresses for one name, a name that
 * is another address, groups, routes, quoted local parts, punycode that stands for plain letters, letters beyond ASCII in an
 * address. What is signed is only as good as what everybody agrees that it says.
 */
export function plainAddresses(value: string): readonly string[] | null {
  const parts = value.length > FIELD_MAX ? null : partsOf(value)
  // `ALUKO, MORENIKE <a@b>` lacks its quotes, and holds one address all the same.
  const addresses = parts?.filter((part) => /[@<>]/u.test(part)).map(addressOf) ?? []
  return addresses.length > 0 && addresses.every((address) => address !== null) ? addresses : null
}

/** The field cut at its commas, without what it quotes and without comments; null when a quote or a comment does not end. */
function partsOf(value: string): string[] | null {
  const parts = ['']
  const add = (text: string) => parts.push(`${parts.pop()}${text}`)
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < value.length; at++) {
    const letter = value[at] as string
    if (letter === '\\') at += 1
    else if (letter === '"' && depth === 0) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (letter === '(') depth += 1
    else if (letter === ')') depth -= 1
    else if (depth < 0 || letter === ';' || letter === ':') return null
    else if (depth > 0) continue
    else if (letter === ',') parts.push('')
    else add(letter)
  }
  return isQuoted || depth !== 0 ? null : parts
}

function addressOf(part: string): string | null {
  const text = part.trim()
  const [, name = '', bracketed] = BRACKETED.exec(text) ?? []
  const address = (bracketed ?? (BARE.test(text) ? text : null))?.toLowerCase() ?? null
  if (address === null || address.includes('@xn--') || address.includes('.xn--')) return null
  // `a@b <a@b>` is how some programs write an address without a name.
  return !name.includes('@') || name.trim().toLowerCase() === address ? address : null
}
